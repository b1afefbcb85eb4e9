import { NO_FACTS, percentOf, testPercentOf, type QuizFact } from '#lib/progress/completion.ts';
import type { Course } from '#lib/courses/course.ts';
import { dayInPoland } from '#lib/format.ts';
import type { Db } from '#lib/server/db/db.ts';
import type { PersonFacts } from '../report.ts';

/** What a report says of each learner of a group: four queries, whatever their number. */
export async function listPersonFacts(db: Db, groupId: string, course: Course): Promise<PersonFacts[]> {
	const people = await listPeople(db, groupId, course.slug);
	const results = await listResults(db, groupId, course.slug);
	const certificates = await listNumbers(db, groupId, course.slug);
	const pretest = course.lessons.find(({ quiz }) => quiz?.kind === 'pretest')?.slug;
	const late = pretest === undefined ? new Set<string>() : await findLatePretests(db, groupId, course, pretest);
	const day = (instant: string | null) => instant && dayInPoland(instant);
	return people.map(({ id, displayName, enrolledAt, completedAt, hasRead }) => {
		const quizzes = results.get(id) ?? new Map<string, QuizFact>();
		const before = pretest === undefined || late.has(id) ? undefined : quizzes.get(pretest);
		const learned = [...quizzes.keys()].filter((slug) => slug !== pretest);
		return {
			id,
			displayName,
			enrolledOn: day(enrolledAt),
			finishedOn: day(completedAt),
			hasStarted: hasRead !== null || learned.length > 0,
			testPercent: testPercentOf(course, { ...NO_FACTS, quizzes }),
			pretestPercent: before ? percentOf(before.bestScore, before.bestMaxScore) : null,
			certificateNumber: certificates.get(id) ?? null
		};
	});
}

function listPeople(db: Db, groupId: string, courseSlug: string) {
	return db
		.selectFrom('membership as m')
		.innerJoin('userAccount as a', 'a.id', 'm.userAccountId')
		.leftJoin('enrollment as e', (join) =>
			join.onRef('e.userAccountId', '=', 'm.userAccountId').on('e.courseSlug', '=', courseSlug)
		)
		.select(['a.id', 'a.displayName', 'e.enrolledAt', 'e.completedAt'])
		.select((eb) =>
			eb
				.selectFrom('lessonProgress as l')
				.select('l.lessonSlug')
				.whereRef('l.userAccountId', '=', 'm.userAccountId')
				.where('l.courseSlug', '=', courseSlug)
				.limit(1)
				.as('hasRead')
		)
		.where('m.learnerGroupId', '=', groupId)
		.where('m.kind', '=', 'learner')
		.execute();
}

const learnersOf = (db: Db, groupId: string) =>
	db
		.selectFrom('membership')
		.select('userAccountId')
		.where('learnerGroupId', '=', groupId)
		.where('kind', '=', 'learner');

async function listResults(db: Db, groupId: string, courseSlug: string): Promise<Map<string, Map<string, QuizFact>>> {
	const rows = await db
		.selectFrom('quizResult')
		.select(['userAccountId', 'quizSlug', 'gradedCount', 'bestScore', 'bestMaxScore', 'passedAt'])
		.where('courseSlug', '=', courseSlug)
		.where('userAccountId', 'in', learnersOf(db, groupId))
		.execute();
	const byPerson = new Map<string, Map<string, QuizFact>>();
	for (const { userAccountId, quizSlug, passedAt, ...fact } of rows) {
		const quizzes = byPerson.get(userAccountId) ?? new Map<string, QuizFact>();
		byPerson.set(userAccountId, quizzes.set(quizSlug, { ...fact, isPassed: passedAt !== null }));
	}
	return byPerson;
}

/** Who ended the pretest only after they had begun a test: what they knew before learning is not known. */
async function findLatePretests(db: Db, groupId: string, course: Course, pretest: string): Promise<Set<string>> {
	const tests = course.lessons.flatMap(({ slug, quiz }) => (quiz?.kind === 'test' ? [slug] : []));
	if (tests.length === 0) return new Set();
	const rows = await db
		.selectFrom('attempt as before')
		.innerJoin('attempt as test', (join) =>
			join
				.onRef('test.userAccountId', '=', 'before.userAccountId')
				.onRef('test.courseSlug', '=', 'before.courseSlug')
				.onRef('test.startedAt', '<', 'before.closedAt')
		)
		.select('before.userAccountId')
		.where('before.userAccountId', 'in', learnersOf(db, groupId))
		.where('before.courseSlug', '=', course.slug)
		.where('before.quizSlug', '=', pretest)
		.where('test.quizSlug', 'in', tests)
		.execute();
	return new Set(rows.map(({ userAccountId }) => userAccountId));
}

/** Numbers of certificates in force, by person. */
async function listNumbers(db: Db, groupId: string, courseSlug: string): Promise<Map<string, string>> {
	const rows = await db
		.selectFrom('certificate')
		.select(['userAccountId', 'number'])
		.where('courseSlug', '=', courseSlug)
		.where('state', '=', 'valid')
		.where('userAccountId', 'in', learnersOf(db, groupId))
		.execute();
	return new Map(rows.map(({ userAccountId, number }) => [userAccountId ?? '', number]));
}
