import type { AuthoredContent, CalculatedContent, NumberContent, QuestionContent } from '../../question.ts';
import { evaluate, readExpression } from './expression.ts';
import { toDecimal, type Rational } from './rational.ts';
import { placesOf, type Values } from './variables.ts';

/** `{{…}}` in a text: something to be worked out and shown. */
export const PLACE = /\{\{([^{}]{1,220})\}\}/g;

/**
 * The question as it is asked: a calculated one with the values drawn for it, any other as it is.
 * @param variables `attemptItem.variables`
 */
export function instantiate(content: AuthoredContent, variables: Values | null): QuestionContent {
	if (content.type !== 'calculated') return content;
	if (!variables) throw new Error('A calculated question was asked without values.');
	return instantiateCalculated(content, variables);
}

/** @throws Error when a place cannot be worked out; the checker has tried every combination of values. */
export function instantiateCalculated(content: CalculatedContent, values: Values): NumberContent {
	const { title, titleHtml, bodyHtml, explanationHtml, points, formula, decimals, tolerance, unit } = content;
	const fill = (text: string) =>
		text.replace(PLACE, (_, expression: string) => inPlace(workOut(expression, values), content));
	return {
		type: 'number',
		...{ points, tolerance, unit },
		...{ title: fill(title), titleHtml: fill(titleHtml), bodyHtml: fill(bodyHtml) },
		explanationHtml: fill(explanationHtml),
		value: toDecimal(workOut(formula, values), decimals)
	};
}

function workOut(text: string, values: Values): Rational {
	const expression = readExpression(text);
	const result = expression && evaluate(expression, values);
	if (!result) throw new Error(`Cannot be worked out: ${text}`);
	return result;
}

/** `1.5` among prices with two places → `1,50`; `12500` → `12 500`. */
function inPlace(number: Rational, { variables, decimals }: CalculatedContent): string {
	const [whole = '', fraction = ''] = toDecimal(number, decimals).split('.');
	const places = Math.max(0, ...variables.map(placesOf));
	const grouped = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, '\u00a0') : whole;
	const shown = fraction === '' ? grouped : `${grouped},${fraction.padEnd(places, '0')}`;
	return shown.replace('-', '−');
}
