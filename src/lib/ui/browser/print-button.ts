/** Shows the buttons that print the page, `button[data-print][hidden]`: without scripts they could do nothing. */
export function offerPrinting(root: Document = document): void {
	for (const button of root.querySelectorAll<HTMLButtonElement>('button[data-print]')) {
		button.hidden = false;
		button.addEventListener('click', () => print());
	}
}
