import type { AuthoredContent, CalculatedContent } from '../../quizzes/question.ts';
import { PLACE } from '../../quizzes/types/calculated/instantiate.ts';
import { parseNumberAnswer } from './parse-answer.ts';
import type { CommonContent, QuestionDraft } from './parse-question.ts';
import { mistake } from './problems.ts';

const NUMBER = '(-?\\d{1,12}(?:,\\d{1,4})?)';
const RANGE = new RegExp(
	`^(\\p{L}[\\p{L}\\p{N}_]{0,39})\\s*=\\s*${NUMBER}\\s*\\.\\.\\s*${NUMBER}(?:\\s+co\\s+${NUMBER})?$`,
	'u'
);
/** Keys without a tolerance are exact within so many places. */
export const MOST_DECIMALS = 10;

/** Whether an answer is to be worked out: `{{zeszyty × cena}} zł`. */
export const isCalculated = (answer: string): boolean => answer.startsWith('{{');

/**
 * A number question with values of its own for everybody: `{{zeszyty = 20..60 co 5}}` in the text names a value, `{{…}}`
 * anywhere shows it or what is worked out from it.
 */
export function readCalculated(answer: string, common: CommonContent, draft: QuestionDraft): AuthoredContent | null {
	const line = draft.partLines[0] ?? draft.line;
	const places = [...answer.matchAll(PLACE)];
	const key = parseNumberAnswer(answer.replace(PLACE, '0'));
	if (places.length !== 1 || !key) {
		draft.problems.push(
			mistake(
				line,
				'odpowiedzi do obliczenia nie da się odczytać; wpisz ją tak: Odpowiedź: {{zeszyty × cena}} ± 0,01 zł'
			)
		);
		return null;
	}
	const variables: CalculatedContent['variables'] = [];
	const name = (text: string, isFirst: boolean) =>
		text.replace(PLACE, (place, inside: string) => {
			if (!inside.includes('=')) return place;
			const variable = readRange(inside);
			if (!variable) {
				if (isFirst)
					draft.problems.push(
						mistake(draft.line, `„${inside.trim()}” nie zapowiada liczby; wpisz na przykład {{zeszyty = 20..60 co 5}}`)
					);
				return '';
			}
			if (isFirst) variables.push(variable);
			return `{{${variable.name}}}`;
		});
	const { title, titleHtml, bodyHtml } = common;
	const named = { titleHtml: name(titleHtml, true), bodyHtml: name(bodyHtml, true), title: name(title, false) };
	const { tolerance, unit } = key;
	const decimals = tolerance === '0' ? MOST_DECIMALS : (tolerance.split('.')[1]?.length ?? 0) + 1;
	return {
		...common,
		...named,
		type: 'calculated',
		variables,
		formula: places[0]![1]!.trim(),
		decimals,
		tolerance,
		unit
	};
}

function readRange(text: string): CalculatedContent['variables'][number] | undefined {
	const [, name, from, to, step = '1'] = RANGE.exec(text.trim().replace(/[−–]/g, '-')) ?? [];
	if (name === undefined || from === undefined || to === undefined) return undefined;
	return { name, from: from.replace(',', '.'), to: to.replace(',', '.'), step: step.replace(',', '.') };
}
