import { counted } from '../../format.ts';

const EVERY_MS = 5000;

/** Keeps the number of those who have joined up to date and offers the whole screen. */
export function followJoining(root: Document = document): void {
	const projector = root.querySelector<HTMLElement>('[data-projector]');
	const place = projector?.querySelector<HTMLElement>('[data-joined]');
	if (!projector || !place) return;
	offerFullScreen(root, projector);
	setInterval(() => void refresh(projector.dataset.projector ?? '', place), EVERY_MS);
}

async function refresh(address: string, place: HTMLElement) {
	if (document.hidden) return;
	try {
		const answer = await fetch(address);
		if (!answer.ok) return;
		const { joined, isOpen } = (await answer.json()) as { joined: number; isOpen: boolean };
		const text = isOpen
			? counted(joined, 'osoba dołączyła', 'osoby dołączyły', 'osób dołączyło')
			: 'Dołączanie jest zamknięte.';
		if (place.textContent !== text) place.textContent = text;
	} catch {
		// No network for a moment: the next time will do.
	}
}

function offerFullScreen(root: Document, projector: HTMLElement) {
	const button = root.querySelector<HTMLButtonElement>('button[data-full-screen][hidden]');
	if (!button || !root.fullscreenEnabled) return;
	button.hidden = false;
	button.addEventListener('click', () => void projector.requestFullscreen());
}
