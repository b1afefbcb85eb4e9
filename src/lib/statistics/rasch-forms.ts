import type { Responses } from './responses.ts';

/** People who got the same questions, by how many they had right. */
export interface RaschForm {
	items: number[];
	/** From none right to all; of each item, how many of the `n` had it right. */
	byScore: { n: number; rights: number[] }[];
}

/**
 * Responses as the Rasch model needs them: right means all points, anything less counts as wrong.
 * @param chosen the items to be fitted; others are left out of everybody's form
 * @param most the newest so many attempts; `responses` has the newest first
 */
export function raschForms({ items, starts, itemOf, points }: Responses, chosen: number[], most: number): RaschForm[] {
	const placeOf = new Int32Array(items.length).fill(-1);
	chosen.forEach((item, place) => (placeOf[item] = place));
	const forms = new Map<string, RaschForm>();
	const attempts = Math.min(most, starts.length - 1);
	for (let attempt = 0; attempt < attempts; attempt++) {
		const answers: { place: number; isRight: boolean }[] = [];
		for (let at = starts[attempt] as number; at < (starts[attempt + 1] as number); at++) {
			const item = itemOf[at] as number;
			const place = placeOf[item] as number;
			if (place >= 0) answers.push({ place, isRight: points[at] === items[item]?.maxScore });
		}
		// One question alone says nothing about an ability that would be measured by it.
		if (answers.length < 2) continue;
		answers.sort((a, b) => a.place - b.place);
		const key = answers.map(({ place }) => place).join();
		let form = forms.get(key);
		if (!form) forms.set(key, (form = emptyForm(answers.map(({ place }) => place))));
		const group = form.byScore[answers.filter(({ isRight }) => isRight).length];
		if (!group) continue;
		group.n++;
		answers.forEach(({ isRight }, at) => {
			if (isRight) group.rights[at] = (group.rights[at] as number) + 1;
		});
	}
	return [...forms.values()];
}

/**
 * Whether all items stand on one scale: from each to each other there is a way over items that somebody got together.
 * Without one nothing tells hard questions apart from able people.
 */
export function areLinked(forms: RaschForm[], itemCount: number): boolean {
	const reached = new Set<number>([0]);
	let before = 0;
	while (reached.size > before) {
		before = reached.size;
		for (const { items } of forms)
			if (items.some((item) => reached.has(item))) for (const item of items) reached.add(item);
	}
	return reached.size === itemCount;
}

const emptyForm = (items: number[]): RaschForm => ({
	items,
	byScore: Array.from({ length: items.length + 1 }, () => ({ n: 0, rights: items.map(() => 0) }))
});
