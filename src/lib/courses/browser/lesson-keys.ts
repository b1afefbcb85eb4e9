import { currentSettings } from './reading-settings-form.ts';

/** Where a key means a letter or a choice. */
const TYPING = 'input, select, textarea, [contenteditable], dialog';

/**
 * Single keys on the page of a lesson, as `dialog[data-shortcuts]` lists them; they can be switched off in the reading
 * settings and do nothing while somebody types. `[data-show-shortcuts]` opens the list.
 */
export function enhanceLessonKeys(root: Document = document): void {
	const dialog = root.querySelector<HTMLDialogElement>('dialog[data-shortcuts]');
	const button = root.querySelector<HTMLButtonElement>('[data-show-shortcuts]');
	if (!dialog || !button) return;
	button.hidden = false;
	button.addEventListener('click', () => dialog.showModal());

	const press = (selector: string) => () => root.querySelector<HTMLElement>(selector)?.click();
	const keys: Record<string, () => void> = {
		n: press('a[rel=next]'),
		p: press('a[rel=prev]'),
		s: () => showContents(root),
		c: press('[data-read-aloud-toggle]:not([hidden])'),
		'?': () => dialog.showModal()
	};
	root.addEventListener('keydown', (event) => {
		const isOther = event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || event.repeat;
		if (isOther || (event.target as Element).closest(TYPING) || !currentSettings().hasKeys) return;
		const act = keys[event.key.toLowerCase()];
		if (!act) return;
		event.preventDefault();
		act();
	});
}

function showContents(root: Document) {
	const contents = root.querySelector<HTMLElement>('[data-contents]');
	const details = contents?.querySelector('details');
	if (details) details.open = true;
	contents?.querySelector<HTMLElement>('a[aria-current], a')?.focus();
	contents?.scrollIntoView({ block: 'nearest' });
}
