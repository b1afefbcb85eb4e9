import type { Question } from '#lib/quizzes/quiz.ts';
import { parseBank, parseQuiz } from '#lib/courses/server/parse-quiz.ts';
import type { ImportedPicture } from '../imported-question.ts';

export const BANK_HEAD = '---\ntitle: Pytania z importu\n---\n\n';
/** Answers that people mark stand in a test. */
export const TEST_HEAD = '---\ntitle: Pytania z importu\nkind: test\npassingPercent: 60\n---\n\n';

/**
 * What our own checker makes of a question's Markdown: the question itself, or what must be mended first.
 * @param isMarked whether people mark it
 */
export function parseDraft(
	markdown: string,
	pictures: ImportedPicture[],
	isMarked = false
): { question: Question | null; problems: string[] } {
	const findFile = (name: string) => {
		const picture = pictures.find((one) => one.name === name);
		if (!picture) return undefined;
		const src = `data:${picture.contentType};base64,${picture.base64}`;
		const bytes = Math.floor((picture.base64.length * 3) / 4);
		return { kind: 'picture' as const, name, src, width: null, height: null, bytes };
	};
	if (isMarked) {
		const { quiz, problems } = parseQuiz(TEST_HEAD + markdown, 'import', findFile);
		return { question: quiz?.questions[0] ?? null, problems: problems.map(({ message }) => message) };
	}
	const { questions, problems } = parseBank(BANK_HEAD + markdown, { lessons: new Map(), findFile });
	return { question: questions?.[0] ?? null, problems: problems.map(({ message }) => message) };
}
