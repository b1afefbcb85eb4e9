import { sql } from 'kysely';
import type { Db } from '#lib/server/db/db.ts';
import { prepareQuery } from '#lib/server/db/prepare-query.ts';
import { NO_FACTS, type LearningFacts, type QuizFact } from '../completion.ts';

/**
 * What is stored about one person in one course: one query over four primary keys, so that its cost does not depend on
 * how many people learn. Someone who is not enrolled gets facts with `enrolledAt: null`.
 */
export async function getLearningFacts(db: Db, personId: string, courseSlug: string): Promise<LearningFacts> {
	return collect(await selectCourseFacts(db, { personId, courseSlug })).get(courseSlug) ?? NO_FACTS;
}

/** The same for every course the person ever touched, by course slug. */
export async function listLearningFacts(db: Db, personId: string): Promise<Map<string, LearningFacts>> {
	return collect(await selectFacts(db, { personId }));
}

interface FactRow {
	kind: 'enrollment' | 'lesson' | 'quiz' | 'place';
	courseSlug: string;
	slug: string;
	since: string | null;
	until: string | null;
	gradedCount: number;
	bestScore: number;
	bestMaxScore: number;
}

const queryFacts = (whose: ReturnType<typeof sql>) => sql<FactRow>`
	select 'enrollment' as kind, course_slug, '' as slug, enrolled_at as since, completed_at as until,
		0 as graded_count, 0 as best_score, 0 as best_max_score
	from enrollment where ${whose}
	union all
	select 'lesson', course_slug, lesson_slug, read_at, read_at, 0, 0, 0
	from lesson_progress where ${whose}
	union all
	select 'quiz', course_slug, quiz_slug, passed_at, passed_at, graded_count, best_score, best_max_score
	from quiz_result where ${whose}
	union all
	select 'place', course_slug, lesson_slug, heading_id, saved_at, 0, 0, 0
	from reading_place where ${whose}`;

const selectCourseFacts = prepareQuery((_, { personId, courseSlug }: { personId: string; courseSlug: string }) =>
	queryFacts(sql`user_account_id = ${personId} and course_slug = ${courseSlug}`)
);

const selectFacts = prepareQuery((_, { personId }: { personId: string }) =>
	queryFacts(sql`user_account_id = ${personId}`)
);

interface CollectedFacts extends LearningFacts {
	readLessons: Set<string>;
	quizzes: Map<string, QuizFact>;
}

function collect(rows: FactRow[]): Map<string, LearningFacts> {
	const byCourse = new Map<string, CollectedFacts>();
	for (const row of rows) {
		let facts = byCourse.get(row.courseSlug);
		if (!facts) {
			facts = { enrolledAt: null, completedAt: null, readLessons: new Set(), quizzes: new Map(), place: null };
			byCourse.set(row.courseSlug, facts);
		}
		if (row.kind === 'enrollment') {
			facts.enrolledAt = row.since;
			facts.completedAt = row.until;
		} else if (row.kind === 'lesson') {
			facts.readLessons.add(row.slug);
		} else if (row.kind === 'place') {
			facts.place = { lessonSlug: row.slug, headingId: row.since };
		} else {
			const { gradedCount, bestScore, bestMaxScore } = row;
			facts.quizzes.set(row.slug, { gradedCount, bestScore, bestMaxScore, isPassed: row.since !== null });
		}
	}
	return byCourse;
}
