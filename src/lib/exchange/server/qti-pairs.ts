import type { DraftAnswer } from '../imported-question.ts';
import { plainWords } from './html-to-markdown.ts';
import { childrenNamed, descendants, type Markup } from './markup.ts';
import { matchingAnswer } from './matching-answer.ts';
import { tellMapping, type FoundInteraction } from './qti-choices.ts';
import { rightValues } from './qti-responses.ts';
import { withoutKey } from './qti-text.ts';

/** One question of an interaction, and what of it alone it is about. */
export interface Answered {
	answer: DraftAnswer | null;
	/** Plain words. */
	about: string | null;
}

/** Two sets to be matched: one to one, several to one, or, where one left side has several right ones, a question each. */
export function matchedAnswers(found: FoundInteraction): Answered[] {
	const { interaction, response, context } = found;
	const [lefts, rights] = childrenNamed(interaction, 'simpleMatchSet').map((set) => wordsOf([set], found));
	if (!lefts || !rights || !response) {
		context.notes.dropped('Łączenie bez dwóch zbiorów albo bez klucza.');
		return [{ answer: null, about: null }];
	}
	const pairs = pairsOf(rightValues(response), lefts, rights);
	tellMapping(
		found,
		[...response.mapping.keys()].filter((key) => (response.mapping.get(key) ?? 0) > 0)
	);
	if (new Set(pairs.map(({ left }) => left)).size < pairs.length)
		return [...lefts.values()].map((left) => rowAnswer(left, pairs, [...rights.values()]));
	const alone = [...lefts.values()].filter((left) => !pairs.some((pair) => pair.left === left));
	if (alone.length > 0)
		context.notes.dropped(`Elementy bez pary po lewej: ${alone.map((left) => `„${left}”`).join(', ')}.`);
	return [{ answer: matchingAnswer(pairs, [...rights.values()], context.notes), about: null }];
}

/** One left side with several right ones: boxes to tick. */
const rowAnswer = (about: string, pairs: { left: string; right: string }[], rights: string[]): Answered => ({
	answer: {
		type: 'choice',
		choices: rights.map((text) => ({
			text,
			isRight: pairs.some(({ left, right }) => left === about && right === text),
			feedback: ''
		}))
	},
	about
});

/** Pairs within one set: the first of each stands left. */
export function associatedAnswer(found: FoundInteraction): DraftAnswer | null {
	const { interaction, response, context } = found;
	const words = wordsOf([interaction], found);
	const pairs = pairsOf(response ? rightValues(response) : [], words, words);
	const used = pairs.flatMap(({ left, right }) => [left, right]);
	if (pairs.length === 0 || new Set(used).size < used.length) {
		context.notes.dropped('Kojarzenie w\u00a0pary bez klucza albo z\u00a0elementem w\u00a0kilku parach.');
		return null;
	}
	tellMapping(found, response ? rightValues(response) : []);
	context.notes.changed('Kojarzenie w\u00a0pary stało się łączeniem: jedna połowa par stoi po lewej.');
	return matchingAnswer(
		pairs,
		[...words.values()].filter((word) => !used.includes(word)),
		context.notes
	);
}

const wordsOf = (roots: Markup[], { context }: FoundInteraction): Map<string, string> =>
	new Map(
		roots
			.flatMap((root) => [...descendants(root)])
			.filter(({ name }) => name === 'simpleAssociableChoice')
			.map((choice) => [choice.attributes.identifier ?? '', plainWords(withoutKey(choice.children), context)])
	);

/** `A B` names one of each set, in either order. */
function pairsOf(values: string[], lefts: Map<string, string>, rights: Map<string, string>) {
	return values.flatMap((value) => {
		const [a = '', b = ''] = value.split(/\s+/);
		if (lefts.has(a) && rights.has(b)) return [{ left: lefts.get(a)!, right: rights.get(b)! }];
		return lefts.has(b) && rights.has(a) ? [{ left: lefts.get(b)!, right: rights.get(a)! }] : [];
	});
}
