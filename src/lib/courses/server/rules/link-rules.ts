import type { CourseProblem } from '../course-index.ts';
import { BANK_FILE } from '../file-names.ts';
import { findNearestWord } from '../nearest-word.ts';
import { inFile, mistake } from '../problems.ts';
import type { ReadCourse, ReadFile } from '../read-course.ts';
import type { LinkInText } from '../render-markdown.ts';

/** Places that links may lead to: address of a page, with the ids on it. */
function listTargets(courses: ReadCourse[]): Map<string, Set<string>> {
	const targets = new Map([['/kursy', new Set<string>()]]);
	for (const { slug, draft } of courses) {
		targets.set(`/kursy/${slug}`, new Set(draft.file?.document.headingIds));
		for (const module of draft.modules) {
			for (const lesson of module.lessons) {
				// A variant has headings of its own; a link from it leads to the page in the same variant.
				const texts = [lesson.file, ...lesson.variants.values()];
				const ids = new Set(texts.flatMap((text) => text?.document.headingIds ?? []));
				targets.set(`/kursy/${slug}/${module.folder.slug}/${lesson.folder.slug}`, ids);
			}
		}
	}
	return targets;
}

/** @param own ids on the page itself, in the variant that is read */
function checkLinks(
	path: string,
	links: LinkInText[],
	page: string,
	own: string[],
	targets: Map<string, Set<string>>
): CourseProblem[] {
	return links.flatMap(({ href, line }) => {
		if (href.startsWith('lekcja:')) return inFile(path, [mistake(line, tellNoLesson(href, page, targets))]);
		const isOwn = href.startsWith('#') || /^\/kursy(?:[/?#]|$)/.test(href);
		if (!isOwn) return [];
		const [address = '', id] = href.split('#');
		const target = address === '' ? page : address.split('?')[0]!.replace(/\/$/, '');
		const ids = address === '' ? new Set(own) : targets.get(target);
		if (!ids)
			return inFile(path, [
				mistake(line, `link prowadzi donikąd: nie ma strony „${target}”; popraw adres (bez numerów NN-)`)
			]);
		if (id === undefined || ids.has(id)) return [];
		const known = [...ids].slice(0, 5).map((one) => `#${one}`);
		return inFile(path, [mistake(line, `na stronie nie ma miejsca „#${id}”; są: ${known.join(', ') || 'żadne'}`)]);
	});
}

/** `lekcja:slug` that led to no lesson of its course. */
function tellNoLesson(href: string, page: string, targets: Map<string, Set<string>>): string {
	const slug = href.slice('lekcja:'.length).split('#')[0]!;
	const course = page.split('/').slice(0, 3).join('/');
	const slugs = [...targets.keys()]
		.filter((address) => address.startsWith(`${course}/`))
		.map((address) => address.split('/').at(-1)!);
	const nearest = findNearestWord(slug, slugs);
	const cure = nearest
		? `czy chodziło o „lekcja:${nearest}”?`
		: 'wpisz nazwę folderu lekcji bez numeru, na przykład lekcja:pierwszy-krok';
	return `nie ma w tym kursie lekcji „${slug}”; ${cure}`;
}

/** Links between pages of courses, once all courses are read. */
export function checkLinksBetween(courses: ReadCourse[]): Map<string, CourseProblem[]> {
	const targets = listTargets(courses);
	const checkText = ({ path, document }: ReadFile<unknown>, page: string) =>
		checkLinks(path, document.links, page, document.headingIds, targets);
	return new Map(
		courses.map(({ slug, draft }) => {
			const page = `/kursy/${slug}`;
			const problems = draft.file ? checkText(draft.file, page) : [];
			if (draft.bank)
				problems.push(...checkLinks(`${draft.folder.root.path}/${BANK_FILE}`, draft.bank.links, page, [], targets));
			for (const module of draft.modules) {
				for (const { folder, file, variants, quiz } of module.lessons) {
					const lessonPage = `${page}/${module.folder.slug}/${folder.slug}`;
					for (const text of [file, ...variants.values()]) {
						if (text) problems.push(...checkText(text, lessonPage));
					}
					if (quiz)
						problems.push(
							...checkLinks(`${folder.path}/quiz.md`, quiz.links, lessonPage, file?.document.headingIds ?? [], targets)
						);
				}
			}
			return [slug, problems];
		})
	);
}
