import { expressionBuilder, type Expression } from 'kysely';
import { notFound } from '#lib/errors.ts';
import { comparePolish, foldPolish } from '#lib/format.ts';
import { isStaffedBy } from '#lib/groups/server/access.ts';
import { isManagedBy } from '#lib/organizations/server/access.ts';
import { writeAudit, type Actor } from '#lib/server/audit-log.ts';
import { inTransaction, type Db } from '#lib/server/db/db.ts';
import type { Schema } from '#lib/server/db/schema.ts';
import { endAllSignIns } from './sign-in.ts';

export interface Pupil {
	id: string;
	displayName: string;
	signInName: string;
	organizationId: string;
	organizationName: string;
	mustChangePassword: boolean;
	isBlocked: boolean;
	/** 100: no extra time. */
	factorPercent: number;
	createdAt: string;
}

export const PUPILS_PER_PAGE = 50;

/** The organizations whose pupils a person looks after. */
export async function listManagedOrganizations(db: Db, actorId: string): Promise<{ id: string; name: string }[]> {
	const rows = await db
		.selectFrom('organization as o')
		.select(['o.id', 'o.name'])
		.where((eb) => isManagedBy(actorId, eb.ref('o.id')))
		.execute();
	return rows.sort((a, b) => comparePolish(a.name, b.name));
}

/** Whether a pupil learns in an open group the person answers for, of the very organization that opened the account. */
function isTaughtBy(actorId: string, pupilId: Expression<string>, organizationId: Expression<string | null>) {
	const eb = expressionBuilder<Schema, never>();
	return eb.exists(
		eb
			.selectFrom('membership as m')
			.innerJoin('learnerGroup as g', 'g.id', 'm.learnerGroupId')
			.select('g.id')
			.where('m.userAccountId', '=', pupilId)
			.where('m.kind', '=', 'learner')
			.where('g.archivedAt', 'is', null)
			.where('g.organizationId', '=', organizationId)
			.where((inner) => isStaffedBy(actorId, inner.ref('g.id'), inner.ref('g.organizationId')))
	);
}

function allPupils(db: Db) {
	return db
		.selectFrom('userAccount as a')
		.innerJoin('organization as o', 'o.id', 'a.organizationId')
		.leftJoin('timeAdjustment as t', 't.userAccountId', 'a.id')
		.select(['a.id', 'a.displayName', 'a.signInName', 'a.mustChangePassword', 'a.blockedAt', 'a.createdAt'])
		.select(['o.id as organizationId', 'o.name as organizationName', 't.factorPercent'])
		.where('a.kind', '=', 'pupil');
}

const pupilsOf = (db: Db, actorId: string) =>
	allPupils(db).where((eb) => isManagedBy(actorId, eb.ref('a.organizationId')));

type PupilRow = Awaited<ReturnType<ReturnType<typeof allPupils>['executeTakeFirstOrThrow']>>;

const toPupil = ({ signInName, mustChangePassword, blockedAt, factorPercent, ...row }: PupilRow): Pupil => ({
	...row,
	signInName: signInName ?? '',
	mustChangePassword: mustChangePassword === 1,
	isBlocked: blockedAt !== null,
	factorPercent: factorPercent ?? 100
});

/**
 * A page of the pupils somebody looks after, by sign-in name.
 * @param page from 1
 */
export async function listPupils(
	db: Db,
	actorId: string,
	wanted: { search?: string; page?: number } = {}
): Promise<{ pupils: Pupil[]; hasMore: boolean }> {
	const prefix = foldPolish(wanted.search ?? '').replaceAll(/[^a-z0-9]/g, '');
	const page = wanted.page ?? 1;
	const rows = await pupilsOf(db, actorId)
		.$if(prefix !== '', (query) => query.where('a.signInName', 'like', `${prefix}%`))
		.orderBy('a.signInName')
		.limit(PUPILS_PER_PAGE + 1)
		.offset((page - 1) * PUPILS_PER_PAGE)
		.execute();
	return { pupils: rows.slice(0, PUPILS_PER_PAGE).map(toPupil), hasMore: rows.length > PUPILS_PER_PAGE };
}

/** A pupil of an organization somebody looks after; anyone else's counts as not found. */
export async function getPupilOf(db: Db, actorId: string, pupilId: string): Promise<Pupil> {
	const row = await pupilsOf(db, actorId)
		.where('a.id', '=', pupilId)
		.executeTakeFirstOrThrow(() => notFound('konto ucznia'));
	return toPupil(row);
}

/**
 * A pupil somebody may give a new card, block or give more time: one of an organization they look after, or one of a
 * group they answer for that belongs to the group's organization. Anyone else's counts as not found.
 */
export async function getPupilInCare(db: Db, actorId: string, pupilId: string): Promise<Pupil> {
	const row = await allPupils(db)
		.where('a.id', '=', pupilId)
		.where((eb) =>
			eb.or([
				isManagedBy(actorId, eb.ref('a.organizationId')),
				isTaughtBy(actorId, eb.ref('a.id'), eb.ref('a.organizationId'))
			])
		)
		.executeTakeFirstOrThrow(() => notFound('konto ucznia'));
	return toPupil(row);
}

/** Blocks a pupil, ending all sign-ins, or lets them in again. */
export async function setPupilBlocked(
	db: Db,
	actor: Actor,
	pupilId: string,
	isBlocked: boolean,
	now: Date = new Date()
): Promise<void> {
	await inTransaction(db, async (trx) => {
		const pupil = await getPupilInCare(trx, actor.id, pupilId);
		await trx
			.updateTable('userAccount')
			.set({ blockedAt: isBlocked ? now.toISOString() : null })
			.where('id', '=', pupil.id)
			.execute();
		if (isBlocked) await endAllSignIns(trx, pupil.id);
		await auditPupil(trx, actor, isBlocked ? 'pupil.blocked' : 'pupil.unblocked', pupil, now);
	});
}

/** Gives a pupil more time in tests, from the next attempt on; the reason is nobody's business and is not kept. */
export async function setTimeAdjustment(
	db: Db,
	actor: Actor,
	pupilId: string,
	factorPercent: number,
	now: Date = new Date()
): Promise<void> {
	await inTransaction(db, async (trx) => {
		const pupil = await getPupilInCare(trx, actor.id, pupilId);
		const values = { factorPercent, setAt: now.toISOString(), setBy: actor.id };
		await trx
			.insertInto('timeAdjustment')
			.values({ userAccountId: pupil.id, ...values })
			.onConflict((conflict) => conflict.column('userAccountId').doUpdateSet(values))
			.execute();
		await auditPupil(trx, actor, 'pupil.timeAdjusted', pupil, now, { factorPercent });
	});
}

/** Writes what was done to a pupil's account to the audit log. */
export async function auditPupil(
	trx: Db,
	{ id: actorId, address }: Actor,
	action: string,
	pupil: { id: string; organizationId: string },
	now: Date,
	detail?: unknown
) {
	const { organizationId, id: subjectId } = pupil;
	await writeAudit(
		trx,
		{ actorId, organizationId, action, subjectKind: 'userAccount', subjectId, address, detail },
		now
	);
}
