import { counted } from '../../format.ts';
import { onScroll } from '../../ui/browser/on-scroll.ts';

/**
 * Says how many minutes of the lesson are left, in place of how many it takes: `[data-minutes]` holds the whole number
 * and the page says it without scripts.
 */
export function followTime(root: Document = document): void {
	const text = root.querySelector<HTMLElement>('main .prose');
	const places = [...root.querySelectorAll<HTMLElement>('[data-minutes]')];
	if (!text || places.length === 0) return;
	const whole = Number(places[0]?.dataset.minutes);
	onScroll(() => {
		const { top, height } = text.getBoundingClientRect();
		const words = minutesLeft(whole, (innerHeight - top) / height, top >= 0);
		for (const place of places) if (place.textContent !== words) place.textContent = words;
	});
}

/**
 * @param whole minutes of the whole lesson
 * @param seen the share of the text above the lower edge of the window; beyond 1 when all of it has been seen
 * @param isAtStart whether the text begins below the upper edge of the window
 */
export function minutesLeft(whole: number, seen: number, isAtStart: boolean): string {
	if (isAtStart) return counted(whole, 'minuta', 'minuty', 'minut');
	const left = Math.ceil(whole * (1 - seen));
	return left > 0 ? `jeszcze ${counted(left, 'minuta', 'minuty', 'minut')}` : 'koniec tekstu';
}
