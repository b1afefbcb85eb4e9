import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Course } from '#lib/courses/course.ts';
import type { AnswerValue } from '#lib/quizzes/question.ts';
import { loadRevisions } from '#lib/quizzes/server/revisions.ts';
import type { Db } from '#lib/server/db/db.ts';
import { byHardness, QuizTally, type QuestionTally } from '../question-tally.ts';

/** So many people of a group at once: a slice must not hold up everybody else. */
const PEOPLE_AT_ONCE = 100;
/** A group up to this size is counted while somebody waits for the page. */
const SMALL_GROUP = 60;
/** What was graded so recently may not have been committed when it was counted, so it counts as not seen. */
const UNSURE_MS = 60_000;

/** Up to this instant everything that was done can be seen. */
export const sureUntil = (now: Date): string => new Date(now.getTime() - UNSURE_MS).toISOString();

export interface QuestionStatistics {
	/** Everything graded up to this instant is in it. */
	computedAt: string;
	/** The hardest first. */
	questions: QuestionTally[];
}

/** A course in a group, with what tells whether its statistics are out of date. */
export interface CourseOfGroup {
	groupId: string;
	course: Pick<Course, 'slug' | 'lessons'>;
	peopleCount: number;
	/** The newest activity of anybody in the group; null: nobody has begun. */
	lastActivityAt: string | null;
}

/**
 * How the questions of a course go in a group. Stored numbers of a large group may be some minutes old; those of a small
 * one are counted anew when somebody has done something since.
 * @returns null while nothing is known
 */
export async function findQuestionStatistics(db: Db, of: CourseOfGroup, now: Date): Promise<QuestionStatistics | null> {
	if (of.lastActivityAt === null) return null;
	const stored = await db
		.selectFrom('questionStatistic')
		.select(['computedAt', 'content'])
		.where('learnerGroupId', '=', of.groupId)
		.where('courseSlug', '=', of.course.slug)
		.executeTakeFirst();
	const isFresh = stored !== undefined && stored.computedAt >= of.lastActivityAt;
	if (!isFresh && of.peopleCount <= SMALL_GROUP) return computeQuestionStatistics(db, of.groupId, of.course, now);
	return stored ? { computedAt: stored.computedAt, questions: JSON.parse(stored.content) as QuestionTally[] } : null;
}

/** Counts first graded attempts of the group's learners and stores the sums; the same again gives the same. */
export async function computeQuestionStatistics(
	db: Db,
	groupId: string,
	course: Pick<Course, 'slug' | 'lessons'>,
	now: Date
): Promise<QuestionStatistics> {
	const questions: QuestionTally[] = [];
	for (const { slug, quiz } of course.lessons) {
		// Before learning every question is hard.
		if (!quiz || quiz.kind === 'pretest') continue;
		const tally = new QuizTally(slug);
		await addInSlices(db, { groupId, courseSlug: course.slug, quizSlug: slug }, tally);
		questions.push(...tally.questions());
	}
	questions.sort(byHardness);
	const computedAt = sureUntil(now);
	const row = { computedAt, content: JSON.stringify(questions) };
	await db
		.insertInto('questionStatistic')
		.values({ learnerGroupId: groupId, courseSlug: course.slug, ...row })
		.onConflict((conflict) => conflict.columns(['learnerGroupId', 'courseSlug']).doUpdateSet(row))
		.execute();
	return { computedAt, questions };
}

interface QuizOfGroup {
	groupId: string;
	courseSlug: string;
	quizSlug: string;
}

async function addInSlices(db: Db, quiz: QuizOfGroup, tally: QuizTally): Promise<void> {
	let after = '';
	for (;;) {
		const people = await db
			.selectFrom('membership')
			.select('userAccountId as id')
			.where('learnerGroupId', '=', quiz.groupId)
			.where('userAccountId', '>', after)
			.where('kind', '=', 'learner')
			.orderBy('userAccountId')
			.limit(PEOPLE_AT_ONCE)
			.execute();
		if (people.length === 0) return;
		const answers = await listFirstAnswers(
			db,
			quiz,
			people.map(({ id }) => id)
		);
		const contents = await loadRevisions(
			db,
			answers.map(({ gradedHash }) => gradedHash)
		);
		tally.add(answers, contents);
		if (people.length < PEOPLE_AT_ONCE) return;
		after = people.at(-1)?.id ?? '';
		await nextTurn();
	}
}

/**
 * From attempts number one only: whoever tries again has seen the answers. What waits for a mark is not there yet, and
 * what was made void no longer.
 */
async function listFirstAnswers(db: Db, { courseSlug, quizSlug }: QuizOfGroup, people: string[]) {
	const rows = await db
		.selectFrom('attempt')
		.innerJoin('attemptItem', 'attemptItem.attemptId', 'attempt.id')
		.leftJoin('answer', (join) =>
			join.onRef('answer.attemptId', '=', 'attemptItem.attemptId').onRef('answer.position', '=', 'attemptItem.position')
		)
		.select(['attemptItem.questionHash', 'attemptItem.gradedHash', 'answer.value'])
		.select((eb) => eb.ref('attemptItem.score').$notNull().as('score'))
		.where('attempt.userAccountId', 'in', people)
		.where('attempt.courseSlug', '=', courseSlug)
		.where('attempt.quizSlug', '=', quizSlug)
		.where('attempt.number', '=', 1)
		.where('attempt.closedAt', 'is not', null)
		.where('attemptItem.score', 'is not', null)
		.where('attemptItem.voided', 'is', null)
		.execute();
	return rows.map(({ questionHash, gradedHash, score, value }) => ({
		questionHash,
		gradedHash: gradedHash ?? questionHash,
		score,
		value: value === null ? undefined : (JSON.parse(value) as AnswerValue)
	}));
}
