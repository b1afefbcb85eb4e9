import { readExpression, type Expression } from '#lib/quizzes/types/calculated/expression.ts';
import { PLACE } from '#lib/quizzes/types/calculated/instantiate.ts';
import { toDecimal } from '#lib/quizzes/types/calculated/rational.ts';
import { countValues, placesOf } from '#lib/quizzes/types/calculated/variables.ts';
import { plainNames } from './plain-names.ts';
import type { PortableOf } from './portable-question.ts';
import { allIf, declaration, isNear, RESPONSE, variable, type QtiInteraction } from './qti-declarations.ts';
import { xmlText } from './xml-writer.ts';

type Calculated = PortableOf<'calculated'>;

/** What drawn values add to an item: their declarations, how they are drawn, and how the texts show them. */
export interface QtiTemplates {
	declarations: string[];
	processing: string[];
	/** Places in HTML become printed variables. */
	shown: (html: string) => string;
	interaction: QtiInteraction;
}

/** Values drawn by template processing, the key worked out from them, numbers in the texts printed. */
export function templatesOf(content: Calculated): QtiTemplates {
	const { variables, formula, decimals, tolerance, unit } = content;
	const nameOf = plainNames(content);
	const worked = new Map<string, string>();
	const shown = (html: string) =>
		html.replace(PLACE, (_, inside: string) => {
			const name = variables.some((one) => one.name === inside.trim()) ? nameOf(inside.trim()) : null;
			if (name === null && !worked.has(inside)) worked.set(inside, `worked-${worked.size + 1}`);
			return `<qti-printed-variable identifier="${name ?? worked.get(inside)}"/>`;
		});
	for (const html of [content.titleHtml, content.bodyHtml, content.explanationHtml]) shown(html);
	const set = (name: string, value: string) =>
		`<qti-set-template-value identifier="${name}">${value}</qti-set-template-value>`;
	const rounded = (text: string) =>
		`<qti-round-to rounding-mode="decimalPlaces" figures="${decimals}">${treeOf(readExpression(text)!, nameOf)}</qti-round-to>`;
	return {
		declarations: [...variables.map(({ name }) => nameOf(name)), ...worked.values()].map(
			(name) => `<qti-template-declaration identifier="${name}" cardinality="single" base-type="float"/>`
		),
		processing: [
			'<qti-template-processing>',
			...variables.map((one) => set(nameOf(one.name), drawn(one))),
			...[...worked].map(([text, name]) => set(name, rounded(text))),
			`<qti-set-correct-response identifier="${RESPONSE}">${rounded(formula)}</qti-set-correct-response>`,
			'</qti-template-processing>'
		],
		shown,
		interaction: {
			declarations: [declaration(RESPONSE, 'single', 'float', [])],
			...{ outcomes: [], processing: [] },
			body: `<p><qti-text-entry-interaction response-identifier="${RESPONSE}" expected-length="15"/>${unit ? ` ${xmlText(unit)}` : ''}</p>`,
			score: allIf(isNear(RESPONSE, tolerance))
		}
	};
}

const number = (decimal: string) => `<qti-base-value base-type="float">${decimal}</qti-base-value>`;

/** Whole numbers are drawn as they are; others as so many steps from the first. */
function drawn(one: Calculated['variables'][number]): string {
	if (placesOf(one) === 0) return `<qti-random-integer min="${one.from}" max="${one.to}" step="${one.step}"/>`;
	const steps = `<qti-random-integer min="0" max="${countValues(one) - 1}"/>`;
	return `<qti-sum>${number(one.from)}<qti-product>${number(one.step)}${steps}</qti-product></qti-sum>`;
}

const OPERATORS = { '+': 'sum', '-': 'subtract', '*': 'product', '/': 'divide' };

function treeOf(expression: Expression, nameOf: (name: string) => string): string {
	const stack: string[] = [];
	for (const step of expression) {
		if ('number' in step) stack.push(number(toDecimal(step.number, 10)));
		else if ('name' in step) stack.push(variable(nameOf(step.name)));
		else if (step.operator === 'negate') stack.push(`<qti-product>${number('-1')}${stack.pop()}</qti-product>`);
		else {
			const right = stack.pop();
			const name = OPERATORS[step.operator];
			stack.push(`<qti-${name}>${stack.pop()}${right}</qti-${name}>`);
		}
	}
	return stack[0]!;
}
