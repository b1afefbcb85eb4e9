import { withoutWildcard } from './gift-answers.ts';
import { gapMark, hideMarks, MAX_GAPS, splitAtGaps, typedGap } from './gap-text.ts';
import type { HtmlContext } from './html-inline.ts';
import { childNamed, textOf, type Markup } from './markup.ts';
import { mapTexts } from './moodle-gaps.ts';
import { moodleNodes, type MoodleKey } from './moodle-text.ts';
import { parseHtml } from './parse-html.ts';

interface ClozeGap {
	kind: 'choice' | 'text' | 'number';
	answers: { text: string; fraction: number }[];
}

const KINDS: [name: RegExp, kind: ClozeGap['kind']][] = [
	[/^(?:MULTICHOICE|MC)(?:_?[VH]?S?|VS|HS)$/i, 'choice'],
	[/^(?:SHORTANSWER|SA|MW)_?C?$/i, 'text'],
	[/^(?:NUMERICAL|NM)$/i, 'number']
];

const GAP = /\{(\d*):([A-Z_]+):((?:\\.|[^\\{}])+)\}/gi;

/**
 * Embedded answers. A text in which every gap is chosen becomes an inline choice; one gap to be typed becomes a question
 * of words or a number; other mixtures are dropped.
 */
export function readCloze(question: Markup, context: HtmlContext): MoodleKey {
	const gaps: ClozeGap[] = [];
	const asked = childNamed(question, 'questiontext');
	const nodes = mapTexts(asked ? moodleNodes(asked) : [], (text) =>
		hideMarks(text).replace(GAP, (whole, _weight: string, name: string, inside: string) => {
			const kind = KINDS.find(([pattern]) => pattern.test(name))?.[1];
			return kind ? gapMark(gaps.push({ kind, answers: answersIn(inside, context) }) - 1) : whole;
		})
	);
	const [only] = gaps;
	if (!only || gaps.length > MAX_GAPS) return dropped(context, 'Luk {1:…} w\u00a0tekście nie da się odczytać.');
	const text = splitAtGaps(nodes, context);
	if (gaps.every(({ kind }) => kind === 'choice')) {
		const chosen = text.order.map((gap) => {
			const { answers } = gaps[gap]!;
			const most = Math.max(...answers.map(({ fraction }) => fraction));
			return {
				options: answers.map((answer) => answer.text),
				right: answers.findIndex(({ fraction }) => fraction === most)
			};
		});
		return {
			...{ answer: { type: 'inlineChoice', pieces: text.pieces, gaps: chosen }, explanation: '' },
			text: { title: text.title, body: text.body }
		};
	}
	const whole = only.answers.filter(({ fraction }) => fraction >= 99.9).map((answer) => answer.text);
	if (gaps.length > 1 || whole.length === 0)
		return dropped(
			context,
			'Kilka luk do wpisania w\u00a0jednym tekście: rozdziel je na pytania albo ułóż w\u00a0tabeli do uzupełnienia.'
		);
	context.notes.changed('Luka w\u00a0tekście: jej miejsce oznacza „_____”.');
	if (only.kind === 'text')
		return {
			explanation: '',
			...typedGap(text, { type: 'text', accepted: whole.flatMap((word) => withoutWildcard(word, context.notes)) })
		};
	const [value = '', tolerance = '0'] = whole[0]!.split(':');
	return { explanation: '', ...typedGap(text, { type: 'number', value, tolerance, unit: null }) };
}

function dropped({ notes }: HtmlContext, why: string): MoodleKey {
	notes.dropped(why);
	return { answer: null, explanation: '' };
}

/** `=right#why~%50%half~wrong` */
function answersIn(inside: string, { notes }: HtmlContext): ClozeGap['answers'] {
	return inside
		.split(/(?<!\\)~/)
		.filter((part) => part.trim() !== '')
		.map((part) => {
			const [answer = '', ...feedback] = part.split(/(?<!\\)#/);
			const [, sign, weight, words = ''] = /^\s*(=)?(?:%(-?\d+(?:\.\d+)?)%)?([^]*)$/.exec(answer)!;
			if (feedback.join('').trim() !== '') notes.dropped('Komentarze do odpowiedzi w\u00a0lukach.');
			const fraction = weight === undefined ? (sign ? 100 : 0) : Number(weight);
			if (fraction > 0 && fraction < 99.9)
				notes.changed('Część punktów za odpowiedź w\u00a0luce: u\u00a0nas jest dobra albo nie.');
			const text = parseHtml(words.replace(/\\(.)/g, '$1')).map(textOf).join('').replace(/\s+/g, ' ').trim();
			return { text, fraction };
		});
}
