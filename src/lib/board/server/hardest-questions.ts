import { lessonPath, type Course } from '#lib/courses/course.ts';
import { loadRevisions } from '#lib/quizzes/server/revisions.ts';
import type { QuestionContent } from '#lib/quizzes/question.ts';
import type { Db } from '#lib/server/db/db.ts';
import { prepareQuery } from '#lib/server/db/prepare-query.ts';
import { facilityOf, isTelling, type QuestionTally } from '../question-tally.ts';
import { findQuestionStatistics, type CourseOfGroup } from './question-statistics.ts';

/** A question as the page of hardest questions shows it; for staff only. */
export interface HardQuestion {
	hash: string;
	titleHtml: string;
	lesson: { title: string; path: string } | null;
	/** The course has another text of the question by now. */
	isOfEarlierEdition: boolean;
	seen: number;
	answered: number;
	/** In whole hundredths; null: too few answers to say. */
	facility: number | null;
	/** The wrong option chosen most often, and by how many. */
	wrong: { html: string; count: number } | null;
}

/** The question the group finds hardest; null: too few answers so far. */
export async function findHardestQuestion(
	db: Db,
	of: CourseOfGroup,
	now: Date
): Promise<{ title: string; facility: number } | null> {
	const [hardest] = (await findQuestionStatistics(db, of, now))?.questions ?? [];
	if (!hardest || !isTelling(hardest)) return null;
	const contents = await loadRevisions(db, [hardest.questionHash]);
	return { title: contents.get(hardest.questionHash)?.title ?? '', facility: facilityOf(hardest) };
}

/** All questions the group has met, the hardest first; null while nothing is counted. */
export async function listHardestQuestions(
	db: Db,
	of: CourseOfGroup & { course: Course },
	now: Date
): Promise<{ computedAt: string; questions: HardQuestion[] } | null> {
	const statistics = await findQuestionStatistics(db, of, now);
	if (!statistics) return null;
	const contents = await loadRevisions(
		db,
		statistics.questions.map(({ questionHash }) => questionHash)
	);
	const questions = statistics.questions.map((tally) =>
		describe(of.course, tally, contents.get(tally.questionHash) as QuestionContent)
	);
	return { computedAt: statistics.computedAt, questions };
}

function describe(course: Course, tally: QuestionTally, content: QuestionContent): HardQuestion {
	const lesson = course.lessons.find(({ slug }) => slug === tally.quizSlug);
	const isCurrent = lesson?.quiz?.questions.some(({ hash }) => hash === tally.questionHash) === true;
	const { wrong } = tally;
	return {
		hash: tally.questionHash,
		titleHtml: content.titleHtml,
		lesson: lesson ? { title: lesson.shortTitle, path: lessonPath(course, lesson) } : null,
		isOfEarlierEdition: !isCurrent,
		seen: tally.seen,
		answered: tally.answered,
		facility: isTelling(tally) ? facilityOf(tally) : null,
		wrong:
			wrong && 'choices' in content ? { html: content.choices[wrong.choice]?.html ?? '', count: wrong.count } : null
	};
}

/** What tells whether statistics are out of date, without a board at hand. */
export async function countActivity(
	db: Db,
	groupId: string,
	courseSlug: string
): Promise<Pick<CourseOfGroup, 'peopleCount' | 'lastActivityAt'>> {
	const [row] = await selectActivity(db, { groupId, courseSlug });
	return { peopleCount: Number(row?.people ?? 0), lastActivityAt: row?.last ?? null };
}

const selectActivity = prepareQuery((db, of: { groupId: string; courseSlug: string }) =>
	db
		.selectFrom('membership as m')
		.leftJoin('enrollment as e', (join) =>
			join.onRef('e.userAccountId', '=', 'm.userAccountId').on('e.courseSlug', '=', of.courseSlug)
		)
		.select((eb) => [eb.fn.countAll().as('people'), eb.fn.max('e.lastActivityAt').as('last')])
		.where('m.learnerGroupId', '=', of.groupId)
		.where('m.kind', '=', 'learner')
);
