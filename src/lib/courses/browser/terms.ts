const NOTE_ID = 'objasnienie';
/** Long enough to move the mouse from the word to its note. */
const LEAVE_MS = 250;
const EDGE = 16;
const GAP = 6;

/**
 * Shows what a marked term means beside it: on focus, under the mouse, on the first tap. The note stays while the mouse
 * is on it and goes with Escape; a second tap, a click or Enter leads to the list of terms, as without this script.
 */
export function explainTerms(): void {
	const terms = document.querySelectorAll<HTMLAnchorElement>('.prose a.term');
	if (terms.length === 0 || !('popover' in HTMLElement.prototype)) return;
	const note = createNote();
	let shown: HTMLAnchorElement | null = null;
	let leaving: number | undefined;
	let wasShownOnTouch = false;

	const hide = () => {
		clearTimeout(leaving);
		shown?.removeAttribute('aria-describedby');
		shown = null;
		if (note.matches(':popover-open')) note.hidePopover();
	};
	const show = (term: HTMLAnchorElement) => {
		clearTimeout(leaving);
		if (shown === term) return;
		const definition = document.querySelector(`${term.hash} [data-definition]`)?.textContent?.trim();
		if (!definition) return;
		hide();
		shown = term;
		note.textContent = definition;
		term.setAttribute('aria-describedby', NOTE_ID);
		note.showPopover();
		place(note, term);
	};
	const leave = () => {
		clearTimeout(leaving);
		leaving = window.setTimeout(() => shown !== document.activeElement && hide(), LEAVE_MS);
	};

	for (const term of terms) {
		term.addEventListener('focus', () => term.matches(':focus-visible') && show(term));
		term.addEventListener('blur', hide);
		term.addEventListener('pointerenter', ({ pointerType }) => pointerType === 'mouse' && show(term));
		term.addEventListener('pointerleave', ({ pointerType }) => pointerType === 'mouse' && leave());
		term.addEventListener('pointerdown', () => (wasShownOnTouch = shown === term));
		term.addEventListener('click', (event) => {
			const isTouch = event instanceof PointerEvent && event.pointerType !== 'mouse' && event.pointerType !== '';
			if (isTouch && !wasShownOnTouch) {
				event.preventDefault();
				show(term);
			} else hide();
		});
	}
	note.addEventListener('pointerenter', () => clearTimeout(leaving));
	note.addEventListener('pointerleave', leave);
	document.addEventListener('keydown', ({ key }) => key === 'Escape' && hide());
	document.addEventListener('pointerdown', ({ target }) => {
		if (shown && target instanceof Node && !shown.contains(target) && !note.contains(target)) hide();
	});
	window.addEventListener('resize', hide);
}

function createNote(): HTMLElement {
	const note = document.createElement('div');
	note.id = NOTE_ID;
	note.className = 'term-note';
	note.popover = 'manual';
	note.role = 'tooltip';
	document.querySelector('main')?.append(note);
	return note;
}

/** Under the first line of the word, or above it where there is no room; the page carries it along when it scrolls. */
function place(note: HTMLElement, term: HTMLElement): void {
	const word = term.getClientRects()[0] ?? term.getBoundingClientRect();
	const { width, height } = note.getBoundingClientRect();
	const room = document.documentElement.clientWidth - width - EDGE;
	const isAbove = word.bottom + GAP + height > window.innerHeight && word.top - GAP - height > 0;
	const top = isAbove ? word.top - GAP - height : term.getBoundingClientRect().bottom + GAP;
	note.style.left = `${Math.max(EDGE, Math.min(word.left, room)) + window.scrollX}px`;
	note.style.top = `${top + window.scrollY}px`;
}
