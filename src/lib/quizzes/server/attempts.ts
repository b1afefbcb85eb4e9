import { randomBytes, randomUUID } from 'node:crypto';
import { findOpenRenewal } from '#lib/certificates/server/renew.ts';
import type { Confidence } from '#lib/confidence/confidence.ts';
import type { Course } from '#lib/courses/course.ts';
import { AppError, notFound } from '#lib/errors.ts';
import { gateOf, refuseGate } from '#lib/progress/gate.ts';
import { getLearningFacts } from '#lib/progress/server/facts.ts';
import { withCorrections } from '#lib/regrading/server/corrections.ts';
import { inTransaction, type Db, type Trx } from '#lib/server/db/db.ts';
import { prepareQuery } from '#lib/server/db/prepare-query.ts';
import type { Attempt } from '#lib/server/db/schema.ts';
import { policyOf, type AttemptPolicy } from '../policy.ts';
import type { AnswerValue, AuthoredContent, QuestionContent } from '../question.ts';
import type { Quiz } from '../quiz.ts';
import { instantiate } from '../types/calculated/instantiate.ts';
import { readValues } from '../types/calculated/variables.ts';
import { recallForDraw } from './draw-memory.ts';
import { drawQuestions, practiceSeed } from './draw.ts';
import { isPretestOver, pretestOver } from './pretest.ts';
import { countTriesLeft } from './tries.ts';
import { loadRevisions, storeRevisions } from './revisions.ts';

export interface QuizOfPerson {
	personId: string;
	course: Pick<Course, 'slug' | 'title' | 'revision' | 'certificate' | 'lessons'>;
	quiz: Quiz;
	now: Date;
}

/** An attempt as pages use it: rules parsed, times as they are stored. */
export interface AttemptOfPerson extends Omit<Attempt, 'policy'> {
	policy: AttemptPolicy;
}

export interface AttemptItem {
	position: number;
	questionHash: string;
	content: QuestionContent;
	/** The revision the score goes by: the content itself, unless its key was put right. */
	key: QuestionContent;
	gradedHash: string | null;
	voided: 'full' | 'none' | null;
	optionOrder: number[];
	/** undefined: no answer was saved. */
	value: AnswerValue | undefined;
	/** null: not asked or not said. */
	confidence: Confidence | null;
	changeKey: string | null;
	/** Hundredths of a point; null until graded. */
	score: number | null;
}

/**
 * The attempt at a quiz that is open or waits for marks, or a new one while tries are left: until the marks are there
 * nobody knows whether another is needed. Any number of parallel calls gives the same attempt.
 * An open attempt whose time has passed is still returned: the page it opens on closes it.
 * @throws AppError 409 when all tries are used up, when it is too late for a pretest, or as `createAttempt` says
 */
export async function startAttempt(db: Db, start: QuizOfPerson): Promise<{ id: string; isNew: boolean }> {
	return inTransaction(db, async (trx) => {
		const latest = await findLatestAttempt(trx, start);
		if (latest?.state === 'open' || latest?.state === 'submitted') return { id: latest.id, isNew: false };

		const number = (latest?.number ?? 0) + 1;
		const renewal = latest && (await findOpenRenewal(trx, start));
		const triesLeft = await countTriesLeft(trx, start, { usedTries: number - 1, renewal });
		if (triesLeft === 0) throw usedUp();
		if (start.quiz.kind === 'pretest' && (await isPretestOver(trx, start))) throw pretestOver();
		const isPractice = start.quiz.kind === 'practice';
		const seed = isPractice ? seedOfPractice(start, number) : randomBytes(16).toString('hex');
		const id = await createAttempt(trx, start, { number, seed });
		if (id) return { id, isNew: true };

		const winner = await findOpenAttempt(trx, start);
		if (!winner) throw new AppError(409, 'busy', 'To podejście właśnie się skończyło. Odśwież stronę.');
		return { id: winner.id, isNew: false };
	});
}

export const seedOfPractice = ({ personId, course, quiz }: Omit<QuizOfPerson, 'now'>, number: number) =>
	practiceSeed(personId, course.slug, quiz.slug, number);

/**
 * Writes an attempt with its questions, by the rules of the person's group: its pass mark where it asks for more.
 * @returns undefined when another transaction began one first
 * @throws AppError 409 while the group's opening day or order keeps the quiz closed
 */
export async function createAttempt(
	trx: Trx,
	{ personId, course, quiz: written, now }: QuizOfPerson,
	{ number, seed }: { number: number; seed: string }
): Promise<string | undefined> {
	const facts = await getLearningFacts(trx, personId, course.slug);
	refuseGate(gateOf(course, facts, written.slug, now));
	const quiz = await withCorrections(trx, course.slug, written);
	const memory = quiz.draw ? await recallForDraw(trx, { personId, course, quiz }) : undefined;
	const items = drawQuestions(quiz, seed, memory);
	await storeRevisions(trx, { questions: items.map((item) => item.question), courseSlug: course.slug, now });
	const created = await trx
		.insertInto('attempt')
		.values({
			id: randomUUID(),
			userAccountId: personId,
			courseSlug: course.slug,
			quizSlug: quiz.slug,
			number,
			state: 'open',
			seed,
			policy: JSON.stringify(policyOf(quiz, course.title, facts.assignment)),
			courseRevision: course.revision,
			startedAt: now.toISOString(),
			deadlineAt: await deadlineOf(trx, personId, quiz, now),
			lastSavedAt: null,
			closedAt: null,
			score: null,
			maxScore: null,
			isPassed: null
		})
		.onConflict((conflict) => conflict.doNothing())
		.returning('id')
		.executeTakeFirst();
	if (!created) return undefined;

	await trx
		.insertInto('attemptItem')
		.values(
			items.map(({ question, optionOrder, variables }, position) => ({
				attemptId: created.id,
				position,
				questionHash: question.hash,
				optionOrder: JSON.stringify(optionOrder),
				variables: variables && JSON.stringify(variables),
				score: null
			}))
		)
		.execute();
	return created.id;
}

/** The person's own attempt; anyone else's counts as not found. */
export async function getAttemptForPerson(db: Db, personId: string, attemptId: string): Promise<AttemptOfPerson> {
	const row = await db
		.selectFrom('attempt')
		.selectAll()
		.where('id', '=', attemptId)
		.where('userAccountId', '=', personId)
		.executeTakeFirstOrThrow(() => notFound('podejście do testu'));
	return withPolicy(row);
}

const selectItems = prepareQuery((db, { attemptId }: { attemptId: string }) =>
	db
		.selectFrom('attemptItem')
		.leftJoin('answer', (join) =>
			join.onRef('answer.attemptId', '=', 'attemptItem.attemptId').onRef('answer.position', '=', 'attemptItem.position')
		)
		.select([
			'attemptItem.position',
			'attemptItem.questionHash',
			'attemptItem.optionOrder',
			'attemptItem.variables',
			'attemptItem.score',
			'attemptItem.gradedHash',
			'attemptItem.voided',
			'answer.value',
			'answer.confidence',
			'answer.changeKey'
		])
		.where('attemptItem.attemptId', '=', attemptId)
		.orderBy('attemptItem.position')
);

/** The questions of an attempt in the order shown, with what was answered. Ask for the attempt first: see `getAttemptForPerson`. */
export async function listItems(db: Db, attemptId: string): Promise<AttemptItem[]> {
	const rows = await selectItems(db, { attemptId });
	const hashes = rows.flatMap(({ questionHash, gradedHash }) => [questionHash, gradedHash ?? questionHash]);
	const contents = await loadRevisions(db, hashes);
	return rows.map(({ optionOrder, variables, value, ...row }) => {
		const asked = (hash: string) => instantiate(contents.get(hash) as AuthoredContent, readValues(variables));
		return {
			...row,
			content: asked(row.questionHash),
			key: asked(row.gradedHash ?? row.questionHash),
			optionOrder: JSON.parse(optionOrder) as number[],
			value: value === null ? undefined : (JSON.parse(value) as AnswerValue)
		};
	});
}

/** The person's attempts at a quiz, the newest first. */
export async function listAttempts(db: Db, of: Omit<QuizOfPerson, 'now'>): Promise<AttemptOfPerson[]> {
	const rows = await attemptsAt(db, of).selectAll().orderBy('number', 'desc').execute();
	return rows.map(withPolicy);
}

export const withPolicy = (row: Attempt): AttemptOfPerson => ({
	...row,
	policy: JSON.parse(row.policy) as AttemptPolicy
});

/** The person's newest attempt at a quiz; undefined: none yet. */
export async function findLatestAttempt(db: Db, of: Omit<QuizOfPerson, 'now'>): Promise<AttemptOfPerson | undefined> {
	const { personId, course, quiz } = of;
	const [row] = await selectLatestAttempt(db, { personId, courseSlug: course.slug, quizSlug: quiz.slug });
	return row && withPolicy(row);
}

const selectLatestAttempt = prepareQuery((db, of: { personId: string; courseSlug: string; quizSlug: string }) =>
	db
		.selectFrom('attempt')
		.selectAll()
		.where('userAccountId', '=', of.personId)
		.where('courseSlug', '=', of.courseSlug)
		.where('quizSlug', '=', of.quizSlug)
		.orderBy('number', 'desc')
		.limit(1)
);

const attemptsAt = (db: Db, { personId, course, quiz }: Omit<QuizOfPerson, 'now'>) =>
	db
		.selectFrom('attempt')
		.where('userAccountId', '=', personId)
		.where('courseSlug', '=', course.slug)
		.where('quizSlug', '=', quiz.slug);

const findOpenAttempt = (db: Db, of: Omit<QuizOfPerson, 'now'>) =>
	attemptsAt(db, of).select('id').where('state', '=', 'open').executeTakeFirst();

/** The server's clock, the quiz's limit and the person's own factor. */
async function deadlineOf(trx: Trx, personId: string, quiz: Quiz, now: Date): Promise<string | null> {
	if (quiz.timeLimitMinutes === null) return null;
	const adjustment = await trx
		.selectFrom('timeAdjustment')
		.select('factorPercent')
		.where('userAccountId', '=', personId)
		.executeTakeFirst();
	const factorPercent = adjustment?.factorPercent ?? 100;
	return new Date(now.getTime() + quiz.timeLimitMinutes * 600 * factorPercent).toISOString();
}

const usedUp = () =>
	new AppError(
		409,
		'attempts_used_up',
		'Nie masz już podejść do tego testu. Twoje wyniki są na stronie lekcji. W sprawie kolejnego podejścia napisz do osoby, która prowadzi kurs.'
	);
