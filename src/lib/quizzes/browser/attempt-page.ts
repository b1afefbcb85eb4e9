import { counted } from '../../format.ts';
import { findConfidenceFields, readConfidence, showConfidence } from '../../confidence/browser/confidence-fields.ts';
import { browserStorage } from '../../ui/browser/browser-storage.ts';
import { AnswerQueue, SAVE_STATES, type QuestionState } from './answer-queue.ts';
import { ChangeKeys } from './change-keys.ts';
import { startCountdown } from './countdown.ts';
import {
	findQuestions,
	isAnswerGiven,
	isTyped,
	readFields,
	showInFields,
	type QuestionElement
} from './question-fields.ts';
import { sendAnswers, type Change } from './send-answers.ts';
import { forgetWaitingAnswers, WaitingAnswers } from './waiting-answers.ts';

/** Answers given in the last moments must be on their way before the time is over. */
const SENT_BEFORE_END_MS = 2_000;
const LAST_SENDING_MS = 2_000;

/** Saves answers as they are given on the page of an open attempt, `[data-attempt]`, and shows what became of them. */
export function enhanceAttemptPage(root: Document = document): void {
	const page = root.querySelector<HTMLElement>('[data-attempt]');
	const bar = page?.querySelector<HTMLElement>('[data-attempt-bar]');
	if (!page || !bar) {
		forgetOnSignOut(root, () => Promise.resolve());
		return;
	}
	// Files are not saved as they are chosen.
	const answerable = findQuestions(page).filter(({ type }) => type !== 'file');
	const questions = new Map(answerable.map((question) => [question.position, question]));
	const announce = announcer(page);
	const { attempt = '', person = '' } = page.dataset;
	const { saveUrl = '' } = bar.dataset;
	const waiting = new WaitingAnswers(browserStorage(), attempt, person);
	const keys = new ChangeKeys(browserStorage(), waiting.storageKey);
	const queue: AnswerQueue = new AnswerQueue({
		waiting,
		send: (changes) => sendAnswers(saveUrl, changes),
		now: () => performance.now(),
		later(work, ms) {
			const timer = setTimeout(work, ms);
			return () => clearTimeout(timer);
		},
		alone,
		newKey: () => keys.next(),
		onChange: () => showStates(page, bar, questions, queue),
		onRemoteChange: (change) => showAnswer(page, questions, change),
		onSaved: (positions) => announce(savedInWords(positions))
	});

	// A page being left has no time to wait for its turn; keys make it harmless that two tabs send the same.
	function alone<T>(work: () => Promise<T>): Promise<T> {
		const mustWait = 'locks' in navigator && document.visibilityState === 'visible';
		return mustWait ? navigator.locks.request(waiting.storageKey, work) : work();
	}

	for (const element of page.querySelectorAll<HTMLElement>('[data-plain]')) element.hidden = true;
	bar.hidden = false;
	for (const change of queue.waiting) showAnswer(page, questions, change);
	for (const question of questions.values()) followQuestion(page, question, queue);
	followBrowser(waiting.storageKey, queue);
	guardEnd(page, queue);
	showStates(page, bar, questions, queue);
	countDown(page, bar, queue, announce);
	forgetOnSignOut(root, () => queue.flush());
	void queue.flush();
}

function followQuestion(page: HTMLElement, question: QuestionElement, queue: AnswerQueue) {
	const { element, position } = question;
	const confidence = findConfidenceFields(page, position);
	element.addEventListener(isTyped(question) ? 'input' : 'change', () => {
		const read = readFields(question);
		if ('message' in read) queue.hold(position, read.message);
		else {
			mark(page, position, isAnswerGiven(read.value));
			queue.change(position, read.value, readConfidence(confidence));
		}
	});
	// Said before there is an answer, it goes with the answer.
	confidence?.addEventListener('change', () => {
		const read = readFields(question);
		if ('value' in read && isAnswerGiven(read.value)) queue.change(position, read.value, readConfidence(confidence));
	});
}

/** Network, other tabs, coming back to the page and leaving it. */
function followBrowser(storageKey: string, queue: AnswerQueue) {
	addEventListener('online', () => queue.wake());
	addEventListener('focus', () => queue.wake());
	addEventListener('pageshow', () => queue.wake());
	addEventListener('pagehide', () => void queue.flush());
	document.addEventListener('visibilitychange', () => queue.wake());
	addEventListener('storage', (event) => {
		if (event.key === storageKey) queue.storageChanged();
	});
}

/** Ending waits for the last answer; when it cannot be saved, the person is told and decides. */
function guardEnd(page: HTMLElement, queue: AnswerQueue) {
	const form = page.querySelector<HTMLFormElement>('[data-attempt-form]');
	form?.addEventListener('submit', (event) => {
		// The form itself carries files, with all answers beside them.
		if (event.submitter?.matches('[data-hand-in], [data-decide]') || hasChosenFile(form)) return;
		event.preventDefault();
		void queue.flush().then((isAllSaved) => {
			if (isAllSaved) location.assign('?krok=koniec');
			else sayUnsaved(page, queue.unsaved);
		});
	});
}

const hasChosenFile = (form: HTMLFormElement) =>
	[...form.querySelectorAll<HTMLInputElement>('input[type=file]')].some(({ files }) => files?.length);

function sayUnsaved(page: HTMLElement, positions: number[]) {
	const words = page.querySelector('[data-unsaved-words]');
	const box = page.querySelector<HTMLElement>('[data-unsaved]');
	if (!words || !box) return;
	const numbers = positions.map((position) => position + 1).sort((a, b) => a - b);
	words.textContent =
		numbers.length === 0
			? 'Nie udało się połączyć z serwerem. Spróbuj jeszcze raz za chwilę.'
			: `Nie zapisano jeszcze odpowiedzi na ${counted(numbers.length, 'pytanie', 'pytania', 'pytań')}: ${numbers.join(', ')}. ` +
				'Poczekaj na zapis albo popraw te odpowiedzi. Jeśli zakończysz teraz, nie będą się liczyć.';
	box.hidden = false;
}

function showStates(page: HTMLElement, bar: HTMLElement, questions: Map<number, QuestionElement>, queue: AnswerQueue) {
	for (const { element, position } of questions.values()) {
		showState(element.querySelector('[data-save-state]'), queue.stateOf(position));
	}
	showState(bar.querySelector('[data-save-overall]'), queue.overall);
	const signIn = page.querySelector<HTMLElement>('[data-sign-in-needed]');
	if (signIn && signIn.hidden === queue.isSignedOut) signIn.hidden = !queue.isSignedOut;
	const unsaved = page.querySelector<HTMLElement>('[data-unsaved]');
	if (unsaved && queue.unsaved.length === 0) unsaved.hidden = true;
}

function showState(element: HTMLElement | null, shown: QuestionState | undefined) {
	if (!element || !shown) return;
	const text = [SAVE_STATES[shown.state], shown.message].filter(Boolean).join('. ');
	element.dataset.state = shown.state;
	if (element.textContent !== text) element.textContent = text;
	element.hidden = false;
}

function showAnswer(page: HTMLElement, questions: Map<number, QuestionElement>, change: Change) {
	const { position, value, confidence } = change;
	const question = questions.get(position);
	if (!question) return;
	showInFields(question, value);
	showConfidence(findConfidenceFields(page, position), confidence);
	mark(page, position, isAnswerGiven(value));
}

/** In the list of questions: answered or not. */
function mark(page: HTMLElement, position: number, isAnswered: boolean) {
	const link = page.querySelector(`[data-mark="${position}"]`);
	link?.classList.toggle('answered', isAnswered);
	link?.setAttribute('aria-label', `Pytanie ${position + 1}, ${isAnswered ? 'jest odpowiedź' : 'bez odpowiedzi'}`);
}

function countDown(page: HTMLElement, bar: HTMLElement, queue: AnswerQueue, announce: (text: string) => void) {
	const { deadline, serverNow } = bar.dataset;
	const clock = bar.querySelector('[data-time-left]');
	if (!deadline || !serverNow || !clock) return;
	const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
	const receivedAt = performance.timeOrigin + (navigation?.responseStart ?? performance.now());
	const serverIsAhead = Date.parse(serverNow) - receivedAt;
	const left = () => Date.parse(deadline) - (Date.now() + serverIsAhead) - SENT_BEFORE_END_MS;
	startCountdown({
		left,
		announce,
		show: (text) => (clock.textContent = text),
		end: () => {
			announce('Czas minął. Test się kończy.');
			void endTest(page, queue);
		}
	});
}

/** Without a network the test ends when there is one again; answers that come after the end are kept as late. */
async function endTest(page: HTMLElement, queue: AnswerQueue) {
	await queue.flush();
	if (!navigator.onLine) {
		addEventListener('online', () => void endTest(page, queue), { once: true });
		return;
	}
	page.querySelector<HTMLFormElement>('[data-finish]')?.submit();
}

const savedInWords = (positions: number[]) =>
	positions.length === 1
		? `Zapisano odpowiedź na pytanie ${(positions[0] ?? 0) + 1}.`
		: `Zapisano ${counted(positions.length, 'odpowiedź', 'odpowiedzi', 'odpowiedzi')}.`;

/** Says things politely, one at a time. */
function announcer(page: HTMLElement) {
	const region = page.querySelector('[data-announce]');
	return (text: string) => {
		if (region) region.textContent = text;
	};
}

/** On a shared computer nothing of what one person typed is left for the next; what can be sent is sent first. */
function forgetOnSignOut(root: Document, sendLast: () => Promise<unknown>) {
	root.addEventListener('submit', (event) => {
		const form = event.target as HTMLFormElement;
		if (new URL(form.action).pathname !== '/wylogowanie') return;
		event.preventDefault();
		const atMost = new Promise((resolve) => setTimeout(resolve, LAST_SENDING_MS));
		void Promise.race([sendLast(), atMost]).then(() => {
			const storage = browserStorage();
			if (storage) forgetWaitingAnswers(storage);
			form.submit();
		});
	});
}
