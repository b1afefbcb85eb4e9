import { notFound } from '#lib/errors.ts';
import type { Actor } from '#lib/server/audit-log.ts';
import { inTransaction, type Db, type Trx } from '#lib/server/db/db.ts';
import { createCardSecret, normalizeCardSecret } from './card-secret.ts';
import { hashPassword } from './password-hash.ts';
import type { PupilCard } from './pupil-accounts.ts';
import { auditPupil, getPupilInCare, type Pupil } from './pupils.ts';
import { endAllSignIns } from './sign-in.ts';

/** Gives a pupil a new card; the old password or pictures, a second factor left on a lost phone and all sign-ins end. */
export async function renewCard(db: Db, actor: Actor, pupilId: string, now: Date = new Date()): Promise<PupilCard> {
	const pupil = await getPupilInCare(db, actor.id, pupilId);
	const [card] = await renewCards(db, actor, [pupil], false, now);
	if (!card) throw notFound('konto ucznia');
	return card;
}

/**
 * New cards for pupils the caller has found to be in the actor's care.
 * @param isFirst only for who still has a card: whoever has set a password meanwhile keeps it and gets no card
 * @returns in the order given
 */
export async function renewCards(
	db: Db,
	actor: Actor,
	pupils: Pick<Pupil, 'id' | 'displayName' | 'signInName' | 'organizationId'>[],
	isFirst: boolean,
	now: Date = new Date()
): Promise<PupilCard[]> {
	const secrets: Awaited<ReturnType<typeof newSecret>>[] = [];
	// One after the other: who signs in meanwhile does not wait for a whole class.
	for (let index = 0; index < pupils.length; index++) secrets.push(await newSecret());
	return inTransaction(db, async (trx) => {
		const renewed: typeof pupils = [];
		const cards: PupilCard[] = [];
		for (const [index, pupil] of pupils.entries()) {
			const secret = secrets[index];
			if (!secret || !(await replaceSecret(trx, pupil.id, secret.passwordHash, isFirst))) continue;
			await endAllSignIns(trx, pupil.id);
			renewed.push(pupil);
			cards.push({ displayName: pupil.displayName, signInName: pupil.signInName, words: secret.words });
		}
		// Last: whoever changes one of the accounts meanwhile waits for the audit log.
		for (const pupil of renewed) await auditPupil(trx, actor, 'pupil.codeReset', pupil, now);
		return cards;
	});
}

async function replaceSecret(trx: Trx, pupilId: string, passwordHash: string, isFirst: boolean): Promise<boolean> {
	const row = await trx
		.updateTable('userAccount')
		.set({
			passwordHash,
			mustChangePassword: 1,
			secretKind: 'password',
			pictureFailureCount: 0,
			totpSecret: null,
			totpLastStep: null
		})
		.where('id', '=', pupilId)
		.$if(isFirst, (query) => query.where('mustChangePassword', '=', 1))
		.returning('id')
		.executeTakeFirst();
	return row !== undefined;
}

async function newSecret() {
	const words = createCardSecret();
	return { words, passwordHash: await hashPassword(normalizeCardSecret(words)) };
}
