import { randomUUID } from 'node:crypto';
import { setPupilBlocked } from '#lib/accounts/server/pupils.ts';
import { archiveGroup, createGroup } from '#lib/groups/server/groups.ts';
import { addLearner } from '#lib/groups/server/members.ts';
import { createTeam } from '#lib/groups/server/teams.ts';
import { addPupils } from '#lib/joining/server/add-pupils.ts';
import { findOpenJoining, openJoining } from '#lib/joining/server/open-joining.ts';
import { listPeople } from '#lib/joining/server/people.ts';
import type { Db } from '#lib/server/db/db.ts';
import { createOrganization, grantRole } from '../../support/organizations.ts';
import { createPerson } from '../../support/people.ts';

/** A class that can be joined, with pupils in every state, one nobody is in, and one in the archive. */
export async function joiningWorld(db: Db, longName: string) {
	const school = await createOrganization(db, 'Szkoła Podstawowa nr 12 im. Marii Konopnickiej');
	const teacher = await createPerson(db, 'Anna Nauczycielka');
	await grantRole(db, teacher, 'teacher', school);
	const actor = { id: teacher.id, address: '127.0.0.1' };
	const now = new Date();
	const createOne = async (name: string) => {
		const id = randomUUID();
		await createGroup(db, actor, { id, organizationId: school.id, name, teacherId: teacher.id, course: null }, now);
		return { id, name };
	};

	const group = await createOne('3a – klasa „Wesołych Wiewiórek znad Białej Dunajcowej”');
	await db.updateTable('learnerGroup').set({ allowsPictures: 1 }).where('id', '=', group.id).execute();
	const nicknames = ['Bóbr 7', longName.slice(0, 40), 'Олександра'];
	await addPupils(db, actor, group.id, { nicknames, formKey: randomUUID() }, now);
	const guest = await createPerson(db, longName);
	await db.transaction().execute((trx) => addLearner(trx, group.id, guest.id, now));
	await db.transaction().execute((trx) => createTeam(trx, actor, group.id, 'Zieloni', now));
	await openJoining(db, actor, group.id, { hours: 336, isNewCode: false }, now);
	const code = (await findOpenJoining(db, group.id, now))?.code ?? '';
	const [pupil, blocked] = (await listPeople(db, group.id)).filter(({ isInCare }) => isInCare);
	if (!pupil || !blocked) throw new Error('The pupils were not created.');
	await setPupilBlocked(db, actor, blocked.id, true, now);

	const closed = await createOne('3b');
	const archived = await createOne('8a');
	await archiveGroup(db, actor, archived.id, now);
	return { teacher, group, closed, archived, code, pupil, blocked, guest };
}
