import { sql } from 'kysely';
import type { Db } from '#lib/server/db/db.ts';
import { NO_FACTS, type LearningFacts, type QuizFact } from '../completion.ts';

/**
 * What is stored about one person in one course: one query over three primary keys, so that its cost does not depend on
 * how many people learn. Someone who is not enrolled gets facts with `enrolledAt: null`.
 */
export async function getLearningFacts(db: Db, personId: string, courseSlug: string): Promise<LearningFacts> {
	const facts = await readFacts(db, personId, courseSlug);
	return facts.get(courseSlug) ?? NO_FACTS;
}

/** The same for every course the person ever touched, by course slug. */
export function listLearningFacts(db: Db, personId: string): Promise<Map<string, LearningFacts>> {
	return readFacts(db, personId, null);
}

async function readFacts(db: Db, personId: string, courseSlug: string | null): Promise<Map<string, LearningFacts>> {
	const enrollments = db
		.selectFrom('enrollment')
		.select([
			sql.lit('enrollment').as('kind'),
			'courseSlug',
			'courseSlug as slug',
			'enrolledAt as since',
			'completedAt as until',
			sql.lit(0).as('gradedCount'),
			sql.lit(0).as('bestScore'),
			sql.lit(0).as('bestMaxScore')
		])
		.where('userAccountId', '=', personId)
		.$if(courseSlug !== null, (query) => query.where('courseSlug', '=', courseSlug))
		.$castTo<FactRow>();
	const lessons = db
		.selectFrom('lessonProgress')
		.select([
			sql.lit('lesson').as('kind'),
			'courseSlug',
			'lessonSlug as slug',
			'readAt as since',
			'readAt as until',
			sql.lit(0).as('gradedCount'),
			sql.lit(0).as('bestScore'),
			sql.lit(0).as('bestMaxScore')
		])
		.where('userAccountId', '=', personId)
		.$if(courseSlug !== null, (query) => query.where('courseSlug', '=', courseSlug))
		.$castTo<FactRow>();
	const quizzes = db
		.selectFrom('quizResult')
		.select([
			sql.lit('quiz').as('kind'),
			'courseSlug',
			'quizSlug as slug',
			'passedAt as since',
			'passedAt as until',
			'gradedCount',
			'bestScore',
			'bestMaxScore'
		])
		.where('userAccountId', '=', personId)
		.$if(courseSlug !== null, (query) => query.where('courseSlug', '=', courseSlug))
		.$castTo<FactRow>();

	const rows = await enrollments.unionAll(lessons).unionAll(quizzes).execute();
	return collect(rows);
}

interface FactRow {
	kind: 'enrollment' | 'lesson' | 'quiz';
	courseSlug: string;
	slug: string;
	since: string | null;
	until: string | null;
	gradedCount: number;
	bestScore: number;
	bestMaxScore: number;
}

function collect(rows: FactRow[]): Map<string, LearningFacts> {
	const byCourse = new Map<
		string,
		LearningFacts & { readLessons: Set<string>; quizzes: Map<string, QuizFact> }
	>();
	for (const row of rows) {
		let facts = byCourse.get(row.courseSlug);
		if (!facts) {
			facts = { enrolledAt: null, completedAt: null, readLessons: new Set(), quizzes: new Map() };
			byCourse.set(row.courseSlug, facts);
		}
		if (row.kind === 'enrollment') {
			facts.enrolledAt = row.since;
			facts.completedAt = row.until;
		} else if (row.kind === 'lesson') {
			facts.readLessons.add(row.slug);
		} else {
			const { gradedCount, bestScore, bestMaxScore } = row;
			facts.quizzes.set(row.slug, { gradedCount, bestScore, bestMaxScore, isPassed: row.since !== null });
		}
	}
	return byCourse;
}
