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

	const isCopy = root.documentElement.dataset.savedCopy !== undefined;
	const practice = root.querySelector<HTMLElement>('[data-practice]');
	if (isCopy && practice) {
		void import('../../quizzes/browser/offline-practice.ts').then(({ practiseOffline }) => practiseOffline(practice));
	}
}
