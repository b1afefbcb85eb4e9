import { createHash, randomInt } from 'node:crypto';
import { AppError, notFound } from '#lib/errors.ts';
import { foldPolish } from '#lib/format.ts';
import type { Actor } from '#lib/server/audit-log.ts';
import { inTransaction, type Db } from '#lib/server/db/db.ts';
import { createCardSecret, normalizeCardSecret } from './card-secret.ts';
import { hashPassword } from './password-hash.ts';
import { auditPupil, listManagedOrganizations } from './pupils.ts';

/** A card to hand out: the only time its words are seen. */
export interface PupilCard {
	displayName: string;
	signInName: string;
	words: string;
}

/** An account that is still to be opened, its secret hashed already: nothing slow happens in a transaction. */
export interface PupilDraft {
	id: string;
	displayName: string;
	passwordHash: string;
	secretKind: 'password' | 'pictures';
	/** The secret is that of a card, good for the first time only. */
	mustChangePassword: boolean;
}

export type CardDraft = PupilDraft & { words: string };

/**
 * Prepares an account with a card for each nickname.
 * @param formKey the same form and line give the same account
 */
export async function draftCards(nicknames: string[], formKey: string): Promise<CardDraft[]> {
	const drafts: CardDraft[] = [];
	for (const [index, displayName] of nicknames.entries()) {
		const words = createCardSecret();
		// One after the other: a class that signs in meanwhile does not wait for forty cards.
		const passwordHash = await hashPassword(normalizeCardSecret(words));
		const id = accountIdFor(formKey, index);
		drafts.push({ id, displayName, words, passwordHash, secretKind: 'password', mustChangePassword: true });
	}
	return drafts;
}

/**
 * Opens accounts for pupils of an organization the actor looks after, each with a card.
 * @param wanted.formKey sent twice, the accounts are made once and the cards are new
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
	const drafts = await draftCards(wanted.nicknames, wanted.formKey);
	return inTransaction(db, (trx) => openWithCards(trx, actor, drafts, wanted.organizationId, now));
}

/**
 * Opens the prepared accounts in the caller's transaction; whether the actor may, the caller has asked.
 * @throws AppError 409 when the same form came before with other nicknames or for another organization
 */
export async function openWithCards(
	trx: Db,
	actor: Actor,
	drafts: CardDraft[],
	organizationId: string,
	now: Date
): Promise<PupilCard[]> {
	const cards: PupilCard[] = [];
	const openedIds: string[] = [];
	for (const draft of drafts) {
		const opened = await insertPupil(trx, draft, organizationId, now);
		const signInName = opened ?? (await renewUnused(trx, draft, organizationId));
		cards.push({ displayName: draft.displayName, signInName, words: draft.words });
		if (opened) openedIds.push(draft.id);
	}
	for (const id of openedIds) await auditPupil(trx, actor, 'pupil.created', { id, organizationId }, now);
	return cards;
}

/**
 * @param organizationId null: opened with a guardian's consent, the pupil of no school
 * @returns the name to sign in with; null when the account is there already
 */
export async function insertPupil(
	trx: Db,
	draft: PupilDraft,
	organizationId: string | null,
	now: Date
): Promise<string | null> {
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
				passwordHash: draft.passwordHash,
				secretKind: draft.secretKind,
				mustChangePassword: draft.mustChangePassword ? 1 : 0,
				totpSecret: null,
				totpLastStep: null,
				blockedAt: null,
				createdAt: now.toISOString()
			})
			.onConflict((conflict) => conflict.doNothing())
			.returning('signInName')
			.executeTakeFirst();
		if (row) return row.signInName;
		const isThere = await trx.selectFrom('userAccount').select('id').where('id', '=', draft.id).executeTakeFirst();
		if (isThere) return null;
	}
}

/**
 * The same form came again: its account gets the new words, as long as nobody has used the old ones. A card must never
 * open another's account.
 */
async function renewUnused(trx: Db, draft: PupilDraft, organizationId: string): Promise<string> {
	const renewed = await trx
		.updateTable('userAccount')
		.set({ passwordHash: draft.passwordHash })
		.where('id', '=', draft.id)
		.where('organizationId', '=', organizationId)
		.where('displayName', '=', draft.displayName)
		.where('mustChangePassword', '=', 1)
		.returning('signInName')
		.executeTakeFirstOrThrow(formAlreadyUsed);
	return renewed.signInName ?? '';
}

export const formAlreadyUsed = () =>
	new AppError(
		409,
		'form_already_used',
		'Konta z tego formularza już są, a dane się zmieniły albo ktoś z kont korzysta. Otwórz formularz na nowo.'
	);

/** The id, a UUID, of the account that a line of a form makes. */
export function accountIdFor(formKey: string, index: number): string {
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
export function proposeSignInName(nickname: string, tries: number): string {
	const words = foldPolish(nickname).split(/[^a-z]+/);
	const base = words.find((word) => word.length > 1)?.slice(0, 12) ?? 'uczen';
	const digits = 2 + Math.floor(tries / 3);
	return `${base}${randomInt(10 ** (digits - 1), 10 ** digits)}`;
}
