import { gapMark, hideMarks, MAX_GAPS } from './gap-text.ts';
import { partsOfText, type TextGap } from './gap-parts.ts';
import { withoutWildcard } from './gift-answers.ts';
import type { HtmlContext } from './html-inline.ts';
import { textOf, type Markup } from './markup.ts';
import { askedNodes, dropped, type MoodleKey } from './moodle-text.ts';
import { parseHtml } from './parse-html.ts';
import { weighChoices } from './weigh-choices.ts';

const KINDS: [name: RegExp, kind: TextGap['kind']][] = [
	[/^(?:MULTICHOICE|MC)_?[VH]?S?$/i, 'choice'],
	[/^(?:MULTIRESPONSE|MR)_?[VH]?S?$/i, 'several'],
	[/^(?:SHORTANSWER|SA|MW)_?C?$/i, 'text'],
	[/^(?:NUMERICAL|NM)$/i, 'number']
];

/** Found before the HTML is read: answers and comments may hold elements. */
const GAP = /\{(\d*):([A-Z_]+):((?:\\[^]|[^\\}]){1,10000})\}/gi;

interface ClozeAnswer {
	text: string;
	/** Percent. */
	fraction: number;
	/** Whether the file gave it as a number. */
	isWeighed: boolean;
}

/** Embedded answers: choices in the text, gaps to type in, boxes to tick; a mixture becomes several questions. */
export function readCloze(question: Markup, context: HtmlContext): MoodleKey {
	const gaps: (TextGap | null)[] = [];
	const weights: number[] = [];
	const nodes = askedNodes(question, (source) =>
		hideMarks(source).replace(GAP, (whole, weight: string, name: string, inside: string) => {
			const kind = KINDS.find(([pattern]) => pattern.test(name))?.[1];
			if (!kind) return whole;
			weights.push(Number(weight) || 1);
			return gapMark(gaps.push(gapOf(kind, answersIn(inside, context), context)) - 1);
		})
	);
	const read = gaps.filter((gap) => gap !== null);
	if (gaps.length === 0 || gaps.length > MAX_GAPS)
		return dropped(context, 'Luk {1:…} w\u00a0tekście nie da się odczytać.');
	if (read.length < gaps.length) return dropped(context, 'Luka w\u00a0tekście bez dobrej odpowiedzi.');
	return { parts: partsOfText(nodes, read, context, weights), explanation: '' };
}

function gapOf(kind: TextGap['kind'], answers: ClozeAnswer[], { notes }: HtmlContext): TextGap | null {
	if (kind === 'several') return { kind, choices: weighChoices(asMoodleWeighs(answers), false, notes) };
	if (answers.some(({ fraction }) => fraction > 0 && fraction < 99.9))
		notes.changed('Część punktów za odpowiedź w\u00a0luce: u\u00a0nas jest dobra albo nie.');
	if (kind === 'choice') {
		const most = Math.max(...answers.map(({ fraction }) => fraction));
		const options = answers.map(({ text }) => text);
		return { kind, options, right: answers.findIndex(({ fraction }) => fraction === most) };
	}
	const whole = answers.filter(({ fraction }) => fraction >= 99.9).map(({ text }) => text);
	if (kind === 'text') {
		const accepted = whole.flatMap((word) => withoutWildcard(word, notes));
		return accepted.length > 0 ? { kind, accepted } : null;
	}
	const [first, ...others] = whole;
	for (const other of others) notes.dropped(`Druga dobra liczba „${other}”: u\u00a0nas jest jedna z\u00a0tolerancją.`);
	const [value = '', tolerance = '0'] = first?.split(':') ?? [];
	return first === undefined ? null : { kind, value, tolerance, unit: null };
}

/** Right boxes share the points; without weights of their own each wrong one takes a right one back. */
function asMoodleWeighs(answers: ClozeAnswer[]) {
	const total = answers.reduce((sum, { fraction }) => sum + Math.max(0, fraction), 0) / 100 || 1;
	const isWeighed = answers.some(({ isWeighed }) => isWeighed);
	return answers.map(({ text, fraction }) => {
		const wrong = isWeighed ? fraction : -100 / total;
		return { text, fraction: fraction > 0 ? fraction / total : wrong, feedback: '' };
	});
}

/** `=right#why~%50%half~wrong`; `&#39;` is a sign, not a comment. */
function answersIn(inside: string, { notes }: HtmlContext): ClozeAnswer[] {
	return inside
		.split(/(?<!\\)~/)
		.filter((part) => part.trim() !== '')
		.map((part) => {
			const [answer = '', ...feedback] = part.split(/(?<![\\&])#/);
			const [, sign, weight, words = ''] = /^\s*(=)?(?:%(-?\d+(?:[.,]\d+)?)%)?([^]*)$/.exec(answer)!;
			if (feedback.join('').trim() !== '') notes.dropped('Komentarze do odpowiedzi w\u00a0lukach.');
			const fraction = weight === undefined ? (sign ? 100 : 0) : Number(weight.replace(',', '.'));
			const text = parseHtml(words.replace(/\\([}#~/"\\])/g, '$1'))
				.map(textOf)
				.join('')
				.replace(/\s+/g, ' ')
				.trim();
			return { text, fraction, isWeighed: weight !== undefined };
		});
}
