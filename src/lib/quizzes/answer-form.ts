import type { QuestionContent } from './question.ts';

/**
 * What a plain form holds as the answer to the question at a position, ready for `readAnswer`; the fields are those of
 * `QuestionFields`. undefined: the question was left alone.
 */
export function answerInForm(content: QuestionContent, order: number[], position: number, form: FormData): unknown {
	const name = `q${position}`;
	const text = (field: string) => {
		const value = form.get(field);
		return typeof value === 'string' ? value : '';
	};
	switch (content.type) {
		case 'single':
		case 'trueFalse':
			return text(name) === '' ? undefined : wholeNumber(text(name));
		case 'multiple':
			return order.flatMap((_, place) => (text(`${name}-${place}`) === '' ? [] : [place]));
		case 'number':
		case 'text':
			return text(name);
		case 'ordering':
			return orderFromPlaces(order.map((_, shown) => text(`${name}-${shown}`)));
		case 'matching':
			return content.pairs.map((_, row) => {
				const chosen = text(`${name}-${row}`);
				return chosen === '' ? null : wholeNumber(chosen);
			});
	}
}

/**
 * From „which place does each item take” to „which item takes each place”. All blank: no answer; gaps and places given
 * twice stay in it as undefined, for `readAnswer` to refuse.
 */
export function orderFromPlaces(places: string[]): (number | undefined)[] {
	if (places.every((place) => place === '')) return [];
	return places.map((_, at) => {
		const shown = places.indexOf(String(at + 1));
		return shown === -1 ? undefined : shown;
	});
}

const wholeNumber = (text: string) => (/^\d{1,3}$/.test(text) ? Number(text) : text);

/** All text fields of a form, for showing them again. */
export function textFields(form: FormData): Record<string, string> {
	const fields: Record<string, string> = {};
	for (const [name, value] of form) if (typeof value === 'string') fields[name] = value;
	return fields;
}
