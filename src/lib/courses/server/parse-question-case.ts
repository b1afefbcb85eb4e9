import type { Token, Tokens } from 'marked';
import { foldPolish } from '../../format.ts';
import type { CaseChoice, CaseContent } from '../../quizzes/question.ts';
import { isDecisions, isStep } from './case-steps.ts';
import { inlineOf, lineOf, noteOf, plainText } from './markdown-tokens.ts';
import type { CommonContent, QuestionDraft } from './parse-question.ts';
import { mistake } from './problems.ts';
import { quotesToHtml } from './question-text.ts';
import { toHtml } from './render-markdown.ts';

/** `Zamawiam opinię → #opinia, 2 pkt`: where a decision leads, and what it is worth. */
const LEADS = /\s*→\s*(?:#([\p{L}\d-]+)|koniec)(?:,\s*(\d{1,3})\s*pkt)?\s*$/u;

/** Where a case with decisions begins: at its first step; -1: nowhere. */
export const findCaseAt = (tokens: Token[]): number => (tokens.some(isDecisions) ? tokens.findIndex(isStep) : -1);

/** `### Opinia prawna` is the step `#opinia-prawna`. */
const toName = (text: string) =>
	foldPolish(text)
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-|-$/g, '');

interface ReadStep {
	id: string;
	line: number;
	html: string;
	items: Tokens.ListItem[];
}

/** Steps below `###`, each with a list of decisions that lead to further steps or to the end. */
export function readCase(tokens: Token[], common: CommonContent, draft: QuestionDraft): CaseContent {
	const steps = splitSteps(tokens, draft);
	const places = new Map(steps.map(({ id }, place) => [id, place]));
	const nodes = steps.map(({ id, line, html, items }) => {
		if (items.length < 2)
			draft.problems.push(mistake(line, 'w tym kroku nie ma z czego wybierać; dodaj listę co najmniej dwóch decyzji'));
		draft.partLines.push(line);
		return { id, html, choices: items.map((item) => readChoice(item, places, draft)) };
	});
	return { ...common, type: 'case', nodes };
}

function splitSteps(tokens: Token[], draft: QuestionDraft): ReadStep[] {
	const starts = tokens.flatMap((token, at) => (isStep(token) ? [at] : []));
	return starts.map((start, n) => {
		const heading = tokens[start] as Tokens.Heading;
		const inside = tokens.slice(start + 1, starts[n + 1]).filter(({ type }) => type !== 'space' && type !== 'def');
		const at = inside.findIndex(({ type }) => type === 'list');
		const body = at === -1 ? inside : inside.slice(0, at);
		const after = at === -1 ? [] : inside.slice(at + 1);
		for (const token of after.filter(({ type }) => type !== 'blockquote' || starts[n + 1] !== undefined)) {
			draft.problems.push(
				mistake(lineOf(token), 'po decyzjach kroku nic nie stoi; następstwo wetnij pod decyzję: „  > …”')
			);
		}
		return {
			id: toName(plainText(heading.tokens)),
			line: lineOf(heading),
			html: `<p><strong>${toHtml(heading.tokens, 'inline')}</strong></p>${toHtml(body)}`,
			items: at === -1 ? [] : (inside[at] as Tokens.List).items
		};
	});
}

function readChoice(item: Tokens.ListItem, places: Map<string, number>, draft: QuestionDraft): CaseChoice {
	const line = lineOf(item);
	const tell = (message: string) => draft.problems.push(mistake(line, message));
	const inline = item.tokens
		.filter(({ type }) => ['text', 'paragraph'].includes(type))
		.flatMap((token) => inlineOf(token) ?? []);
	const last = inline.at(-1) as Tokens.Text | undefined;
	const match = last?.type === 'text' ? LEADS.exec(last.text) : null;
	if (!match)
		tell('nie wiadomo, dokąd prowadzi decyzja; zakończ ją tak: „→ #nazwa-kroku, 2 pkt” albo „→ koniec, 0 pkt”');
	const [, name, points = '0'] = match ?? [];
	const to = name === undefined ? null : places.get(toName(name));
	if (to === undefined) tell(`nie ma kroku „${name}”; są: ${[...places.keys()].join(', ')}`);
	const quotes = item.tokens.filter(({ type }) => type === 'blockquote');
	const isLaw = (quote: Token) => noteOf(quote).block?.kind === 'LAW';
	const consequence = quotes.filter((quote) => !isLaw(quote));
	if (consequence.length === 0) tell('decyzja bez następstwa; dodaj pod nią wcięty cytat „  > Co z tego wynika.”');
	const words = match && last ? [...inline.slice(0, -1), { ...last, text: last.text.slice(0, match.index) }] : inline;
	return {
		html: toHtml(words, 'inline'),
		points: Number(points),
		consequenceHtml: quotesToHtml(consequence),
		lawHtml: quotes.some(isLaw) ? quotesToHtml(quotes.filter(isLaw)) : null,
		to: to ?? null
	};
}
