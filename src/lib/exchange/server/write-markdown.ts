import type { TableGap } from '#lib/quizzes/question.ts';
import { isMarked, type DraftAnswer, type ImportedQuestion } from '../imported-question.ts';
import { escapeInline, escapeLineStart } from './escape-markdown.ts';
import { indent, quote } from './html-to-markdown.ts';

/** A question as it stands in `bank.md` or `quiz.md`; our parser reads it back. */
export function questionMarkdown(question: ImportedQuestion & { answer: DraftAnswer }, id: string): string {
	const { title, body, explanation, answer } = question;
	// What people mark is explained by its model answer.
	const below = isMarked(answer) ? '' : quote(explanation);
	const shown = answer.type === 'calculated' ? body : guardGaps(body);
	const parts = [`## ${title} {${attributesOf(question, id)}}`, shown, answerMarkdown(answer), below];
	return parts.filter((part) => part !== '').join('\n\n');
}

/** Words in braces with a bar between would be read as words to choose from, a cell in braces as one to fill in. */
const guardGaps = (markdown: string) =>
	markdown.replace(/\{(?=[^{}]*\|[^{}]*\})/g, '\\{').replace(/(?<=\| *)\{/g, '\\{');

function attributesOf(question: ImportedQuestion, id: string): string {
	const { topic, points, tags } = question;
	const words = [`#${id}`];
	if (topic) words.push(`topic=${topic}`);
	if (points !== 1 && !(question.answer && isMarked(question.answer))) words.push(`points=${points}`);
	if (tags.length > 0) words.push(`tags=${tags.join(',')}`);
	return words.join(' ');
}

function answerMarkdown(answer: DraftAnswer): string {
	switch (answer.type) {
		case 'choice':
			return answer.choices
				.map(({ text, isRight, feedback }) => {
					const option = `- [${isRight ? 'x' : ' '}] ${indent(text, '  ').trimStart()}`;
					return feedback === '' ? option : `${option}\n${indent(quote(feedback), '  ')}`;
				})
				.join('\n');
		case 'number':
			return `Odpowiedź: ${numberMarkdown(answer)}`;
		case 'text':
			return `Odpowiedź: ${textMarkdown(answer.accepted)}`;
		case 'calculated':
			return `Odpowiedź: ${numberMarkdown({ ...answer, value: `{{${answer.formula}}}` })}`;
		case 'tableFill':
			return tableMarkdown(answer);
		case 'ordering':
			return answer.items.map((item, i) => `${i + 1}. ${wordsMarkdown(item)}`).join('\n');
		case 'matching':
			return matchingTable(answer);
		case 'categorize':
			return answer.categories.map((name, group) => groupMarkdown(name, group, answer.items)).join('\n');
		case 'inlineChoice':
			return inlineMarkdown(answer);
		case 'open':
		case 'file':
			return markedMarkdown(answer);
	}
}

function numberMarkdown({ value, tolerance, unit }: { value: string; tolerance: string; unit: string | null }) {
	const around = /[1-9]/.test(tolerance) ? ` ± ${inPolish(tolerance)}` : '';
	const number = value.startsWith('{{') ? value : inPolish(value);
	return `${number}${around}${unit ? ` ${unit}` : ''}`;
}

/** Signs that may be Markdown to our checker. */
const RISKY = /[\\*[\]<&{|`]/;

const withBraces = (escaped: string) => escaped.replace(/[{}]/g, '\\$&');

const textMarkdown = (accepted: string[]) =>
	accepted.map((text) => `„${RISKY.test(text) ? withBraces(escapeInline(text)) : text}”`).join(', ');

const gapMarkdown = (gap: TableGap): string =>
	`{${gap.kind === 'number' ? numberMarkdown(gap) : textMarkdown(gap.accepted)}}`;

function tableMarkdown({ headers, rows, gaps }: Extract<DraftAnswer, { type: 'tableFill' }>): string {
	const lines = rows.map((cells) => {
		const texts = cells.map((cell) =>
			'gap' in cell ? gapMarkdown(gaps[cell.gap]!).replace(/(?<!\\)\|/g, '\\|') : cell.text.replace(/^\{/, '\\{')
		);
		return `| ${texts.join(' | ')} |`;
	});
	const head = [`| ${headers.map(escapeInline).join(' | ')} |`, `|${' --- |'.repeat(headers.length)}`];
	return [...head, ...lines].join('\n');
}

function matchingTable({
	leftHeader,
	rightHeader,
	pairs,
	distractors
}: Extract<DraftAnswer, { type: 'matching' }>): string {
	const rows = [...pairs, ...distractors.map((right) => ({ left: '', right }))];
	return [row(leftHeader, rightHeader), '| --- | --- |', ...rows.map(({ left, right }) => row(left, right))].join('\n');
}

const row = (left: string, right: string) =>
	`| ${escapeInline(left)} | ${escapeInline(right)} |`.replace(/ {2,}/g, ' ');

const wordsMarkdown = (text: string) => escapeLineStart(escapeInline(text));

const inPolish = (decimal: string) => decimal.replace('.', ',');

function groupMarkdown(name: string, group: number, items: { text: string; category: number }[]): string {
	const inside = items.filter(({ category }) => category === group).map(({ text }) => `  - ${wordsMarkdown(text)}`);
	return [`- ${wordsMarkdown(name)}`, ...inside].join('\n');
}

/** `Członek ma {[x] jeden | trzy} głos.` */
function inlineMarkdown({ pieces, gaps }: Extract<DraftAnswer, { type: 'inlineChoice' }>): string {
	const written = gaps.map(({ options, right }) => {
		const words = options.map((option, i) => `${i === right ? '[x] ' : ''}${withBraces(escapeInline(option.trim()))}`);
		return `{${words.join(' | ')}}`;
	});
	const text = pieces.map((piece, i) => guardGaps(piece) + (written[i] ?? '')).join('');
	const lines = text.split('\n').map((line) => escapeLineStart(line.replace(/\s+/g, ' ').trim()));
	return lines.join('\n');
}

const USUAL_LENGTH = 1500;

function markedMarkdown(answer: Extract<DraftAnswer, { type: 'open' | 'file' }>): string {
	const { criteria, modelAnswer } = answer;
	const rows = criteria.map(
		({ name, points, description }) => `| ${escapeInline(name)} | ${points} | ${description} |`
	);
	const asked =
		answer.type === 'open'
			? `Odpowiedź otwarta, do ${answer.longest ?? USUAL_LENGTH} znaków`
			: `Plik: ${answer.accept.join(', ')}, do ${answer.megabytes} MB`;
	const table = ['| Kryterium | Punkty | Za co |', '| --- | --- | --- |', ...rows].join('\n');
	return [asked, table, quote(modelAnswer)].join('\n\n');
}
