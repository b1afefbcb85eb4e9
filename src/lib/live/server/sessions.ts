import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { Course } from '#lib/courses/course.ts';
import { notFound } from '#lib/errors.ts';
import { withCorrections } from '#lib/regrading/server/corrections.ts';
import { lockOpenGroup } from '#lib/groups/server/access.ts';
import type { Quiz } from '#lib/quizzes/quiz.ts';
import { drawQuestions } from '#lib/quizzes/server/draw.ts';
import { storeRevisions } from '#lib/quizzes/server/revisions.ts';
import type { Values } from '#lib/quizzes/types/calculated/variables.ts';
import { writeAudit, type Actor } from '#lib/server/audit-log.ts';
import { inTransaction, type Db, type Trx } from '#lib/server/db/db.ts';
import type { LiveSessionTable } from '#lib/server/db/tables/groups.ts';
import { afterMove, LONGEST_SESSION_HOURS, type LiveMove } from '../live-session.ts';

/** Question revisions with the order of their options, fixed when the session began. */
export interface LiveQuestion {
	hash: string;
	order: number[];
	/** Of a calculated question; missing in sessions begun before there were any. */
	variables?: Values | null;
}

export interface LiveSession extends Omit<Selectable<LiveSessionTable>, 'questions' | 'isRevealed'> {
	questions: LiveQuestion[];
	isRevealed: boolean;
}

/** What was begun before this instant is over, whether or not anybody has said so. */
export const oldestRunning = (now: Date): string =>
	new Date(now.getTime() - LONGEST_SESSION_HOURS * 3_600_000).toISOString();

export const toSession = ({ questions, isRevealed, ...row }: Selectable<LiveSessionTable>, now: Date): LiveSession => ({
	...row,
	questions: JSON.parse(questions) as LiveQuestion[],
	isRevealed: isRevealed === 1,
	state: row.openedAt < oldestRunning(now) ? 'ended' : row.state
});

/** A session of a group that somebody answers for. */
export async function getSession(db: Db, groupId: string, sessionId: string, now: Date): Promise<LiveSession> {
	const row = await db
		.selectFrom('liveSession')
		.selectAll()
		.where('id', '=', sessionId)
		.where('learnerGroupId', '=', groupId)
		.executeTakeFirstOrThrow(() => notFound('quiz na żywo'));
	return toSession(row, now);
}

/** What runs in a group at the moment. */
export async function findRunningSession(db: Db, groupId: string, now: Date): Promise<LiveSession | undefined> {
	const row = await db
		.selectFrom('liveSession')
		.selectAll()
		.where('learnerGroupId', '=', groupId)
		.where('openedAt', '>=', oldestRunning(now))
		.where('state', '!=', 'ended')
		.orderBy('openedAt', 'desc')
		.limit(1)
		.executeTakeFirst();
	return row && toSession(row, now);
}

/**
 * Begins a quiz with a group; whatever ran there ends. Questions, keys and orders stay as they are now.
 * @throws AppError 404 when the course has no such practice quiz, 409 when the group is in the archive
 * @returns the id of the session
 */
export async function startSession(
	db: Db,
	actor: Actor,
	what: { group: { id: string; organizationId: string }; course: Course; quizSlug: string },
	now: Date
): Promise<string> {
	const { group, course, quizSlug } = what;
	const written = practiceQuizzes(course).find(({ slug }) => slug === quizSlug);
	if (!written) throw notFound('quiz');
	const quiz = await withCorrections(db, course.slug, written);
	const id = randomUUID();
	// A case goes on as each person decides, and writing at length takes each a time of their own.
	// Of a seed that stands in no address: who knew it could work out which order is right.
	const drawn = drawQuestions(quiz, randomUUID()).filter(({ content: { type } }) => type !== 'case' && type !== 'open');
	if (drawn.length === 0) throw notFound('quiz');
	await inTransaction(db, async (trx) => {
		await lockOpenGroup(trx, group.id);
		await endSessionsOf(trx, group.id, now);
		await storeRevisions(trx, { questions: drawn.map(({ question }) => question), courseSlug: course.slug, now });
		const questions = drawn.map(({ question, optionOrder, variables }): LiveQuestion => ({
			hash: question.hash,
			order: optionOrder,
			variables
		}));
		await trx
			.insertInto('liveSession')
			.values({
				id,
				learnerGroupId: group.id,
				courseSlug: course.slug,
				quizSlug,
				questions: JSON.stringify(questions),
				position: 0,
				state: 'open',
				version: 1,
				openedBy: actor.id,
				openedAt: now.toISOString(),
				endedAt: null
			})
			.execute();
		const detail = { group: group.id, course: course.slug, quiz: quizSlug };
		await record(trx, actor, group.organizationId, { action: 'liveSession.started', subjectId: id, detail }, now);
	});
	return id;
}

/** The quizzes that may be answered together: those whose keys are no secret. */
export const practiceQuizzes = (course: Course): Quiz[] =>
	course.lessons.flatMap(({ quiz }) => (quiz?.kind === 'practice' ? [quiz] : []));

/** Ends what runs in a group. */
export const endSessionsOf = (trx: Trx, groupId: string, now: Date) =>
	trx
		.updateTable('liveSession')
		.set((eb) => ({ state: 'ended', endedAt: now.toISOString(), version: eb('version', '+', 1) }))
		.where('learnerGroupId', '=', groupId)
		.where('state', '!=', 'ended')
		.execute();

/**
 * Moves a session on. A move made from a page that is no longer what it was changes nothing: the second of two clicks
 * does not skip a question.
 * @param seenVersion what the page with the button showed
 */
export async function moveSession(
	db: Db,
	actor: Actor,
	of: { group: { id: string; organizationId: string }; sessionId: string; move: LiveMove; seenVersion: number },
	now: Date
): Promise<void> {
	const { group, sessionId, move, seenVersion } = of;
	await inTransaction(db, async (trx) => {
		const session = await getSession(trx, group.id, sessionId, now);
		if (session.version !== seenVersion) return;
		const next = afterMove(session, move, session.questions.length);
		if (!next) return;
		const moved = await trx
			.updateTable('liveSession')
			.set({
				state: next.state,
				position: next.position,
				isRevealed: next.isRevealed ? 1 : 0,
				version: seenVersion + 1,
				endedAt: next.state === 'ended' ? now.toISOString() : null
			})
			.where('id', '=', sessionId)
			.where('version', '=', seenVersion)
			.returning('id')
			.executeTakeFirst();
		if (!moved || next.state !== 'ended') return;
		const detail = { group: group.id };
		await record(trx, actor, group.organizationId, { action: 'liveSession.ended', subjectId: sessionId, detail }, now);
	});
}

const record = (
	trx: Trx,
	{ id: actorId, address }: Actor,
	organizationId: string,
	what: { action: string; subjectId: string; detail: object },
	now: Date
) => writeAudit(trx, { actorId, address, organizationId, subjectKind: 'liveSession', ...what }, now);

/** How many of how many have answered the question of the moment. */
export async function countAnswers(db: Db, session: Pick<LiveSession, 'id' | 'position' | 'learnerGroupId'>) {
	const { answered } = await db
		.selectFrom('liveAnswer')
		.select((eb) => eb.fn.countAll().as('answered'))
		.where('liveSessionId', '=', session.id)
		.where('position', '=', session.position)
		.executeTakeFirstOrThrow();
	const { learners } = await db
		.selectFrom('membership')
		.select((eb) => eb.fn.countAll().as('learners'))
		.where('learnerGroupId', '=', session.learnerGroupId)
		.where('kind', '=', 'learner')
		.executeTakeFirstOrThrow();
	return { answered: Number(answered), learners: Number(learners) };
}
