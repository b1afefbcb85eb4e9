import type { Token, Tokens } from 'marked';
import type { QuestionContent } from '../../quizzes/question.ts';
import { inlineOf, lineOf } from './markdown-tokens.ts';
import type { CommonContent, QuestionDraft } from './parse-question.ts';
import { mistake } from './problems.ts';
import { words } from './question-text.ts';

const nestedLists = (item: Tokens.ListItem) => item.tokens.filter((token) => token.type === 'list') as Tokens.List[];

/** A list of groups, each with the list of what belongs to it. */
export const isGroupList = (token: Token): token is Tokens.List =>
	token.type === 'list' &&
	!(token as Tokens.List).ordered &&
	(token as Tokens.List).items.some((item) => nestedLists(item).length > 0);

const wordsOf = (item: Tokens.ListItem, isMeant: (token: Token) => boolean, draft: QuestionDraft) =>
	words(
		item.tokens
			.filter(isMeant)
			.flatMap((token) => (['text', 'paragraph'].includes(token.type) ? (inlineOf(token) ?? [token]) : [token])),
		lineOf(item),
		draft.problems
	);

/** A list `1.` `2.` `3.` in the right order. */
export function readOrdering(list: Tokens.List, common: CommonContent, draft: QuestionDraft): QuestionContent {
	const items = list.items.map((item) => {
		draft.partLines.push(lineOf(item));
		return wordsOf(item, () => true, draft);
	});
	return { ...common, type: 'ordering', items };
}

/** A list of groups with lists of items. */
export function readCategories(list: Tokens.List, common: CommonContent, draft: QuestionDraft): QuestionContent {
	const items: { text: string; category: number }[] = [];
	const categories = list.items.map((group, category) => {
		const inside = nestedLists(group).flatMap((nested) => nested.items);
		if (inside.length === 0)
			draft.problems.push(mistake(lineOf(group), 'grupa bez elementów; wpisz je pod nią, każdy wcięty: „  - element”'));
		for (const item of inside) {
			draft.partLines.push(lineOf(item));
			items.push({ text: wordsOf(item, () => true, draft), category });
		}
		return wordsOf(group, (token) => token.type !== 'list', draft);
	});
	return { ...common, type: 'categorize', categories, items };
}
