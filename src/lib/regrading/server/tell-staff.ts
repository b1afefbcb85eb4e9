import { comparePolish, counted, plural } from '#lib/format.ts';
import { notify } from '#lib/notifications/server/notify.ts';
import { writeAudit } from '#lib/server/audit-log.ts';
import type { Db, Trx } from '#lib/server/db/db.ts';
import type { StandingRegrade } from './standing-regrade.ts';

/** Numbers of certificates that one letter names; more are counted. */
const NUMBERS_TOLD = 20;

/** Tells each group's teachers once how many of their learners' results a finished regrade changed. */
export async function tellTeachers(db: Db, regrade: StandingRegrade, courseTitle: string, now: Date): Promise<void> {
	const { id, courseSlug, reason } = regrade;
	const groups = await changesOf(db, id)
		.innerJoin('membership as m', (join) =>
			join.onRef('m.userAccountId', '=', 'a.userAccountId').on('m.kind', '=', 'learner')
		)
		.innerJoin('courseAssignment as ca', (join) =>
			join
				.onRef('ca.learnerGroupId', '=', 'm.learnerGroupId')
				.on('ca.courseSlug', '=', courseSlug)
				.on('ca.removedAt', 'is', null)
		)
		.innerJoin('learnerGroup as g', 'g.id', 'm.learnerGroupId')
		.select((eb) => ['g.id', 'g.name', eb.fn.count('a.userAccountId').distinct().as('count')])
		.groupBy(['g.id', 'g.name'])
		.execute();
	for (const group of groups) {
		const teachers = await db
			.selectFrom('membership')
			.select('userAccountId')
			.where('learnerGroupId', '=', group.id)
			.where('kind', '=', 'teacher')
			.execute();
		const people = counted(Number(group.count), 'osoby', 'osób', 'osób');
		const told = {
			kind: 'group' as const,
			title: `Poprawiono klucz pytania: ${courseTitle}`,
			text: `Grupa ${group.name}: zmienił się wynik ${people}. Dostały o\u00a0tym wiadomość. Powód: ${reason}`,
			path: `/grupy/${group.id}/kursy/${courseSlug}`,
			dedupeKey: `regrade:${id}:${group.id}`
		};
		await notify(
			db,
			teachers.map(({ userAccountId }) => userAccountId),
			told,
			now
		);
	}
}

/**
 * Valid certificates of the course whose holders passed by an attempt that a regrade, or its undoing, made fail, with
 * whose register.
 */
export function listDoubtfulCertificates(
	db: Db,
	{ id, courseSlug, state }: Pick<StandingRegrade, 'id' | 'courseSlug' | 'state'>
) {
	const [passed, failed] = isTakenBack(state)
		? (['x.newIsPassed', 'x.oldIsPassed'] as const)
		: (['x.oldIsPassed', 'x.newIsPassed'] as const);
	return changesOf(db, id)
		.innerJoin('certificate as c', 'c.userAccountId', 'a.userAccountId')
		.innerJoin('quizResult as r', (join) =>
			join
				.onRef('r.userAccountId', '=', 'a.userAccountId')
				.onRef('r.courseSlug', '=', 'a.courseSlug')
				.onRef('r.quizSlug', '=', 'a.quizSlug')
		)
		.select(['c.number', 'c.organizationId'])
		.distinct()
		.where(passed, '=', 1)
		.where(failed, '=', 0)
		.where('r.passedAt', 'is', null)
		.where('c.courseSlug', '=', courseSlug)
		.where('c.state', '=', 'valid')
		.execute();
}

const isTakenBack = (state: StandingRegrade['state']): boolean => state === 'undoing' || state === 'undone';

/**
 * Nothing is taken from anybody without a decision: those who keep the register are told which certificates rest on a
 * pass that is no more.
 */
export async function tellKeepers(db: Db, regrade: StandingRegrade, courseTitle: string, now: Date): Promise<void> {
	const doubtful = await listDoubtfulCertificates(db, regrade);
	for (const organizationId of new Set(doubtful.map((one) => one.organizationId))) {
		const numbers = doubtful
			.filter((one) => one.organizationId === organizationId)
			.map(({ number }) => number)
			.sort(comparePolish);
		const keepers = await db
			.selectFrom('role')
			.select('userAccountId')
			.where('name', '=', organizationId === null ? 'admin' : 'coordinator')
			.where('organizationId', organizationId === null ? 'is' : '=', organizationId)
			.execute();
		const more = numbers.length - NUMBERS_TOLD;
		const listed = numbers.slice(0, NUMBERS_TOLD).join(', ') + (more > 0 ? ` i\u00a0jeszcze ${more}` : '');
		const verb = plural(numbers.length, 'opiera', 'opierają', 'opiera');
		const isUndo = isTakenBack(regrade.state);
		const told = {
			kind: 'group' as const,
			title: `Zaświadczenia do decyzji: ${courseTitle}`,
			text: `${isUndo ? 'Po cofnięciu poprawki' : 'Po poprawce'} klucza ${counted(numbers.length, 'zaświadczenie', 'zaświadczenia', 'zaświadczeń')} ${verb} się na teście, który nie jest już zaliczony: ${listed}. Pozostają ważne, dopóki nie zdecydujesz inaczej.`,
			path: '/panel/zaswiadczenia',
			dedupeKey: `regrade:keeper:${isUndo ? 'undo:' : ''}${regrade.id}:${organizationId ?? ''}`
		};
		await notify(
			db,
			keepers.map(({ userAccountId }) => userAccountId),
			told,
			now
		);
	}
}

interface AffectedOrganization {
	organizationId: string;
	people: number;
}

/** The organizations of learners whose results a regrade changed, with how many they are. */
export async function countByOrganization(
	db: Db,
	regrade: Pick<StandingRegrade, 'id' | 'courseSlug'>
): Promise<AffectedOrganization[]> {
	const rows = await changesOf(db, regrade.id)
		.innerJoin('userAccount as u', 'u.id', 'a.userAccountId')
		.leftJoin('enrollment as e', (join) =>
			join.onRef('e.userAccountId', '=', 'u.id').on('e.courseSlug', '=', regrade.courseSlug)
		)
		.leftJoin('learnerGroup as g', 'g.id', 'e.learnerGroupId')
		.select((eb) => eb.fn.coalesce('g.organizationId', 'u.organizationId').as('organizationId'))
		.select((eb) => eb.fn.count('u.id').distinct().as('people'))
		.groupBy((eb) => eb.fn.coalesce('g.organizationId', 'u.organizationId'))
		.execute();
	return rows.flatMap(({ organizationId, people }) =>
		organizationId ? [{ organizationId, people: Number(people) }] : []
	);
}

/** Leaves in the log of every organization that data of its learners was changed, and how many people's. */
export async function auditOrganizations(
	trx: Trx,
	regrade: StandingRegrade,
	organizations: AffectedOrganization[],
	now: Date
): Promise<void> {
	const isUndo = regrade.state === 'undoing';
	// In one order everywhere: each entry locks a chain.
	const inOrder = organizations.toSorted((a, b) => (a.organizationId < b.organizationId ? -1 : 1));
	for (const { organizationId, people } of inOrder) {
		const entry = {
			actorId: isUndo ? regrade.undoneBy : regrade.appliedBy,
			organizationId,
			action: isUndo ? 'regrade.resultsRestored' : 'regrade.resultsChanged',
			subjectKind: 'regrade',
			subjectId: regrade.id,
			detail: { course: regrade.courseSlug, question: regrade.questionSlug, people }
		};
		await writeAudit(trx, entry, now);
	}
}

/** The attempts whose result a regrade changed. */
function changesOf(db: Db, regradeId: string) {
	return db
		.selectFrom('regradeChange as x')
		.innerJoin('attempt as a', 'a.id', 'x.attemptId')
		.where('x.regradeId', '=', regradeId)
		.where((eb) =>
			eb.or([eb('x.oldScore', '!=', eb.ref('x.newScore')), eb('x.oldMaxScore', '!=', eb.ref('x.newMaxScore'))])
		);
}
