import { isAnswered, readAnswer, type ReadAnswer } from './answer-value.ts';
import type { QuestionContent } from './question.ts';

/** Reads an answer that is to be checked at once: other than in a test, it must be there. See `readAnswer`. */
export function readPracticeAnswer(content: QuestionContent, order: number[], given: unknown): ReadAnswer {
	const read = readAnswer(content, order, given);
	// A case is begun again by taking all its decisions back.
	if (read.message !== undefined || isAnswered(read.value) || content.type === 'case') return read;
	return { message: 'Najpierw odpowiedz, potem sprawdź.' };
}
