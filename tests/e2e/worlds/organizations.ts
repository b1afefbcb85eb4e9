import { createInvitation } from '#lib/organizations/server/invitations.ts';
import { readLogo, type CleanPicture } from '#lib/organizations/server/logo-file.ts';
import { setLogo } from '#lib/organizations/server/logos.ts';
import { saveProfile } from '#lib/organizations/server/profile.ts';
import type { Db } from '#lib/server/db/db.ts';
import { addTeacher, createGroupWith, createOrganization, grantRole } from '../../support/organizations.ts';
import { createPerson } from '../../support/people.ts';
import { png } from '../../support/pictures.ts';

const LONG_NAME = 'Wolisława Brzęczyszczykiewicz-Chrząszczyżewoszycka';

/** An organization that says everything of itself, staff of two at once, and invitations to each thing there is. */
export async function organizationWorld(db: Db, school: { id: string }) {
	const office = await createOrganization(db, 'Urząd Gminy w Szczebrzeszynie-Błoniu nad Wieprzem Górnym');
	const roza = await createPerson(db, LONG_NAME);
	await grantRole(db, roza, 'coordinator', office);
	const twofold = await createPerson(db, 'Maria Zięba-Brzezińska');
	await grantRole(db, twofold, 'coordinator', office);
	await grantRole(db, twofold, 'teacher', school);
	const actor = { id: roza.id, address: '192.0.2.1' };
	const logo = (await readLogo(new Blob([new Uint8Array(png({ width: 600, height: 150 }))]))) as CleanPicture;
	await setLogo(db, actor, office.id, logo);
	await saveProfile(db, actor, office.id, {
		certificateName: 'Urząd Gminy',
		contact: 'dane.osobowe.konstantynopolitanczykowianeczka@szczebrzeszyn-blonie-nad-wieprzem.example',
		officer: 'iod@gmina.example, tel. 12 000 00 00',
		legalBasis: 'Zadanie publiczne: art. 6 ust. 1 lit. e RODO.',
		notice: 'Uczymy się razem.\n\nTwoich wyników nie pokazujemy nikomu spoza urzędu.',
		answersMonths: 24,
		resultsMonths: 60,
		accountsMonths: 18,
		logMonths: 24
	});
	const group = await createGroupWith(db, office, [], 'spoldzielnia-uczniowska');
	await addTeacher(db, group, roza);
	const place = { organizationId: office.id, displayName: LONG_NAME };
	const invite = (wanted: Parameters<typeof createInvitation>[2]) =>
		db.transaction().execute((trx) => createInvitation(trx, actor, wanted));
	const email = 'zaproszona.osoba.z.bardzo.dlugim.adresem@gmina-o-dlugiej-nazwie.example';
	return {
		office,
		officer: roza,
		twofold,
		invitations: {
			teacher: await invite({ ...place, role: 'teacher', learnerGroupId: null, email }),
			coordinator: await invite({ ...place, role: 'coordinator', learnerGroupId: null, email: null }),
			learner: await invite({ ...place, role: null, learnerGroupId: group.id, email: null })
		}
	};
}
