/**
 * Gives the rows of every ordering question, `[data-ordering]`, buttons that move them up and down, in place of the
 * numbers. The numbers stay what is sent; they are set by the first move.
 */
export function enhanceOrdering(root: Document = document): void {
	for (const list of root.querySelectorAll<HTMLElement>('[data-ordering]')) addButtons(list);
}

function addButtons(list: HTMLElement): void {
	const region = list.parentElement?.querySelector('[data-moved]');
	const rows = () => [...list.children];

	if (list.closest('fieldset')?.disabled) return;
	for (const row of rows()) {
		const place = row.querySelector<HTMLElement>('[data-place]');
		const name = row.querySelector('label')?.textContent.trim() ?? '';
		if (!place) continue;
		place.hidden = true;
		const moves = document.createElement('span');
		moves.className = 'moves';
		moves.append(moveButton(row, name, -1), moveButton(row, name, 1));
		row.append(moves);
	}
	markEnds();

	function moveButton(row: Element, name: string, step: 1 | -1) {
		const button = document.createElement('button');
		button.type = 'button';
		button.textContent = step < 0 ? '↑' : '↓';
		button.setAttribute('aria-label', `Przesuń ${step < 0 ? 'wyżej' : 'niżej'}: ${name}`);
		button.addEventListener('click', () => move(row, name, step, button));
		return button;
	}

	function move(row: Element, name: string, step: 1 | -1, button: HTMLButtonElement) {
		const other = rows()[rows().indexOf(row) + step];
		if (other) {
			if (step < 0) other.before(row);
			else other.after(row);
		}
		rows().forEach((each, index) => {
			const select = each.querySelector('select');
			if (select) select.value = String(index + 1);
		});
		markEnds();
		// Moving an element takes the focus from it.
		button.focus();
		if (region) region.textContent = `${name}: miejsce ${rows().indexOf(row) + 1} z ${rows().length}.`;
		row.querySelector('select')?.dispatchEvent(new Event('change', { bubbles: true }));
	}

	/** A button at the end stays in the way of the keyboard, or the focus would be lost on arriving there. */
	function markEnds() {
		rows().forEach((row, index) => {
			const [up, down] = row.querySelectorAll('.moves > button');
			up?.setAttribute('aria-disabled', String(index === 0));
			down?.setAttribute('aria-disabled', String(index === rows().length - 1));
		});
	}
}
