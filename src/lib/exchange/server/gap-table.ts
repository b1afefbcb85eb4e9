import type { TableGap } from '#lib/quizzes/question.ts';
import type { QuestionPart } from './build-question.ts';
import { gapsIn } from './gap-text.ts';
import { lineMarkdown, plainWords, splitTitle } from './html-to-markdown.ts';
import type { HtmlContext } from './html-inline.ts';
import { descendants, isElement, textOf, type Markup, type MarkupNode } from './markup.ts';

/** Behind the gap of its cell. */
const UNIT = /^[\p{L}%‰°€$][^±+\n\d{}|]{0,29}$/u;

/**
 * A table in whose cells all gaps of a text stand alone, below a row of headers, as a table to fill in.
 * @returns null when the gaps stand otherwise
 */
export function tableToFill(
	nodes: MarkupNode[],
	keyOf: (gap: number) => TableGap,
	context: HtmlContext
): QuestionPart | null {
	const wanted = gapsIn(nodes.map(textOf).join(''));
	const root: Markup = { name: '', attributes: {}, children: nodes, line: 1 };
	const table = [...descendants(root)].find(
		(element) => element.name === 'table' && gapsIn(textOf(element)).length === wanted.length
	);
	if (!table) return null;
	const [head, ...rows] = [...descendants(table)].filter(({ name }) => name === 'tr').map(cellsOf);
	if (!head || rows.length === 0 || !isPlain([head, ...rows]) || gapsIn(head.map(textOf).join('')).length > 0)
		return null;
	const gaps: TableGap[] = [];
	const read = rows.map((row) =>
		row.map((cell) => {
			const text = textOf(cell).trim();
			const [gap, second] = gapsIn(text);
			if (gap === undefined) return { text: lineMarkdown(cell.children, context) };
			const key = keyOf(gap);
			const unit = text.slice(1).trim();
			if (second !== undefined || gapsIn(text[0]!).length === 0) return null;
			if (unit !== '' && (key.kind === 'text' || !UNIT.test(unit))) return null;
			return { gap: gaps.push(key.kind === 'number' && unit !== '' ? { ...key, unit } : key) - 1 };
		})
	);
	if (read.some((row) => row.includes(null))) return null;
	const around = without(nodes, table);
	if (isBelow(nodes, table)) context.notes.changed('Tekst spod tabeli stoi teraz nad nią.');
	return {
		answer: {
			type: 'tableFill',
			headers: head.map((cell) => plainWords(cell.children, context)),
			rows: read.map((row) => row.filter((cell) => cell !== null)),
			gaps
		},
		text: splitTitle(around, context)
	};
}

const cellsOf = (row: Markup): Markup[] =>
	row.children.filter(isElement).filter(({ name }) => name === 'td' || name === 'th');

const isPlain = (rows: Markup[][]): boolean =>
	rows.every(
		(row) => row.length === rows[0]!.length && row.every(({ attributes }) => !attributes.colspan && !attributes.rowspan)
	);

const without = (nodes: MarkupNode[], table: Markup): MarkupNode[] =>
	nodes
		.filter((node) => node !== table)
		.map((node) => (isElement(node) ? { ...node, children: without(node.children, table) } : node));

/** Whether words stand below the table. */
function isBelow(nodes: MarkupNode[], table: Markup): boolean {
	const words = (node: MarkupNode): string =>
		node === table ? '\0' : isElement(node) ? node.children.map(words).join('') : node;
	return nodes.map(words).join('').split('\0')[1]?.trim() !== '';
}
