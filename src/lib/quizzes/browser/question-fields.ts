import { orderFromPlaces } from '../answer-form.ts';

/** A `fieldset[data-question]` of `QuestionFields.svelte`. */
export interface QuestionElement {
	element: HTMLFieldSetElement;
	position: number;
	type: string;
}

export function findQuestions(root: ParentNode): QuestionElement[] {
	return [...root.querySelectorAll<HTMLFieldSetElement>('fieldset[data-question]')].map((element) => ({
		element,
		position: Number(element.dataset.question),
		type: element.dataset.type ?? ''
	}));
}

/** The answer in the fields, as the server reads it; `message` when it is not whole yet. */
export function readFields({ element, type }: QuestionElement): { value: unknown } | { message: string } {
	switch (type) {
		case 'single':
		case 'trueFalse': {
			const checked = inputs(element).find((input) => input.checked);
			return checked ? { value: Number(checked.value) } : { message: 'Wybierz odpowiedź.' };
		}
		case 'multiple':
			return { value: inputs(element).flatMap((input, place) => (input.checked ? [place] : [])) };
		case 'ordering': {
			const order = orderFromPlaces(selects(element).map((select) => select.value));
			return order.includes(undefined)
				? { message: 'Nadaj każdemu elementowi inne miejsce, wtedy kolejność się zapisze.' }
				: { value: order };
		}
		case 'matching':
			return { value: selects(element).map(({ value }) => (value === '' ? null : Number(value))) };
		default:
			return { value: inputs(element)[0]?.value ?? '' };
	}
}

/** Shows an answer that was given in another tab or before a reload. */
export function showInFields({ element, type }: QuestionElement, value: unknown): void {
	if (typeof value === 'string') {
		for (const input of inputs(element).slice(0, 1)) input.value = value;
	} else if (typeof value === 'number') {
		for (const input of inputs(element)) input.checked = Number(input.value) === value;
	} else if (Array.isArray(value) && type === 'multiple') {
		inputs(element).forEach((input, place) => (input.checked = value.includes(place)));
	} else if (Array.isArray(value) && type === 'ordering') {
		selects(element).forEach((select, shown) => (select.value = placeIn(value, shown)));
		sortRows(element);
	} else if (Array.isArray(value)) {
		selects(element).forEach((select, row) => (select.value = String(value[row] ?? '')));
	}
}

/** Whether there is an answer at all. */
export function isAnswerGiven(value: unknown): boolean {
	if (typeof value === 'string') return value.trim() !== '';
	return Array.isArray(value) ? value.some((part) => part !== null) : typeof value === 'number';
}

/** Puts the rows of an order where their numbers say. */
export function sortRows(element: Element): void {
	const list = element.querySelector('[data-ordering]');
	const rows = [...(list?.children ?? [])];
	const place = (row: Element) => Number(row.querySelector('select')?.value ?? 0);
	list?.append(...rows.sort((a, b) => place(a) - place(b)));
}

const placeIn = (order: unknown[], shown: number) => (order.includes(shown) ? String(order.indexOf(shown) + 1) : '');

const inputs = (element: Element) => [...element.querySelectorAll<HTMLInputElement>('input')];

/** By their names, which hold the order first shown: rows of an order may have moved. */
function selects(element: Element): HTMLSelectElement[] {
	const number = (select: HTMLSelectElement) => Number(select.name.split('-')[1]);
	return [...element.querySelectorAll('select')].sort((a, b) => number(a) - number(b));
}
