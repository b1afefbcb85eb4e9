import { mount, unmount } from 'svelte';
import { findSavedCourse } from '../../courses/browser/saved-courses.ts';
import type { OfflineQuestion } from '../../courses/offline-pack.ts';
import { answerInForm } from '../answer-form.ts';
import { isFinished } from '../answer-value.ts';
import { readPracticeAnswer } from '../practice-answer.ts';
import type { AnswerValue } from '../question.ts';
import { questionFeedbackView, questionView } from '../question-view.ts';
import QuestionFeedback from '../QuestionFeedback.svelte';
import CaseFields from '../types/CaseFields.svelte';

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
	const showCase = caseIn(fields, position, { content, optionOrder });
	let shown: ReturnType<typeof mount> | null = null;

	form.addEventListener('submit', (event) => {
		event.preventDefault();
		const read = readPracticeAnswer(
			content,
			optionOrder,
			answerInForm(content, optionOrder, position, new FormData(form, event.submitter))
		);
		message.textContent = read.message ?? '';
		if (shown) void unmount(shown);
		shown = null;
		if (read.message !== undefined) return;
		showCase(read.value);
		if (isFinished({ content, value: read.value })) {
			const feedback = questionFeedbackView(content, optionOrder, read.value);
			shown = mount(QuestionFeedback, { target: place, props: { feedback } });
		}
		fields.focus();
	});
}

/** Shows a case anew after each decision: what came of it and what may be chosen next. Other questions stay as they are. */
function caseIn(fields: HTMLElement, position: number, { content, optionOrder }: OfflineQuestion) {
	const place = fields.querySelector<HTMLElement>('[data-answer]')!;
	let shown: ReturnType<typeof mount> | null = null;
	return (value: AnswerValue) => {
		const view = questionView(content, optionOrder, value);
		if (view.type !== 'case') return;
		if (shown) void unmount(shown);
		place.replaceChildren();
		const props = { steps: view.steps, name: `q${position}`, fields: {}, isReadOnly: false, canBeginAgain: true };
		shown = mount(CaseFields, { target: place, props });
	};
}
