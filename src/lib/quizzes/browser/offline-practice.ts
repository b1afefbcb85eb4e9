import { mount, unmount } from 'svelte';
import { findSavedCourse } from '../../courses/browser/saved-courses.ts';
import type { OfflineQuestion } from '../../courses/offline-pack.ts';
import { answerInForm } from '../answer-form.ts';
import { readPracticeAnswer } from '../practice-answer.ts';
import { questionFeedbackView } from '../question-view.ts';
import QuestionFeedback from '../QuestionFeedback.svelte';

/**
 * Practice in a saved copy of a lesson, `[data-practice]`: answers are checked here by the rules of the server and with
 * the feedback of the page, and are kept nowhere.
 */
export async function practiseOffline(practice: HTMLElement, root: Document = document): Promise<void> {
	const slug = root.querySelector<HTMLElement>('[data-course]')?.dataset.course ?? '';
	const questions = (await findSavedCourse(slug))?.practice[location.pathname] ?? [];
	const note = practice.querySelector<HTMLElement>('[data-offline-note]');
	if (note) note.hidden = false;
	for (const hint of practice.querySelectorAll<HTMLElement>('[data-online-only]')) hint.hidden = true;

	for (const form of practice.querySelectorAll<HTMLFormElement>('form[data-check]')) {
		const position = Number(new FormData(form).get('position'));
		const question = questions[position];
		if (question) checkHere(form, position, question);
	}
}

function checkHere(form: HTMLFormElement, position: number, { content, optionOrder }: OfflineQuestion) {
	const fields = form.querySelector('fieldset')!;
	const message = document.createElement('p');
	message.className = 'field-error';
	message.setAttribute('role', 'alert');
	const place = document.createElement('div');
	fields.querySelector('legend')?.after(message);
	fields.after(place);
	let shown: ReturnType<typeof mount> | null = null;

	form.addEventListener('submit', (event) => {
		event.preventDefault();
		const read = readPracticeAnswer(
			content,
			optionOrder,
			answerInForm(content, optionOrder, position, new FormData(form))
		);
		message.textContent = read.message ?? '';
		if (shown) void unmount(shown);
		shown = null;
		if (read.message !== undefined) return;
		const feedback = questionFeedbackView(content, optionOrder, read.value);
		shown = mount(QuestionFeedback, { target: place, props: { feedback } });
		fields.focus();
	});
}
