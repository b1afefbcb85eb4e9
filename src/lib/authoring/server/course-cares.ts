import { sql } from 'kysely';
import type { Course } from '#lib/courses/course.ts';
import type { CourseProblem } from '#lib/courses/server/course-index.ts';
import { dayInPoland } from '#lib/format.ts';
import type { Db } from '#lib/server/db/db.ts';
import { reviewState, type CourseCares } from '../course-cares.ts';

interface Asked {
	courses: Course[];
	problems: CourseProblem[];
	/** The author: nobody marks their own. */
	personId: string;
	now: Date;
}

/** What asks for its author in each course, by slug: four queries, however many courses there are. */
export async function listCares(
	db: Db,
	{ courses, problems, personId, now }: Asked
): Promise<Map<string, CourseCares>> {
	const suspects = await db
		.selectFrom('itemStatistic')
		.select(['courseSlug', 'quizSlug', 'questionHash'])
		.where('verdict', 'is not', null)
		.execute();
	const reports = await db
		.selectFrom('questionReport')
		.select(['courseSlug', (eb) => eb.fn.countAll().as('count')])
		.where('closedAt', 'is', null)
		.groupBy('courseSlug')
		.execute();
	const regrades = await db
		.selectFrom('regrade')
		.select(['courseSlug', (eb) => eb.fn.countAll().as('count')])
		.where('state', 'in', ['applying', 'undoing'])
		.groupBy('courseSlug')
		.execute();
	const marking = await db
		.selectFrom('attempt')
		.innerJoin('enrollment', (join) =>
			join
				.onRef('enrollment.userAccountId', '=', 'attempt.userAccountId')
				.onRef('enrollment.courseSlug', '=', 'attempt.courseSlug')
		)
		.select(['attempt.courseSlug', (eb) => eb.fn.countAll().as('count')])
		// Written out, so that the index of submitted attempts serves it.
		.where('attempt.state', '=', sql.lit('submitted'))
		.where('enrollment.learnerGroupId', 'is', null)
		.where('attempt.userAccountId', '!=', personId)
		.groupBy('attempt.courseSlug')
		.execute();
	const countIn = (rows: { courseSlug: string; count: unknown }[], slug: string) =>
		Number(rows.find(({ courseSlug }) => courseSlug === slug)?.count ?? 0);
	const today = dayInPoland(now);
	return new Map(
		courses.map((course) => {
			const { slug, reviewBy } = course;
			const asked = askedNow(course);
			return [
				slug,
				{
					review: reviewState(reviewBy, today),
					errors: errorsIn(problems, slug).length,
					suspects: suspects.filter(
						(item) => item.courseSlug === slug && asked.has(`${item.quizSlug} ${item.questionHash}`)
					).length,
					reports: countIn(reports, slug),
					regrades: countIn(regrades, slug),
					marking: countIn(marking, slug)
				}
			];
		})
	);
}

/** Mistakes that keep the newest files of a course out. */
export const errorsIn = (problems: CourseProblem[], slug: string): CourseProblem[] =>
	problems.filter(({ path, severity }) => severity === 'error' && path.startsWith(`${slug}/`));

/** What quizzes ask now, as `quiz hash`: statistics of former revisions ask for nothing any more. */
const askedNow = ({ lessons }: Course) =>
	new Set(lessons.flatMap(({ slug, quiz }) => (quiz?.questions ?? []).map(({ hash }) => `${slug} ${hash}`)));
