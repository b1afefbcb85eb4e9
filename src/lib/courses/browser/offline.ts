import { WORKER } from './offline-names.ts';

/**
 * Reading without the internet: the button on the page of a course, `[data-offline-course]`, the list of what is saved,
 * `[data-saved-courses]`, and practice in a saved copy of a lesson. What they need is loaded when it is needed.
 */
export function enhanceOfflineReading(root: Document = document): void {
	const panel = root.querySelector<HTMLElement>('[data-offline-course]');
	const list = root.querySelector<HTMLElement>('[data-saved-courses]');
	const isSupported = 'serviceWorker' in navigator && 'caches' in window;
	if (panel && !isSupported) panel.hidden = true;
	if (panel && isSupported) void import('./save-course.ts').then(({ offerSaving }) => offerSaving(panel));
	if (list && isSupported) void import('./save-course.ts').then(({ showSavedCourses }) => showSavedCourses(list));

	if (isSupported && matchMedia('(display-mode: standalone)').matches) void navigator.serviceWorker.register(WORKER);

	const practice = root.querySelector<HTMLElement>('[data-practice]');
	if (!practice) return;
	if (root.documentElement.dataset.savedCopy === undefined) sayWhenOffline(practice);
	else void practiseHere(practice);
}

/** A button pressed before the rules are loaded waits for them: sent off, the answer would be lost. */
async function practiseHere(practice: HTMLElement) {
	let pressed: SubmitEvent | null = null;
	const hold = (event: SubmitEvent) => {
		event.preventDefault();
		pressed = event;
	};
	practice.addEventListener('submit', hold);
	const { practiseOffline } = await import('../../quizzes/browser/offline-practice.ts');
	await practiseOffline(practice);
	practice.removeEventListener('submit', hold);
	const { target, submitter } = (pressed ?? {}) as Partial<SubmitEvent>;
	if (target instanceof HTMLFormElement) target.requestSubmit(submitter);
}

/** An answer that cannot be sent stays on the page instead of being lost with it. */
function sayWhenOffline(practice: HTMLElement) {
	practice.addEventListener('submit', (event) => {
		if (navigator.onLine) return;
		event.preventDefault();
		const form = event.target as HTMLFormElement;
		const message = form.querySelector('[data-no-network]') ?? document.createElement('p');
		message.className = 'field-error';
		message.setAttribute('role', 'alert');
		message.setAttribute('data-no-network', '');
		message.textContent = 'Nie ma internetu. Odpowiedź czeka tutaj; sprawdź ją, gdy wróci.';
		form.append(message);
	});
}
