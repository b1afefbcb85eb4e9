import type { Question } from '#lib/quizzes/quiz.ts';
import { parseBank } from '#lib/courses/server/parse-quiz.ts';
import type { ImportedPicture } from '../imported-question.ts';

export const BANK_HEAD = '---\ntitle: Pytania z importu\n---\n\n';

/** What our own checker makes of a question's Markdown: the question itself, or what must be mended first. */
export function parseDraft(
	markdown: string,
	pictures: ImportedPicture[]
): { question: Question | null; problems: string[] } {
	const { questions, problems } = parseBank(BANK_HEAD + markdown, {
		lessons: new Map(),
		findFile(name) {
			const picture = pictures.find((one) => one.name === name);
			if (!picture) return undefined;
			const src = `data:${picture.contentType};base64,${picture.base64}`;
			return {
				kind: 'picture',
				name,
				src,
				width: null,
				height: null,
				bytes: Math.floor((picture.base64.length * 3) / 4)
			};
		}
	});
	return { question: questions?.[0] ?? null, problems: problems.map(({ message }) => message) };
}
