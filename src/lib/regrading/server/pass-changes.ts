import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Course } from '#lib/courses/course.ts';
import { completionOf, type LearningFacts } from '#lib/progress/completion.ts';
import { getLearningFacts } from '#lib/progress/server/facts.ts';
import type { Db } from '#lib/server/db/db.ts';

const PEOPLE_AT_ONCE = 200;

interface OfQuiz {
	gained: Set<string>;
	lost: Set<string>;
}

/** Which attempts would be passed or no longer be, by person and quiz. */
export class PassChanges {
	readonly people = new Map<string, Map<string, OfQuiz>>();

	add(of: { attemptId: string; personId: string; quizSlug: string }, wasPassed: boolean, isPassed: boolean): void {
		if (wasPassed === isPassed) return;
		const quizzes = this.people.get(of.personId) ?? new Map<string, OfQuiz>();
		const quiz = quizzes.get(of.quizSlug) ?? { gained: new Set(), lost: new Set() };
		quiz[isPassed ? 'gained' : 'lost'].add(of.attemptId);
		this.people.set(of.personId, quizzes.set(of.quizSlug, quiz));
	}
}

/** Certificates that would be issued, and valid ones of people who would lose their only pass at a quiz. */
export async function countCertificates(
	db: Db,
	course: Course,
	{ people }: PassChanges
): Promise<{ certificatesIssued: number; certificatesKept: number }> {
	let certificatesIssued = 0;
	const losers: string[] = [];
	const everybody = [...people.keys()];
	for (let from = 0; from < everybody.length; from += PEOPLE_AT_ONCE) {
		const part = everybody.slice(from, from + PEOPLE_AT_ONCE);
		const passed = await listPassedAttempts(db, course.slug, part);
		for (const personId of part) {
			const quizzes = people.get(personId)!;
			const gained = [...quizzes].filter(([, { gained }]) => gained.size > 0).map(([slug]) => slug);
			if (gained.length > 0 && completesWith(course, await getLearningFacts(db, personId, course.slug), gained))
				certificatesIssued++;
			const stillPassed = (slug: string, { gained, lost }: OfQuiz) =>
				gained.size > 0 || passed.some((a) => a.personId === personId && a.quizSlug === slug && !lost.has(a.id));
			if ([...quizzes].some(([slug, quiz]) => !stillPassed(slug, quiz))) losers.push(personId);
		}
		await nextTurn();
	}
	return { certificatesIssued, certificatesKept: await countValid(db, course.slug, losers) };
}

/** Whether these passes are the last thing the course waits for. */
function completesWith(course: Course, facts: LearningFacts, quizSlugs: string[]): boolean {
	if (facts.enrolledAt === null || facts.completedAt !== null) return false;
	const none = { gradedCount: 1, bestScore: 0, bestMaxScore: 0 };
	const passed = quizSlugs.map((slug) => [slug, { ...none, ...facts.quizzes.get(slug), isPassed: true }] as const);
	return completionOf(course, { ...facts, quizzes: new Map([...facts.quizzes, ...passed]) }).isCompleted;
}

function listPassedAttempts(db: Db, courseSlug: string, people: string[]) {
	return db
		.selectFrom('attempt')
		.select(['id', 'userAccountId as personId', 'quizSlug'])
		.where('userAccountId', 'in', people)
		.where('courseSlug', '=', courseSlug)
		.where('isPassed', '=', 1)
		.execute();
}

async function countValid(db: Db, courseSlug: string, people: string[]): Promise<number> {
	let count = 0;
	for (let from = 0; from < people.length; from += PEOPLE_AT_ONCE) {
		const row = await db
			.selectFrom('certificate')
			.select((eb) => eb.fn.countAll().as('count'))
			.where('userAccountId', 'in', people.slice(from, from + PEOPLE_AT_ONCE))
			.where('courseSlug', '=', courseSlug)
			.where('state', '=', 'valid')
			.executeTakeFirstOrThrow();
		count += Number(row.count);
	}
	return count;
}
