import type { AuthoredContent, CalculatedContent, QuestionContent } from '#lib/quizzes/question.ts';
import type { Question } from '#lib/quizzes/quiz.ts';

/** The types of ours that other systems know in some form. */
export type PortableContent = Exclude<QuestionContent, { type: 'case' }> | CalculatedContent;
export type PortableOf<Type extends PortableContent['type']> = Extract<PortableContent, { type: Type }>;

export interface PortableQuestion extends Pick<Question, 'id' | 'topic' | 'tags'> {
	content: PortableContent;
}

const isPortable = (content: AuthoredContent): content is PortableContent => content.type !== 'case';

/** What can be exported, and the titles of what cannot. */
export function portableQuestions(questions: Question[]): { portable: PortableQuestion[]; left: string[] } {
	const portable: PortableQuestion[] = [];
	const left: string[] = [];
	for (const { id, topic, tags, content } of questions) {
		if (isPortable(content)) portable.push({ id, topic, tags, content });
		else left.push(content.title);
	}
	return { portable, left };
}
