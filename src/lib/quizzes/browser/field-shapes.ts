import { orderFromPlaces } from '../types/order-from-places.ts';

/** How the fields of a question hold its answer: the same for several types. */
interface FieldShape {
	/** Whether people type: then every letter is a change. */
	isTyped?: true;
	/** The answer in the fields, as the server reads it; `message` when it is not whole yet. */
	read(element: Element): { value: unknown } | { message: string };
	/** Shows an answer that was given in another tab or before a reload. */
	show(element: Element, value: unknown): void;
}

const oneChoice: FieldShape = {
	read(element) {
		const checked = inputs(element).find((input) => input.checked);
		return checked ? { value: Number(checked.value) } : { message: 'Wybierz odpowiedź.' };
	},
	show(element, value) {
		for (const input of inputs(element)) input.checked = Number(input.value) === value;
	}
};

const choices: FieldShape = {
	read: (element) => ({ value: inputs(element).flatMap((input, place) => (input.checked ? [place] : [])) }),
	show(element, value) {
		inputs(element).forEach((input, place) => (input.checked = listOf(value).includes(place)));
	}
};

const order: FieldShape = {
	read(element) {
		const order = orderFromPlaces(selects(element).map((select) => select.value));
		return order.includes(undefined)
			? { message: 'Nadaj każdemu elementowi inne miejsce, wtedy kolejność się zapisze.' }
			: { value: order };
	},
	show(element, value) {
		const items = listOf(value);
		const placeOf = (shown: number) => (items.includes(shown) ? String(items.indexOf(shown) + 1) : '');
		selects(element).forEach((select, shown) => (select.value = placeOf(shown)));
		sortRows(element);
	}
};

const chosenRows: FieldShape = {
	read: (element) => ({ value: selects(element).map(({ value }) => (value === '' ? null : Number(value))) }),
	show(element, value) {
		selects(element).forEach((select, row) => (select.value = textAt(value, row)));
	}
};

const typedRows: FieldShape = {
	isTyped: true,
	read: (element) => ({ value: inputs(element).map(({ value }) => value) }),
	show(element, value) {
		inputs(element).forEach((input, row) => (input.value = textAt(value, row)));
	}
};

const oneText: FieldShape = {
	isTyped: true,
	read: (element) => ({ value: textField(element)?.value ?? '' }),
	show(element, value) {
		const field = textField(element);
		if (field && typeof value === 'string') field.value = value;
	}
};

/** Decisions are made by a button of the form: what follows from them comes from the server. */
const decisions: FieldShape = {
	read: () => ({ message: 'Podejmij decyzję przyciskiem pod nią, wtedy się zapisze.' }),
	show: () => undefined
};

const SHAPES: Record<string, FieldShape> = {
	single: oneChoice,
	trueFalse: oneChoice,
	multiple: choices,
	ordering: order,
	matching: chosenRows,
	categorize: chosenRows,
	inlineChoice: chosenRows,
	tableFill: typedRows,
	case: decisions
};

/** By type of question: one field for a text where nothing else is said. */
export const shapeOf = (type: string): FieldShape => SHAPES[type] ?? oneText;

/** Puts the rows of an order where their numbers say. */
function sortRows(element: Element): void {
	const list = element.querySelector('[data-ordering]');
	const rows = [...(list?.children ?? [])];
	const place = (row: Element) => Number(row.querySelector('select')?.value ?? 0);
	list?.append(...rows.sort((a, b) => place(a) - place(b)));
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** What stands at a place of an answer; nothing where there is none. */
function textAt(value: unknown, row: number): string {
	const part = listOf(value)[row];
	return typeof part === 'number' || typeof part === 'string' ? String(part) : '';
}

const inputs = (element: Element) => [...element.querySelectorAll<HTMLInputElement>('input')];
const textField = (element: Element) =>
	element.querySelector<HTMLInputElement | HTMLTextAreaElement>('input, textarea');

/** By their names, which hold the order first shown: rows of an order may have moved. */
function selects(element: Element): HTMLSelectElement[] {
	const number = (select: HTMLSelectElement) => Number(select.name.split('-')[1]);
	return [...element.querySelectorAll('select')].sort((a, b) => number(a) - number(b));
}
