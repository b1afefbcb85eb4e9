import type { Tokens } from 'marked';
import type { Choice, QuestionContent } from '../../quizzes/question.ts';
import { inlineOf, lineOf, plainText } from './markdown-tokens.ts';
import type { CommonContent, QuestionDraft } from './parse-question.ts';
import { mistake } from './problems.ts';
import { quotesToHtml } from './question-text.ts';
import { toHtml } from './render-markdown.ts';

/** A list with `[x]`: one choice, several, or true and false. */
export function readChoices(list: Tokens.List, common: CommonContent, draft: QuestionDraft): QuestionContent {
	const texts: string[] = [];
	const choices = list.items.map((item): Choice => {
		const line = lineOf(item);
		draft.partLines.push(line);
		if (!item.task) draft.problems.push(mistake(line, 'wariant bez znacznika; zacznij go od „- [x] ” albo „- [ ] ”'));
		const quotes = item.tokens.filter((token) => token.type === 'blockquote');
		const content = item.tokens.filter(({ type }) => !['blockquote', 'space', 'def', 'checkbox'].includes(type));
		const isOneText = content.length === 1 && ['text', 'paragraph'].includes(content[0]!.type);
		if (item.task && !isOneText) {
			draft.problems.push(
				mistake(line, 'wariant to jeden akapit, a pod nim najwyżej komentarz w cytacie „> ”; popraw wcięcia')
			);
		}
		const inline = content.flatMap((token) => inlineOf(token) ?? []).filter((token) => token.type !== 'checkbox');
		texts.push(plainText(inline).trim());
		return {
			html: toHtml(inline, 'inline'),
			isRight: item.checked === true,
			feedbackHtml: quotes.length > 0 ? quotesToHtml(quotes) : null
		};
	});
	const right = choices.filter((choice) => choice.isRight).length;
	const isTrueFalse = right <= 1 && [...texts].sort().join() === 'Fałsz,Prawda';
	return { ...common, type: isTrueFalse ? 'trueFalse' : right > 1 ? 'multiple' : 'single', choices };
}
