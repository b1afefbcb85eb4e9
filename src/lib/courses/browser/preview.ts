/**
 * The script of authors at work: shows a saved file at once, without losing the place, and a server that came back.
 * What other scripts add to a page (ordering by buttons, printing) is there again after a reload by hand.
 */
const parts = ['title', '[data-edition]', 'main'];
const editionOf = (page: ParentNode) => page.querySelector<HTMLElement>('[data-edition]')?.dataset.edition;

async function showSaved(): Promise<void> {
	const answer = await fetch(location.href, { cache: 'no-store' });
	const saved = new DOMParser().parseFromString(await answer.text(), 'text/html');
	if (!editionOf(saved)) return location.reload();
	for (const part of parts) {
		const fresh = saved.querySelector(part);
		if (fresh) document.querySelector(part)?.replaceWith(document.adoptNode(fresh));
	}
}

new EventSource('/podglad/zmiany').addEventListener('message', ({ data }: MessageEvent<string>) => {
	if (data !== editionOf(document)) void showSaved();
});
