import { sql } from 'kysely';
import { inTransaction, type Db, type Trx } from '../../server/db/db.ts';
import { renameRegradedQuestion, renameRegradedQuiz } from '../../regrading/server/rename-regrades.ts';
import { renameCards } from '../../reviews/server/rename-cards.ts';
import { BANK, type Course, type Redirects } from '../course.ts';

/** Where slugs stand, and which other columns make a row somebody's: what is there under the new name stays as it is. */
const COURSE_COLUMNS: [table: string, owner: string[]][] = [
	['enrollment', ['user_account_id']],
	['lesson_progress', ['user_account_id', 'lesson_slug']],
	['quiz_result', ['user_account_id', 'quiz_slug']],
	['reading_place', ['user_account_id']],
	['attempt', ['user_account_id']],
	['course_assignment', ['learner_group_id']],
	['certificate', ['user_account_id']],
	['question_revision', ['hash']],
	['source_revision', ['path', 'hash']],
	['review_card', ['user_account_id', 'quiz_slug', 'question_slug']],
	['grade_book', ['learner_group_id']],
	['regrade', ['from_hash']],
	['quiz_statistic', ['quiz_slug']],
	['item_statistic', ['quiz_slug', 'question_hash']]
];
/** Rows of their own: whatever stands there under the new name, these join it. */
const COURSE_RECORDS = ['grade_decision', 'report', 'live_session', 'review_entry', 'question_report'];
const LESSON_RECORDS = ['grade_decision', 'live_session', 'review_entry', 'question_report'];
const LESSON_COLUMNS: [table: string, column: string, owner: string[]][] = [
	['lesson_progress', 'lesson_slug', ['user_account_id']],
	['quiz_result', 'quiz_slug', ['user_account_id']],
	['reading_place', 'lesson_slug', ['user_account_id']],
	['attempt', 'quiz_slug', ['user_account_id']],
	['review_card', 'quiz_slug', ['user_account_id', 'question_slug']],
	['quiz_statistic', 'quiz_slug', ['course_slug']],
	['item_statistic', 'quiz_slug', ['question_hash']]
];

const DONE = 'renames-carried-out';

type RenamedCourse = Pick<Course, 'slug' | 'redirects' | 'lessons'>;

interface Rename {
	name: string;
	carryOut(trx: Trx): Promise<void>;
}

/**
 * Moves what learners have done under a course's or a lesson's old name to the new one, once for each entry of
 * `redirects`. What people see of an attempt or a certificate was stored with it and does not change; whatever somebody
 * already has under the new name stays, and the old rows beside it too. With several processes, stop them all before one
 * starts with renamed courses.
 */
export async function carryRenames(db: Db, courses: RenamedCourse[]): Promise<void> {
	const renames = courses.flatMap(renamesOf);
	if (renames.length === 0) return;
	await inTransaction(db, async (trx) => {
		const done = await listDone(trx);
		const due = renames.filter((rename) => !done.includes(rename.name));
		if (due.length === 0) return;
		for (const rename of due) await rename.carryOut(trx);
		const value = JSON.stringify([...done, ...due.map((rename) => rename.name)]);
		await trx
			.insertInto('instanceSetting')
			.values({ name: DONE, value })
			.onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
			.execute();
	});
}

function renamesOf({ slug, redirects, lessons }: RenamedCourse): Rename[] {
	const courses = redirects.courses.map((old) => ({
		name: `${old} > ${slug}`,
		carryOut: (trx: Trx) => renameCourse(trx, old, slug)
	}));
	const ofLessons = Object.entries(redirects.lessons).map(([old, current]) => ({
		name: `${slug}/${old} > ${current}`,
		carryOut: (trx: Trx) => renameLesson(trx, slug, old, current)
	}));
	const drawing = lessons.flatMap(({ quiz }) => (quiz?.usesBank ? [quiz.slug] : []));
	const questions = Object.entries(redirects.questions).map(([old, current]) => ({
		name: `${slug}/${old} > ${current}`,
		carryOut: async (trx: Trx) => {
			await renameQuestion(trx, slug, old, current, drawing);
			await renameCards(trx, { courseSlug: slug, from: placeOf(old, redirects), to: placeOf(current, redirects) });
		}
	}));
	// The course first: lessons are looked for under its new name, and questions under the lesson's.
	return [...courses, ...ofLessons, ...questions];
}

/** `lesson/question`, with the lesson's name of today. */
function placeOf(name: string, { lessons }: Redirects) {
	const [lesson = '', questionSlug = ''] = name.split('/');
	return { quizSlug: lessons[lesson] ?? lesson, questionSlug };
}

async function listDone(trx: Trx): Promise<string[]> {
	const row = await trx.selectFrom('instanceSetting').select('value').where('name', '=', DONE).executeTakeFirst();
	return row ? (JSON.parse(row.value) as string[]) : [];
}

/** True where the owner of the row has no row under the new name. */
function isFree(table: string, owner: string[], isNew: ReturnType<typeof sql>) {
	const same = owner.map((column) => sql`other.${sql.ref(column)} = ${sql.ref(`${table}.${column}`)}`);
	return sql`not exists (select 1 from ${sql.table(table)} as other where ${sql.join(same, sql` and `)} and ${isNew})`;
}

async function renameCourse(trx: Trx, old: string, current: string): Promise<void> {
	for (const [table, owner] of COURSE_COLUMNS) {
		await sql`
			update ${sql.table(table)} set course_slug = ${current}
			where course_slug = ${old} and ${isFree(table, owner, sql`other.course_slug = ${current}`)}
		`.execute(trx);
	}
	for (const table of COURSE_RECORDS) {
		await sql`update ${sql.table(table)} set course_slug = ${current} where course_slug = ${old}`.execute(trx);
	}
	await trx.deleteFrom('questionStatistic').where('courseSlug', 'in', [old, current]).execute();
	await leaveUnprepared(trx, current);
}

/** What boards read is prepared anew from the facts that were moved. */
const leaveUnprepared = (trx: Trx, courseSlug: string) =>
	trx.updateTable('enrollment').set({ steps: null }).where('courseSlug', '=', courseSlug).execute();

async function renameLesson(trx: Trx, course: string, old: string, current: string): Promise<void> {
	for (const [table, column, owner] of LESSON_COLUMNS) {
		const slug = sql.ref(column);
		const isNew = sql`other.course_slug = ${course} and other.${slug} = ${current}`;
		await sql`
			update ${sql.table(table)} set ${slug} = ${current}
			where course_slug = ${course} and ${slug} = ${old} and ${isFree(table, owner, isNew)}
		`.execute(trx);
	}
	for (const table of LESSON_RECORDS) {
		await sql`
			update ${sql.table(table)} set quiz_slug = ${current} where course_slug = ${course} and quiz_slug = ${old}
		`.execute(trx);
	}
	await renameWeights(trx, course, old, current);
	await renameRegradedQuiz(trx, { courseSlug: course, from: old, to: current });
	await trx.deleteFrom('questionStatistic').where('courseSlug', '=', course).execute();
	await leaveUnprepared(trx, course);
}

/** Weights of a results book stand under the slugs of quizzes. */
async function renameWeights(trx: Trx, course: string, old: string, current: string): Promise<void> {
	const books = await trx
		.selectFrom('gradeBook')
		.select(['learnerGroupId', 'weights'])
		.where('courseSlug', '=', course)
		.execute();
	for (const book of books) {
		const { [old]: weight, ...weights } = JSON.parse(book.weights) as Record<string, number>;
		if (weight === undefined) continue;
		await trx
			.updateTable('gradeBook')
			.set({ weights: JSON.stringify({ [current]: weight, ...weights }) })
			.where('learnerGroupId', '=', book.learnerGroupId)
			.where('courseSlug', '=', course)
			.execute();
	}
}

/**
 * `old` and `current` are `lesson/question`; revisions know the question, attempts know the lesson.
 * @param drawing slugs of the quizzes that draw from the bank
 */
async function renameQuestion(
	trx: Trx,
	course: string,
	old: string,
	current: string,
	drawing: string[]
): Promise<void> {
	const [lesson = '', to = ''] = current.split('/');
	const from = old.split('/')[1] ?? '';
	// Only moved, as into the bank: nothing is known by where a question stands in the files.
	if (from === to) return;
	const quizSlugs = lesson === BANK ? drawing : [lesson];
	const corrected = await renameRegradedQuestion(trx, { courseSlug: course, from, to, quizSlugs });
	await trx
		.updateTable('questionRevision')
		.set({ questionSlug: to })
		.where('courseSlug', '=', course)
		.where('questionSlug', '=', from)
		.where((eb) =>
			eb.or([
				...(corrected.length > 0 ? [eb('hash', 'in', corrected)] : []),
				eb('hash', 'in', (asked) =>
					asked
						.selectFrom('attemptItem')
						.innerJoin('attempt', 'attempt.id', 'attemptItem.attemptId')
						.select('attemptItem.questionHash')
						.where('attempt.courseSlug', '=', course)
						.where('attempt.quizSlug', 'in', quizSlugs)
				)
			])
		)
		.execute();
	for (const table of ['questionReport', 'itemStatistic'] as const) {
		await trx
			.updateTable(table)
			.set({ questionSlug: to })
			.where('courseSlug', '=', course)
			.where('quizSlug', 'in', quizSlugs)
			.where('questionSlug', '=', from)
			.execute();
	}
}
