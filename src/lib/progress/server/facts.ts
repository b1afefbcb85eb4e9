import { sql } from 'kysely';
import type { AssignmentRules } from '#lib/groups/assignment.ts';
import type { Db } from '#lib/server/db/db.ts';
import { prepareQuery } from '#lib/server/db/prepare-query.ts';
import { NO_FACTS, type LearningFacts, type QuizFact } from '../completion.ts';

/**
 * What is stored about one person in one course: one query over primary keys, so that its cost does not depend on how
 * many people learn. Someone who is not enrolled gets facts with `enrolledAt: null`.
 */
export async function getLearningFacts(db: Db, personId: string, courseSlug: string): Promise<LearningFacts> {
	return collect(await selectCourseFacts(db, { personId, courseSlug })).get(courseSlug) ?? NO_FACTS;
}

/** The same for every course the person ever touched, by course slug. */
export async function listLearningFacts(db: Db, personId: string): Promise<Map<string, LearningFacts>> {
	return collect(await selectFacts(db, { personId }));
}

interface FactRow {
	kind: 'enrollment' | 'lesson' | 'quiz' | 'waiting' | 'place';
	courseSlug: string;
	slug: string;
	since: string | null;
	until: string | null;
	gradedCount: number;
	bestScore: number;
	bestMaxScore: number;
	/** Of the group's assignment; 0 or 1, null: no group gives the course. */
	isOrderLocked: number | null;
	opensOn: string | null;
	dueOn: string | null;
	passingPercent: number | null;
}

const queryFacts = (whose: (table: string) => ReturnType<typeof sql>) => sql<FactRow>`
	select 'enrollment' as kind, e.course_slug, '' as slug, e.enrolled_at as since, e.completed_at as until,
		0 as graded_count, 0 as best_score, 0 as best_max_score, ca.is_order_locked, ca.opens_on, ca.due_on,
		ca.passing_percent
	from enrollment e
	left join learner_group g on g.id = e.learner_group_id and g.archived_at is null
	left join course_assignment ca
		on ca.learner_group_id = g.id and ca.course_slug = e.course_slug and ca.removed_at is null
	where ${whose('e')}
	union all
	select 'lesson', course_slug, lesson_slug, read_at, read_at, 0, 0, 0, null, null, null, null
	from lesson_progress where ${whose('lesson_progress')}
	union all
	select 'quiz', course_slug, quiz_slug, passed_at, passed_at, graded_count, best_score, best_max_score, null, null,
		null, null
	from quiz_result where ${whose('quiz_result')}
	union all
	select 'waiting', course_slug, quiz_slug, closed_at, closed_at, 0, 0, 0, null, null, null, null
	from attempt where state = 'submitted' and ${whose('attempt')}
	union all
	select 'place', course_slug, lesson_slug, heading_id, saved_at, 0, 0, 0, null, null, null, null
	from reading_place where ${whose('reading_place')}`;

const selectCourseFacts = prepareQuery((_, { personId, courseSlug }: { personId: string; courseSlug: string }) =>
	queryFacts((table) => {
		const [person, course] = [sql.ref(`${table}.user_account_id`), sql.ref(`${table}.course_slug`)];
		return sql`${person} = ${personId} and ${course} = ${courseSlug}`;
	})
);

const selectFacts = prepareQuery((_, { personId }: { personId: string }) =>
	queryFacts((table) => sql`${sql.ref(`${table}.user_account_id`)} = ${personId}`)
);

interface CollectedFacts extends LearningFacts {
	readLessons: Set<string>;
	quizzes: Map<string, QuizFact>;
	waiting: Set<string>;
}

function collect(rows: FactRow[]): Map<string, LearningFacts> {
	const byCourse = new Map<string, CollectedFacts>();
	for (const row of rows) {
		let facts = byCourse.get(row.courseSlug);
		if (!facts) {
			facts = { ...NO_FACTS, readLessons: new Set(), quizzes: new Map(), waiting: new Set() };
			byCourse.set(row.courseSlug, facts);
		}
		if (row.kind === 'enrollment') {
			facts.enrolledAt = row.since;
			facts.completedAt = row.until;
			facts.assignment = assignmentOf(row);
		} else if (row.kind === 'lesson') {
			facts.readLessons.add(row.slug);
		} else if (row.kind === 'waiting') {
			facts.waiting.add(row.slug);
		} else if (row.kind === 'place') {
			facts.place = { lessonSlug: row.slug, headingId: row.since };
		} else {
			const { gradedCount, bestScore, bestMaxScore } = row;
			facts.quizzes.set(row.slug, { gradedCount, bestScore, bestMaxScore, isPassed: row.since !== null });
		}
	}
	return byCourse;
}

function assignmentOf({ isOrderLocked, opensOn, dueOn, passingPercent }: FactRow): AssignmentRules | null {
	return isOrderLocked === null ? null : { isOrderLocked: isOrderLocked === 1, opensOn, dueOn, passingPercent };
}
