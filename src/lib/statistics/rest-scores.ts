import type { ItemColumn, Responses } from './responses.ts';

/**
 * For each response, the share of points its attempt got in the other questions, from 0 to 1: it does not count the
 * question itself, and it compares people who drew different questions. NaN where there was no other question.
 */
export function restScores({ items, starts, itemOf, points }: Responses): Float64Array {
	const rest = new Float64Array(itemOf.length);
	const maxOf = items.map(({ maxScore }) => maxScore);
	for (let attempt = 0; attempt < starts.length - 1; attempt++) {
		const from = starts[attempt] as number;
		const to = starts[attempt + 1] as number;
		let [won, of] = [0, 0];
		for (let at = from; at < to; at++) {
			won += points[at] as number;
			of += maxOf[itemOf[at] as number] as number;
		}
		for (let at = from; at < to; at++) {
			const others = of - (maxOf[itemOf[at] as number] as number);
			rest[at] = others > 0 ? (won - (points[at] as number)) / others : NaN;
		}
	}
	return rest;
}

/** Where each item's responses stand, item by item. */
export function placesByItem({ items, itemOf }: { items: ItemColumn[]; itemOf: number[] }): Int32Array[] {
	const counts = new Int32Array(items.length);
	for (const item of itemOf) counts[item] = (counts[item] as number) + 1;
	const places = Array.from(counts, (count) => new Int32Array(count));
	counts.fill(0);
	for (let at = 0; at < itemOf.length; at++) {
		const item = itemOf[at] as number;
		const next = counts[item] as number;
		(places[item] as Int32Array)[next] = at;
		counts[item] = next + 1;
	}
	return places;
}
