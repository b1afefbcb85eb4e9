import { createHash, randomInt } from 'node:crypto';
import { expressionBuilder, type Expression } from 'kysely';
import { AppError, notFound } from '#lib/errors.ts';
import { comparePolish, foldPolish } from '#lib/format.ts';
import { writeAudit } from '#lib/server/audit-log.ts';
import { inTransaction, type Db } from '#lib/server/db/db.ts';
import type { Schema } from '#lib/server/db/schema.ts';
import { hashPassword } from './password-hash.ts';
import { createPupilCode, normalizePupilCode } from './pupil-code.ts';
import { endAllSignIns } from './sign-in.ts';

/** Who acts: an admin for every organization, a coordinator for their own. */
export interface Actor {
	id: string;
	address: string;
}

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

/** A card to hand out: the only time the code is seen. */
export interface PupilCard {
	displayName: string;
	signInName: string;
	code: string;
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

/** The one rule about whose pupils one manages, for every query here. */
function isManagedBy(actorId: string, organizationId: Expression<string | null>) {
	const eb = expressionBuilder<Schema, never>();
	const held = eb.selectFrom('role').where('role.userAccountId', '=', actorId);
	return eb.or([
		eb.exists(held.select('role.id').where('role.name', '=', 'admin')),
		eb(organizationId, 'in', held.select('role.organizationId').where('role.name', '=', 'coordinator'))
	]);
}

function pupilsOf(db: Db, actorId: string) {
	return db
		.selectFrom('userAccount as a')
		.innerJoin('organization as o', 'o.id', 'a.organizationId')
		.leftJoin('timeAdjustment as t', 't.userAccountId', 'a.id')
		.select(['a.id', 'a.displayName', 'a.signInName', 'a.mustChangePassword', 'a.blockedAt', 'a.createdAt'])
		.select(['o.id as organizationId', 'o.name as organizationName', 't.factorPercent'])
		.where('a.kind', '=', 'pupil')
		.where((eb) => isManagedBy(actorId, eb.ref('a.organizationId')));
}

type PupilRow = Awaited<ReturnType<ReturnType<typeof pupilsOf>['executeTakeFirstOrThrow']>>;

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

/** A pupil somebody looks after; anyone else's counts as not found. */
export async function getPupilOf(db: Db, actorId: string, pupilId: string): Promise<Pupil> {
	const row = await pupilsOf(db, actorId)
		.where('a.id', '=', pupilId)
		.executeTakeFirstOrThrow(() => notFound('konto ucznia'));
	return toPupil(row);
}

/**
 * Opens accounts for pupils, each with a one-time code.
 * @param wanted.formKey sent twice, the accounts are made once and the codes are new
 * @returns one card for each nickname, in the order given
 */
export async function createPupils(
	db: Db,
	actor: Actor,
	wanted: { organizationId: string; nicknames: string[]; formKey: string },
	now: Date = new Date()
): Promise<PupilCard[]> {
	const organizations = await listManagedOrganizations(db, actor.id);
	if (!organizations.some(({ id }) => id === wanted.organizationId)) throw notFound('organizacja');
	const drafts: Draft[] = [];
	for (const [index, displayName] of wanted.nicknames.entries()) {
		const code = createPupilCode();
		// One after the other: a class that signs in meanwhile does not wait for forty codes.
		drafts.push({
			id: idFor(wanted.formKey, index),
			displayName,
			code,
			hash: await hashPassword(normalizePupilCode(code))
		});
	}
	return inTransaction(db, async (trx) => {
		const cards: PupilCard[] = [];
		for (const draft of drafts) {
			const signInName = await insertPupil(trx, draft, wanted.organizationId, now);
			cards.push({ displayName: draft.displayName, signInName, code: draft.code });
			await audit(trx, actor, 'pupil.created', { id: draft.id, organizationId: wanted.organizationId }, now);
		}
		return cards;
	});
}

interface Draft {
	id: string;
	displayName: string;
	code: string;
	hash: string;
}

async function insertPupil(trx: Db, draft: Draft, organizationId: string, now: Date): Promise<string> {
	for (let tries = 0; ; tries++) {
		const row = await trx
			.insertInto('userAccount')
			.values({
				id: draft.id,
				kind: 'pupil',
				displayName: draft.displayName,
				email: null,
				emailConfirmedAt: null,
				signInName: proposeSignInName(draft.displayName, tries),
				organizationId,
				passwordHash: draft.hash,
				mustChangePassword: 1,
				totpSecret: null,
				totpLastStep: null,
				blockedAt: null,
				createdAt: now.toISOString()
			})
			.onConflict((conflict) => conflict.doNothing())
			.returning('signInName')
			.executeTakeFirst();
		const signInName = row?.signInName ?? (await renewPupil(trx, draft, organizationId));
		if (signInName) return signInName;
	}
}

/**
 * The same form came again: its account gets the new code, as long as nobody has used the old one.
 * @returns null when only the name was taken
 * @throws AppError 409 when the form now says another organization or nickname: a card must never open another's account
 */
async function renewPupil(trx: Db, draft: Draft, organizationId: string): Promise<string | null> {
	const existing = await trx
		.selectFrom('userAccount')
		.select(['displayName', 'organizationId', 'mustChangePassword', 'signInName'])
		.where('id', '=', draft.id)
		.executeTakeFirst();
	if (!existing) return null;
	const isSame = existing.organizationId === organizationId && existing.displayName === draft.displayName;
	if (!isSame || existing.mustChangePassword === 0) throw formAlreadyUsed();
	await trx.updateTable('userAccount').set({ passwordHash: draft.hash }).where('id', '=', draft.id).execute();
	return existing.signInName;
}

const formAlreadyUsed = () =>
	new AppError(
		409,
		'form_already_used',
		'Konta z tego formularza już są, a dane się zmieniły albo ktoś z kont korzysta. Otwórz formularz na nowo.'
	);

/** The same form and line give the same account. */
function idFor(formKey: string, index: number): string {
	const digest = createHash('sha256').update(`${formKey}:${index}`).digest('hex');
	return [
		digest.slice(0, 8),
		digest.slice(8, 12),
		`8${digest.slice(13, 16)}`,
		`a${digest.slice(17, 20)}`,
		digest.slice(20, 32)
	].join('-');
}

/** The first word of the nickname, folded, with a number: `zosia27`; longer numbers when the short ones are taken. */
function proposeSignInName(nickname: string, tries: number): string {
	const words = foldPolish(nickname).split(/[^a-z]+/);
	const base = words.find((word) => word.length > 1)?.slice(0, 12) ?? 'uczen';
	const digits = 2 + Math.floor(tries / 3);
	return `${base}${randomInt(10 ** (digits - 1), 10 ** digits)}`;
}

/** Gives a pupil a new one-time code; the old password, a second factor left on a lost phone and all sign-ins end. */
export async function resetPupilCode(
	db: Db,
	actor: Actor,
	pupilId: string,
	now: Date = new Date()
): Promise<PupilCard> {
	const pupil = await getPupilOf(db, actor.id, pupilId);
	const code = createPupilCode();
	const passwordHash = await hashPassword(normalizePupilCode(code));
	await inTransaction(db, async (trx) => {
		await trx
			.updateTable('userAccount')
			.set({ passwordHash, mustChangePassword: 1, totpSecret: null, totpLastStep: null })
			.where('id', '=', pupil.id)
			.execute();
		await endAllSignIns(trx, pupil.id);
		await audit(trx, actor, 'pupil.codeReset', pupil, now);
	});
	return { displayName: pupil.displayName, signInName: pupil.signInName, code };
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
		const pupil = await getPupilOf(trx, actor.id, pupilId);
		await trx
			.updateTable('userAccount')
			.set({ blockedAt: isBlocked ? now.toISOString() : null })
			.where('id', '=', pupil.id)
			.execute();
		if (isBlocked) await endAllSignIns(trx, pupil.id);
		await audit(trx, actor, isBlocked ? 'pupil.blocked' : 'pupil.unblocked', pupil, now);
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
		const pupil = await getPupilOf(trx, actor.id, pupilId);
		const values = { factorPercent, setAt: now.toISOString(), setBy: actor.id };
		await trx
			.insertInto('timeAdjustment')
			.values({ userAccountId: pupil.id, ...values })
			.onConflict((conflict) => conflict.column('userAccountId').doUpdateSet(values))
			.execute();
		await audit(trx, actor, 'pupil.timeAdjusted', pupil, now, { factorPercent });
	});
}

async function audit(
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
