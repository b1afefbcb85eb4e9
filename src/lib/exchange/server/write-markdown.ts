import type { DraftAnswer, ImportedQuestion } from '../imported-question.ts';
import { escapeInline, escapeLineStart } from './escape-markdown.ts';
import { indent, quote } from './html-to-markdown.ts';

/** A question as it stands in `bank.md` or `quiz.md`; our parser reads it back. */
export function questionMarkdown(question: ImportedQuestion & { answer: DraftAnswer }, id: string): string {
	const { title, body, explanation, answer } = question;
	// What people mark is explained by its model answer.
	const below = answer.type === 'open' ? '' : quote(explanation);
	const parts = [`## ${title} {${attributesOf(question, id)}}`, guardGaps(body), answerMarkdown(answer), below];
	return parts.filter((part) => part !== '').join('\n\n');
}

/** Words in braces with a bar between would be read as words to choose from. */
const guardGaps = (markdown: string) => markdown.replace(/\{(?=[^{}]*\|[^{}]*\})/g, '&#123;');

function attributesOf(question: ImportedQuestion, id: string): string {
	const { topic, points, tags } = question;
	const words = [`#${id}`];
	if (topic) words.push(`topic=${topic}`);
	if (points !== 1 && question.answer?.type !== 'open') words.push(`points=${points}`);
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
		case 'number': {
			const tolerance = /[1-9]/.test(answer.tolerance) ? ` ± ${inPolish(answer.tolerance)}` : '';
			return `Odpowiedź: ${inPolish(answer.value)}${tolerance}${answer.unit ? ` ${answer.unit}` : ''}`;
		}
		case 'text':
			return `Odpowiedź: ${answer.accepted.map((text) => `„${text}”`).join(', ')}`;
		case 'ordering':
			return answer.items.map((item, i) => `${i + 1}. ${wordsMarkdown(item)}`).join('\n');
		case 'matching':
			return matchingTable(answer);
		case 'categorize':
			return answer.categories.map((name, group) => groupMarkdown(name, group, answer.items)).join('\n');
		case 'inlineChoice':
			return inlineMarkdown(answer);
		case 'open':
			return openMarkdown(answer);
	}
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
		const words = options.map((option, i) => `${i === right ? '[x] ' : ''}${option.replace(/[{}|]/g, ' ').trim()}`);
		return `{${words.join(' | ')}}`;
	});
	const text = pieces.map((piece, i) => guardGaps(piece) + (written[i] ?? '')).join('');
	return escapeLineStart(text.replace(/\s+/g, ' ').trim());
}

const USUAL_LENGTH = 1500;

function openMarkdown({ criteria, modelAnswer, longest }: Extract<DraftAnswer, { type: 'open' }>): string {
	const rows = criteria.map(
		({ name, points, description }) => `| ${escapeInline(name)} | ${points} | ${description} |`
	);
	const table = ['| Kryterium | Punkty | Za co |', '| --- | --- | --- |', ...rows].join('\n');
	return [`Odpowiedź otwarta, do ${longest ?? USUAL_LENGTH} znaków`, table, quote(modelAnswer)].join('\n\n');
}
