import { mistake } from '../problems.ts';
import type { QuestionsRule, QuizRule } from './quiz-rules.ts';

/** Answers that people mark belong where somebody waits for the result. */
export const marksBelongToTests: QuizRule = ({ data, drafts, lineOf }) => {
	if (!data || data.kind === 'test') return [];
	const questions = drafts.flatMap(({ line, content }) => {
		if (content?.type === 'file')
			return [mistake(line, 'plik można oddać tylko w teście; wpisz kind: test albo zmień pytanie')];
		if (content?.type === 'open' && data.kind === 'pretest')
			return [mistake(line, 'w teście przed nauką nikt nie ocenia; zmień pytanie otwarte na zamknięte')];
		return [];
	});
	const marking =
		data.marking === undefined ? [] : [mistake(lineOf('marking'), 'klucz „marking” jest tylko dla testu; usuń go')];
	return [...questions, ...marking];
};

/** A second reader is promised to somebody. */
export const doubleMarkingHasWork: QuizRule = ({ data, drafts, lineOf }) =>
	data?.kind === 'test' && data.marking === 'double' && !drafts.some(({ content }) => content && 'criteria' in content)
		? [mistake(lineOf('marking'), 'nie ma tu czego oceniać dwa razy; dodaj pytanie otwarte albo usuń klucz marking')]
		: [];

/** Any quiz may draw from the bank, also one that nobody marks. */
export const bankNeedsNoReader: QuestionsRule = ({ drafts }) =>
	drafts.flatMap(({ line, content }) =>
		content && 'criteria' in content
			? [mistake(line, 'pytanie otwarte i plik stoją w quiz.md testu, nie w banku; przenieś to pytanie')]
			: []
	);
