import { expressionBuilder, type Expression } from 'kysely';
import { forbidden } from '#lib/errors.ts';
import { inTransaction, type Db } from '#lib/server/db/db.ts';
import { writeAudit } from '#lib/server/audit-log.ts';
import type { Schema } from '#lib/server/db/schema.ts';
import type { SignedInPerson } from '../person.ts';
import { MAX_PICTURE_FAILURES, picturesSecret, type PictureChoice } from '../pictures.ts';
import { hashPassword } from './password-hash.ts';
import { endAllSignIns, startSignIn } from './sign-in.ts';

/** Whether a pupil may sign in with pictures: a group of theirs, of their own organization, allows it. Never staff. */
export async function mayUsePictures(db: Db, personId: string): Promise<boolean> {
	const row = await db
		.selectFrom('userAccount as a')
		.innerJoin('membership as m', 'm.userAccountId', 'a.id')
		.innerJoin('learnerGroup as g', 'g.id', 'm.learnerGroupId')
		.select('a.id')
		.where('a.id', '=', personId)
		.where('a.kind', '=', 'pupil')
		.where('m.kind', '=', 'learner')
		.where('g.allowsPictures', '=', 1)
		.where('g.archivedAt', 'is', null)
		.whereRef('g.organizationId', '=', 'a.organizationId')
		.where((eb) => holdsNoRole(eb.ref('a.id')))
		.executeTakeFirst();
	return row !== undefined;
}

/**
 * Replaces the secret of a card by pictures.
 * @returns the token of the one sign-in that goes on
 * @throws AppError 403 for who did not come with a card or may not use pictures
 */
export async function choosePictures(
	db: Db,
	person: SignedInPerson,
	given: { choice: PictureChoice; device: string; address: string },
	now: Date = new Date()
): Promise<string> {
	if (!person.mustChangePassword || !(await mayUsePictures(db, person.id))) throw forbidden();
	const passwordHash = await hashPassword(picturesSecret(given.choice));
	return inTransaction(db, async (trx) => {
		await trx
			.updateTable('userAccount')
			.set({ passwordHash, secretKind: 'pictures', pictureFailureCount: 0, mustChangePassword: 0 })
			.where('id', '=', person.id)
			.where('mustChangePassword', '=', 1)
			.returning('id')
			.executeTakeFirstOrThrow(forbidden);
		await endAllSignIns(trx, person.id);
		const what = { action: 'password.changed', subjectKind: 'userAccount', subjectId: person.id };
		await writeAudit(trx, { actorId: person.id, address: given.address, ...what }, now);
		return startSignIn(trx, person.id, { device: given.device }, now);
	});
}

/**
 * Counts a try with pictures as failed before they are looked at, so that many at once cannot outrun the limit.
 * @returns whether they are to be looked at at all
 */
export async function countPictures(trx: Db, accountId: string): Promise<boolean> {
	const row = await trx
		.updateTable('userAccount')
		.set((eb) => ({ pictureFailureCount: eb('pictureFailureCount', '+', 1) }))
		.where('id', '=', accountId)
		.where('kind', '=', 'pupil')
		.where('secretKind', '=', 'pictures')
		.where('pictureFailureCount', '<', MAX_PICTURE_FAILURES)
		.where((eb) => holdsNoRole(eb.ref('userAccount.id')))
		.returning('id')
		.executeTakeFirst();
	return row !== undefined;
}

/** The pictures were never looked at: the try was no failure. */
export async function forgivePictures(trx: Db, accountId: string): Promise<void> {
	await trx
		.updateTable('userAccount')
		.set((eb) => ({ pictureFailureCount: eb('pictureFailureCount', '-', 1) }))
		.where('id', '=', accountId)
		.where('pictureFailureCount', '>', 0)
		.execute();
}

function holdsNoRole(accountId: Expression<string>) {
	const eb = expressionBuilder<Schema, never>();
	return eb.not(eb.exists(eb.selectFrom('role').select('role.id').where('role.userAccountId', '=', accountId)));
}
