import { hash } from 'node:crypto';
import { notFound } from '#lib/errors.ts';
import { writeAudit, type Actor } from '#lib/server/audit-log.ts';
import { inTransaction, type Db, type Trx } from '#lib/server/db/db.ts';
import { isManagedBy } from './access.ts';
import type { CleanPicture } from './logo-file.ts';

/** Gives an organization a logo; certificates issued from now on carry it. */
export async function setLogo(
	db: Db,
	actor: Actor,
	organizationId: string,
	picture: CleanPicture,
	now: Date = new Date()
): Promise<void> {
	const digest = hash('sha256', picture.content);
	const { mediaType, width, height } = picture;
	await inTransaction(db, async (trx) => {
		await changeLogo(trx, actor, organizationId, digest, now);
		await trx
			.insertInto('logo')
			.values({
				organizationId,
				hash: digest,
				mediaType,
				content: picture.content.toString('base64'),
				width,
				height,
				createdAt: now.toISOString()
			})
			.onConflict((conflict) => conflict.doNothing())
			.execute();
	});
}

/** Takes the logo away; certificates that carry it keep it. */
export async function removeLogo(db: Db, actor: Actor, organizationId: string, now: Date = new Date()): Promise<void> {
	await inTransaction(db, (trx) => changeLogo(trx, actor, organizationId, null, now));
}

async function changeLogo(trx: Trx, actor: Actor, organizationId: string, logoHash: string | null, now: Date) {
	const before = await trx
		.selectFrom('organization as o')
		.select('o.logoHash')
		.where('o.id', '=', organizationId)
		.where((eb) => isManagedBy(actor.id, eb.ref('o.id')))
		.executeTakeFirstOrThrow(() => notFound('organizacja'));
	await trx.updateTable('organization').set({ logoHash }).where('id', '=', organizationId).execute();
	if (before.logoHash !== null && before.logoHash !== logoHash) {
		await forgetUnused(trx, organizationId, before.logoHash);
	}
	await writeAudit(
		trx,
		{
			actorId: actor.id,
			address: actor.address,
			organizationId,
			action: logoHash === null ? 'organization.logoRemoved' : 'organization.logoSet',
			subjectKind: 'organization',
			subjectId: organizationId
		},
		now
	);
}

/** A logo no certificate carries is gone for good: it may have been the wrong picture. */
async function forgetUnused(trx: Trx, organizationId: string, digest: string): Promise<void> {
	const carrier = await trx
		.selectFrom('certificate')
		.select('id')
		.where('organizationId', '=', organizationId)
		.where('content', 'like', `%${digest}%`)
		.limit(1)
		.executeTakeFirst();
	if (carrier) return;
	await trx.deleteFrom('logo').where('organizationId', '=', organizationId).where('hash', '=', digest).execute();
}

export interface StoredLogo {
	mediaType: 'image/png' | 'image/jpeg';
	content: Buffer;
	width: number;
	height: number;
}

/** A logo that an organization has or had; undefined: none with this hash. */
export async function findLogo(db: Db, organizationId: string, digest: string): Promise<StoredLogo | undefined> {
	const row = await db
		.selectFrom('logo')
		.select(['mediaType', 'content', 'width', 'height'])
		.where('organizationId', '=', organizationId)
		.where('hash', '=', digest)
		.executeTakeFirst();
	return row && { ...row, content: Buffer.from(row.content, 'base64') };
}
