import type { TableFillContent, TableGap } from '../question.ts';
import { rowFields } from './form-fields.ts';
import { isListOf, LONGEST_TEXT, refused } from './given.ts';
import { faultOfNumber, inPolish, isRightNumber, numberInWords } from './number-key.ts';
import type { QuestionKind } from './question-kind.ts';
import { isAccepted } from './typed-kinds.ts';

/** The share of cells filled rightly, each by the rule of a number or of a short text. */
export const tableFillKind: QuestionKind<TableFillContent, string[]> = {
	isPartial: true,
	orderOptions: () => [],
	readAnswer({ gaps }, _, given) {
		const isCell = (cell: unknown): cell is string => typeof cell === 'string' && cell.length <= LONGEST_TEXT;
		if (!isListOf(given, isCell) || given.length !== gaps.length)
			return refused(`Wypełnij pola tabeli; w każdym najwyżej ${LONGEST_TEXT} znaków.`);
		for (const [at, gap] of gaps.entries()) {
			const fault = gap.kind === 'number' ? faultOfNumber(gap, given[at]) : null;
			if (fault !== null) return refused(`Pole ${at + 1}. ${fault}`);
		}
		return { value: given.map((cell) => (cell.trim() === '' ? '' : cell)) };
	},
	shownValue: (_content, _order, value) => value,
	shareWon: ({ gaps }, value) => ({
		won: gaps.filter((gap, at) => isRightCell(gap, value[at] ?? '')).length,
		of: gaps.length
	}),
	answerInForm: ({ gaps }, _, name, text) => gaps.map((_gap, at) => text(`${name}-${at}`)),
	fieldsOf: rowFields,
	view: ({ headers, rows, gaps }) => ({
		headers,
		rows,
		gaps: gaps.map((gap) => ({ isNumber: gap.kind === 'number', unit: gap.kind === 'number' ? gap.unit : null }))
	}),
	feedback({ gaps }, _, value) {
		const rows = gaps.map((gap, at) => {
			const given = value?.[at]?.trim() || null;
			const right = gap.kind === 'number' ? numberInWords(gap) : gap.accepted.join(' / ');
			return { label: `Pole ${at + 1}.`, given, right, isRight: given !== null && isRightCell(gap, given) };
		});
		return { rows };
	},
	rightAnswer: ({ gaps }) => gaps.map((gap) => (gap.kind === 'number' ? inPolish(gap.value) : (gap.accepted[0] ?? ''))),
	answerParts: (_, value) => value.flatMap((cell, at) => (cell.trim() ? [`${at + 1}. ${cell.trim()}`] : []))
};

const isRightCell = (gap: TableGap, given: string): boolean =>
	gap.kind === 'number' ? isRightNumber(gap, given) : given.trim() !== '' && isAccepted(gap.accepted, given);
