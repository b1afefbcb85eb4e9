import { createInvitation } from '#lib/organizations/server/invitations.ts';
import { readLogo, type CleanPicture } from '#lib/organizations/server/logo-file.ts';
import { setLogo } from '#lib/organizations/server/logos.ts';
import type { Db } from '#lib/server/db/db.ts';
import { addTeacher, createGroupWith } from '../organizations.ts';
import { png } from '../pictures.ts';

/**
 * A logo, and an invitation that everybody may see and nobody can use up: its group went into the archive.
 */
export async function organizationParams(
	db: Db,
	school: { id: string },
	{ coordinator, teacher }: { coordinator: { id: string }; teacher: { id: string } }
): Promise<Record<string, string>> {
	const actor = { id: coordinator.id, address: '192.0.2.1' };
	const logo = (await readLogo(new Blob([new Uint8Array(png())]))) as CleanPicture;
	await setLogo(db, actor, school.id, logo);
	const { hash } = await db
		.selectFrom('logo')
		.select('hash')
		.where('organizationId', '=', school.id)
		.executeTakeFirstOrThrow();

	const group = await createGroupWith(db, school, [], 'dobry-kurs');
	await addTeacher(db, group, teacher);
	const wanted = { organizationId: school.id, learnerGroupId: group.id, role: null, email: null, displayName: null };
	const token = await db.transaction().execute((trx) => createInvitation(trx, actor, wanted));
	const archivedAt = new Date().toISOString();
	await db.updateTable('learnerGroup').set({ archivedAt }).where('id', '=', group.id).execute();
	return { 'logo/hash': hash, 'zaproszenie/token': token };
}
