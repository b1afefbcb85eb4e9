import type { Token, Tokens } from 'marked';
import type { InlineChoiceContent, QuestionContent } from '../../quizzes/question.ts';
import { lineOf } from './markdown-tokens.ts';
import type { CommonContent, QuestionDraft } from './parse-question.ts';
import { mistake } from './problems.ts';
import { toHtml } from './render-markdown.ts';

const GAP = /\{([^{}]*\|[^{}]*)\}/g;
const RIGHT = /^\[[xX]\]\s*/;

const ESCAPED = /\\([!-/:-@[-`{-~])/g;
/** Private signs that no text holds: one for each sign that can be escaped. */
const FIRST_HIDDEN = 0xe400;
const HIDDEN = /[\ue400-\ue47f]/g;

/** Escaped signs part nothing: they are hidden while gaps are looked for. */
const hideEscaped = (raw: string) =>
	raw.replace(ESCAPED, (_, sign: string) => String.fromCharCode(FIRST_HIDDEN + sign.charCodeAt(0)));
const signOf = (hidden: string) => String.fromCharCode(hidden.charCodeAt(0) - FIRST_HIDDEN);

/** A paragraph with words to choose from: `Członek ma {[x] jeden | trzy} głos.` */
export const isTextWithGaps = (token: Token): token is Tokens.Paragraph =>
	token.type === 'paragraph' && new RegExp(GAP).test(hideEscaped((token as Tokens.Paragraph).text));

/** Splits a paragraph at its gaps. */
export function readTextWithGaps(
	paragraph: Tokens.Paragraph,
	common: CommonContent,
	draft: QuestionDraft
): QuestionContent {
	const line = lineOf(paragraph);
	const pieces: Token[][] = [[]];
	const gaps: InlineChoiceContent['gaps'] = [];
	for (const run of runsOf(paragraph.tokens)) {
		if (typeof run !== 'string') {
			pieces.at(-1)!.push(run);
			continue;
		}
		// Split by a pattern with one group: text, gap, text, gap…
		for (const [at, part] of run.split(GAP).entries()) {
			if (at % 2 === 0) pieces.at(-1)!.push(...shownAgain(part));
			else {
				gaps.push(readGap(part, line, draft));
				draft.partLines.push(line);
				pieces.push([]);
			}
		}
	}
	if (gaps.length < [...hideEscaped(paragraph.text).matchAll(GAP)].length) {
		draft.problems.push(
			mistake(line, 'luka {… | …} stoi w pogrubieniu, kursywie albo linku; wyjmij ją i zostaw zwykły tekst wokół')
		);
	}
	return { ...common, type: 'inlineChoice', pieces: pieces.map(toPiece), gaps };
}

/** Neighbouring words and escaped signs as one text, the signs hidden; other tokens as they are. */
function runsOf(tokens: Token[]): (Token | string)[] {
	const runs: (Token | string)[] = [];
	for (const token of tokens) {
		const last = runs.at(-1);
		const words = token.type === 'escape' ? hideEscaped(token.raw) : token.type === 'text' ? token.raw : null;
		if (words === null) runs.push(token);
		else if (typeof last === 'string') runs[runs.length - 1] = last + words;
		else runs.push(words);
	}
	return runs;
}

const shownAgain = (part: string): Token[] =>
	part.split(/([\ue400-\ue47f])/).map((text, at): Token => {
		if (at % 2 === 0) return { type: 'text', raw: text, text, escaped: false };
		return { type: 'escape', raw: `\\${signOf(text)}`, text: signOf(text) };
	});

function readGap(inside: string, line: number, draft: QuestionDraft): InlineChoiceContent['gaps'][number] {
	const written = inside.split('|').map((option) => option.trim());
	const options = written.map((option) => option.replace(RIGHT, '').replace(HIDDEN, signOf).trim());
	const marked = written.filter((option) => RIGHT.test(option)).length;
	const tell = (message: string) => draft.problems.push(mistake(line, message));
	if (marked !== 1) tell('w luce zaznacz dokładnie jedną poprawną odpowiedź: {[x] jeden | trzy | pięć}');
	if (options.includes('')) tell('pusta odpowiedź w luce; wpisz słowo albo usuń zbędny znak „|”');
	if (new Set(options.map((option) => option.toLowerCase())).size < options.length)
		tell('w luce dwa razy stoi ta sama odpowiedź; zmień ją albo usuń');
	return {
		options,
		right: Math.max(
			0,
			written.findIndex((option) => RIGHT.test(option))
		)
	};
}

/** HTML of a piece; a space at its edge stays, it parts the words from the gap. */
function toPiece(tokens: Token[]): string {
	const text = tokens.map((token) => token.raw).join('');
	return `${/^\s/.test(text) ? ' ' : ''}${toHtml(tokens, 'inline')}${/\S\s+$/.test(text) ? ' ' : ''}`;
}
