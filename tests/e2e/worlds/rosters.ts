import { randomUUID } from 'node:crypto';
import { archiveGroup } from '#lib/groups/server/groups.ts';
import { applyImport } from '#lib/rosters/server/apply.ts';
import { createImport, getImport, understandTable } from '#lib/rosters/server/imports.ts';
import { judgeImport } from '#lib/rosters/server/judge.ts';
import { undoImport } from '#lib/rosters/server/undo.ts';
import { readOneRoster } from '#lib/rosters/server/one-roster.ts';
import type { Db } from '#lib/server/db/db.ts';
import { readTable } from '#lib/spreadsheets/server/read-table.ts';
import { enrollment, oneRosterZip, schoolClass, user } from '../../support/one-roster.ts';
import { addTeacher, grantRole } from '../../support/organizations.ts';
import { createPerson } from '../../support/people.ts';

const LONG_NAME = 'Wolisława Brzęczyszczykiewicz-Chrząszczyżewoszycka';
const MANY = Array.from({ length: 120 }, (_, at) => `Uczeń ${at};;`).join('\n');
const KIND = `Ola;;\nola;;\n${LONG_NAME};;Zespół Bardzo Długo Nazwany na Życzenie\nМикола;;\n`;

/** A class whose teacher reads lists in, with a list in every state. */
export async function rosterWorld(db: Db, school: { id: string }, celina: { id: string }) {
	const teacher = await createPerson(db, 'Anna Nauczycielka');
	await grantRole(db, teacher, 'teacher', school);
	const group = await createGroup(db, school, '7b – lista z pliku');
	const archived = await createGroup(db, school, '6b – w archiwum');
	for (const one of [group, archived]) await addTeacher(db, one, teacher);
	const actor = { id: teacher.id, address: '192.0.2.1' };
	const placeOf = ({ id }: { id: string }) => ({ organizationId: school.id, learnerGroupId: id });
	const list = async (text: string, to = group) => {
		const rows = readTable(new TextEncoder().encode(text));
		const name = 'Lista 7b – 2026_2027.csv';
		return createImport(db, placeOf(to), teacher.id, await understandTable(db, school.id, name, rows));
	};
	const read = async (id: string, to = group) => {
		const roster = await getImport(db, placeOf(to), id);
		const { fingerprint } = await judgeImport(db, roster);
		await applyImport(db, actor, roster, { fingerprint, choices: new Map(), origin: 'https://w.example' });
		return id;
	};
	const undone = await read(await list('Imię\nIga\nLena\n'));
	await undoImport(db, actor, await getImport(db, placeOf(group), undone));
	const archivedPreview = await list('Imię\nNina\n', archived);
	const archivedApplied = await read(await list('Imię\nMaja\n', archived), archived);
	await archiveGroup(db, actor, archived.id);
	const applied = await read(await list('Imię\nOla\nKuba\n'));
	await db
		.updateTable('userAccount')
		.set({ mustChangePassword: 0 })
		.where('id', 'in', (eb) =>
			eb.selectFrom('membership').select('userAccountId').where('learnerGroupId', '=', group.id)
		)
		.where('displayName', '=', 'Kuba')
		.execute();
	const set = oneRosterZip({
		users: [user('u-1', 'Ola', 'Lis'), user('t-1', 'Jan', 'Mazur', { email: 'jan@szkola.example' })],
		classes: [schoolClass('k-1', '1a')],
		enrollments: [enrollment('k-1', 'u-1', 'student'), enrollment('k-1', 't-1', 'teacher')]
	});
	return {
		teacher,
		group,
		archived,
		applied,
		undone,
		archivedPreview,
		archivedApplied,
		preview: await list(`Imię;E-mail;Zespół;PESEL\n${KIND}Ewa;ewa@gmina.example;\n${MANY}`),
		mistakes: await list(`Imię;E-mail\nOla;ola@\n${LONG_NAME.repeat(2)};\n`),
		unknown: await list('Ksywa;Drużyna 2\nOla;Lisy\nKuba;Wilki\n'),
		oneRoster: await createImport(
			db,
			{ organizationId: school.id, learnerGroupId: null },
			celina.id,
			readOneRoster(set, 'oneroster.zip')
		)
	};
}

async function createGroup(db: Db, school: { id: string }, name: string): Promise<{ id: string }> {
	const id = randomUUID();
	const createdAt = new Date().toISOString();
	await db
		.insertInto('learnerGroup')
		.values({ id, organizationId: school.id, name, createdAt, archivedAt: null })
		.execute();
	return { id };
}
