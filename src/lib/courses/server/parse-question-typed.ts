import type { Tokens } from 'marked';
import type { AuthoredContent } from '../../quizzes/question.ts';
import { lineOf } from './markdown-tokens.ts';
import { findAnswer, parseNumberAnswer, parseTextAnswer } from './parse-answer.ts';
import { isCalculated, readCalculated } from './parse-question-calculated.ts';
import type { CommonContent, QuestionDraft } from './parse-question.ts';
import { mistake, quoted } from './problems.ts';

/** `Odpowiedź: …`: words, a number, or a number to be worked out. */
export function readTyped(
	paragraph: Tokens.Paragraph,
	common: CommonContent,
	draft: QuestionDraft
): AuthoredContent | null {
	const line = lineOf(paragraph);
	const answer = findAnswer(paragraph.text) ?? '';
	draft.partLines.push(line);
	if (isCalculated(answer)) return readCalculated(answer, common, draft);
	if (/^[„"]/.test(answer)) {
		const accepted = parseTextAnswer(answer);
		if (accepted) return { ...common, type: 'text', accepted };
		draft.problems.push(
			mistake(line, 'odpowiedzi nie da się odczytać; wpisz ją tak: Odpowiedź: „walne zgromadzenie”, „walne”')
		);
		return null;
	}
	const key = parseNumberAnswer(answer);
	if (key) return { ...common, type: 'number', ...key };
	draft.problems.push(mistake(line, tellUnreadable(answer)));
	return null;
}

function tellUnreadable(answer: string): string {
	const withComma = answer.replace(/(\d)\.(?=\d)/g, '$1,');
	// 1.000 may be a thousand.
	if (!/\.\d{3}(?!\d)/.test(answer) && parseNumberAnswer(withComma))
		return `zamiast kropki wpisz przecinek: Odpowiedź: ${withComma}`;
	if (/^\p{L}/u.test(answer)) {
		const words = answer
			.slice(0, 100)
			.split(',')
			.map((word) => word.trim());
		return `słowo weź w cudzysłów: Odpowiedź: ${quoted(words)}`;
	}
	return 'liczby nie da się odczytać; wpisz ją tak: Odpowiedź: 12,5 ± 0,5 zł (z przecinkiem), a słowa weź w „ ”';
}
