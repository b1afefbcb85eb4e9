import { counted, formatNumber } from '../../format.ts';
import type { SavedCourse } from '../offline-pack.ts';
import { findSavedCourse, listSavedCourses, removeCourse, saveCourse } from './saved-courses.ts';

const MB = 1024 * 1024;
const sizeInWords = ({ size }: SavedCourse) =>
	`${formatNumber(Math.max(0.1, Math.round((size / MB) * 10) / 10))}\u00a0MB`;

/** The panel of `OfflineCourse.svelte`: saves the course, tells how far it is, removes it, notices a new edition. */
export async function offerSaving(panel: HTMLElement): Promise<void> {
	const { offlineCourse: slug = '', revision } = panel.dataset;
	const words = panel.querySelector<HTMLElement>('[data-offline-words]')!;
	const progress = panel.querySelector('progress')!;
	const save = panel.querySelector<HTMLButtonElement>('[data-offline-save]')!;
	const remove = panel.querySelector<HTMLButtonElement>('[data-offline-remove]')!;

	const show = (saved: SavedCourse | undefined) => {
		const isOld = saved !== undefined && saved.revision !== revision;
		progress.hidden = true;
		save.disabled = remove.disabled = false;
		save.hidden = saved !== undefined && !isOld;
		save.textContent = isOld ? 'Pobierz nowe wydanie' : 'Zapisz do czytania bez internetu';
		remove.hidden = saved === undefined;
		if (isOld) words.textContent = 'Na tym urządzeniu jest starsze wydanie tego kursu.';
		else if (saved) {
			const lessons = counted(saved.pages.length - 1, 'lekcja', 'lekcje', 'lekcji');
			words.textContent = `Na tym urządzeniu: ${lessons}, ${sizeInWords(saved)}. Otworzysz je bez internetu.`;
		}
	};

	save.addEventListener('click', () => void saveAndTell());
	async function saveAndTell() {
		save.disabled = remove.disabled = true;
		progress.hidden = false;
		words.textContent = 'Zapisuję. Nie zamykaj tej strony.';
		try {
			const saved = await saveCourse(slug, (done, all) => {
				progress.max = all;
				progress.value = done;
			});
			show(saved);
			remove.focus();
		} catch {
			show(await findSavedCourse(slug));
			words.textContent = 'Nie udało się zapisać kursu. Sprawdź internet i wolne miejsce, a potem spróbuj jeszcze raz.';
		}
	}

	remove.addEventListener('click', () => void removeAndTell());
	async function removeAndTell() {
		await removeCourse(slug);
		show(undefined);
		words.textContent = 'Kurs usunięty z tego urządzenia.';
		save.focus();
	}

	show(await findSavedCourse(slug));
}

/** The list of `/bez-internetu`. */
export async function showSavedCourses(list: HTMLElement): Promise<void> {
	const courses = await listSavedCourses();
	if (courses.length === 0) return;
	list.replaceChildren(...courses.map(entryOf));
	list.hidden = false;
	document.querySelector<HTMLElement>('[data-nothing-saved]')!.hidden = true;
}

function entryOf(course: SavedCourse): HTMLElement {
	const entry = document.createElement('section');
	entry.className = 'card';
	const name = document.createElement('h2');
	name.textContent = `${course.title} (${sizeInWords(course)})`;
	const lessons = document.createElement('ol');
	for (const { path, title } of course.pages.slice(1)) {
		const link = document.createElement('a');
		link.href = path;
		link.textContent = title;
		const item = document.createElement('li');
		item.append(link);
		lessons.append(item);
	}
	entry.append(name, lessons);
	return entry;
}
