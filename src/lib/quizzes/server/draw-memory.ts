import type { Course } from '#lib/courses/course.ts';
import type { Trx } from '#lib/server/db/db.ts';
import type { Difficulty } from '../difficulty.ts';
import type { Quiz } from '../quiz.ts';
import type { DrawMemory } from './draw.ts';

export interface DrawFor {
	personId: string;
	course: Pick<Course, 'slug' | 'lessons'>;
	quiz: Pick<Quiz, 'slug' | 'usesBank'>;
}

/** What a draw for this person goes by: two queries by index, of one person and of one quiz. */
export async function recallForDraw(trx: Trx, of: DrawFor): Promise<DrawMemory> {
	return {
		sightings: await countSightings(trx, of),
		difficulties: await findMeasuredDifficulties(trx, of.course.slug, of.quiz.slug)
	};
}

/** Quizzes that may ask the same questions: all that draw from the bank, or the quiz alone. */
const quizzesBeside = ({ course, quiz }: DrawFor): string[] =>
	quiz.usesBank ? course.lessons.flatMap((lesson) => (lesson.quiz?.usesBank ? [lesson.quiz.slug] : [])) : [quiz.slug];

/** In how many attempts the person was asked each question, by its id: a question that was put right is the same. */
async function countSightings(trx: Trx, of: DrawFor): Promise<Map<string, number>> {
	const rows = await trx
		.selectFrom('attempt')
		.innerJoin('attemptItem', 'attemptItem.attemptId', 'attempt.id')
		.innerJoin('questionRevision', 'questionRevision.hash', 'attemptItem.questionHash')
		.select(['questionRevision.questionSlug', (eb) => eb.fn.countAll().as('count')])
		.where('attempt.userAccountId', '=', of.personId)
		.where('attempt.courseSlug', '=', of.course.slug)
		.where('attempt.quizSlug', 'in', quizzesBeside(of))
		.groupBy('questionRevision.questionSlug')
		.execute();
	return new Map(rows.map(({ questionSlug, count }) => [questionSlug, Number(count)]));
}

/** How hard questions turned out in this quiz, by hash; those with too few answers are not among them. */
export async function findMeasuredDifficulties(
	trx: Trx,
	courseSlug: string,
	quizSlug: string
): Promise<Map<string, Difficulty>> {
	const rows = await trx
		.selectFrom('itemStatistic')
		.select(['questionHash', 'difficulty'])
		.where('courseSlug', '=', courseSlug)
		.where('quizSlug', '=', quizSlug)
		.where('difficulty', 'is not', null)
		.execute();
	return new Map(rows.flatMap(({ questionHash, difficulty }) => (difficulty ? [[questionHash, difficulty]] : [])));
}
