import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { MAX_PICTURE_FAILURES, picturesSecret, type PictureChoice } from '#lib/accounts/pictures.ts';
import { changePassword } from '#lib/accounts/server/password-change.ts';
import { signInWithPassword } from '#lib/accounts/server/password-sign-in.ts';
import { choosePictures } from '#lib/accounts/server/pictures.ts';
import { createPupils } from '#lib/accounts/server/pupil-accounts.ts';
import { getPupilInCare, getPupilOf, setPupilBlocked } from '#lib/accounts/server/pupils.ts';
import { renewCard } from '#lib/accounts/server/renew-cards.ts';
import { findSignedInPerson } from '#lib/accounts/server/sign-in.ts';
import { CLASS_CODE_RULE } from '#lib/accounts/server/throttle.ts';
import { addPupils } from '#lib/joining/server/add-pupils.ts';
import { removeFromGroup, setTeams } from '#lib/joining/server/change-people.ts';
import { makeGroupCards } from '#lib/joining/server/group-cards.ts';
import {
	getJoinableGroup,
	isNicknameTaken,
	joinAsMember,
	joinAsNewPupil,
	type NewPupil
} from '#lib/joining/server/join.ts';
import { closeJoining, findOpenJoining, openJoining } from '#lib/joining/server/open-joining.ts';
import { listPeople } from '#lib/joining/server/people.ts';
import type { Db } from '#lib/server/db/db.ts';
import { readSettings } from '#lib/server/settings.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { addTeacher, createGroupWith, createOrganization, grantRole } from '../support/organizations.ts';
import { createPerson } from '../support/people.ts';

const settings = readSettings({});
const device = 'Firefox, Windows';
const COURSE = 'dobry-kurs';
const FOUR: PictureChoice = { picture1: 'kot', picture2: 'dom', picture3: 'kot', picture4: 'ryba' };
const now = new Date('2026-11-23T10:00:00.000Z');
const hoursLater = (hours: number) => new Date(now.getTime() + hours * 3_600_000);

describeOnBothDatabases('joining a group', (getDb) => {
	let db: Db;
	let school: { id: string };
	let otherSchool: { id: string };
	let anna: { id: string };
	let maria: { id: string };
	let darek: { id: string };
	let celina: { id: string };
	let group: { id: string };
	let address: string;

	beforeAll(async () => {
		db = getDb();
		school = await createOrganization(db, 'Szkoła Podstawowa nr 1');
		otherSchool = await createOrganization(db, 'Szkoła Podstawowa nr 2');
		anna = await createPerson(db, 'Anna');
		maria = await createPerson(db, 'Maria');
		darek = await createPerson(db, 'Darek');
		celina = await createPerson(db, 'Celina');
		await grantRole(db, anna, 'teacher', school);
		await grantRole(db, maria, 'teacher', school);
		await grantRole(db, darek, 'teacher', otherSchool);
		await grantRole(db, celina, 'coordinator', school);
	});

	beforeEach(async () => {
		address = `10.${[0, 0, 0].map(() => Math.floor(Math.random() * 256)).join('.')}`;
		group = await createGroupWith(db, school, [], COURSE);
		await addTeacher(db, group, anna);
	});

	const actor = (person: { id: string }) => ({ id: person.id, address });
	const open = async (hours = 1) => {
		await openJoining(db, actor(anna), group.id, { hours, isNewCode: false }, now);
		return (await findOpenJoining(db, group.id, now))!.code;
	};
	const newPupil = (nickname: string): NewPupil => ({
		nickname,
		secret: 'zielony rower przy torach',
		secretKind: 'password',
		formKey: randomUUID(),
		address,
		device,
		browserSecret: randomUUID()
	});
	const join = async (code: string, pupil = newPupil('Bartek')) =>
		joinAsNewPupil(db, await getJoinableGroup(db, code, address, now), code, pupil, now);
	const enter = (login: string, password: string, secretKind: 'password' | 'pictures' = 'password') =>
		signInWithPassword(db, { login, password, secretKind, address, device }, now);
	const setOwnPassword = async (login: string, words: string) => {
		const outcome = await enter(login, words);
		const person = await findSignedInPerson(db, outcome.kind === 'signedIn' ? outcome.token : '', now);
		const given = { currentPassword: '', password: 'rower i kanapka', device, address };
		await changePassword(db, settings, person!, given, now);
	};

	test('the code is shown again and again, and stored nowhere', async () => {
		const code = await open();
		expect(code).toMatch(/^[ACDEFGHJKMNPQRTWXY2-9]{5}-[ACDEFGHJKMNPQRTWXY2-9]{5}$/);
		const stored = JSON.stringify(await db.selectFrom('joinCode').selectAll().execute());
		expect(stored).not.toContain(code);
		expect(stored).not.toContain(code.replace('-', ''));
		await openJoining(db, actor(anna), group.id, { hours: 24, isNewCode: false }, now);
		expect(await findOpenJoining(db, group.id, hoursLater(23))).toMatchObject({ code });
	});

	test('a pupil who joins has an account, the group and its courses at once, and is signed in', async () => {
		const code = await open();
		const token = await join(code.toLowerCase().replace('-', ' '));
		const person = await findSignedInPerson(db, token, now);
		expect(person).toMatchObject({ displayName: 'Bartek', kind: 'pupil', mustChangePassword: false });
		const [listed] = await listPeople(db, group.id);
		expect(listed).toMatchObject({ id: person!.id, state: 'active', isInCare: true });
		expect(await enter(listed!.signInName!, 'zielony rower przy torach')).toMatchObject({ kind: 'signedIn' });
		const enrolled = await db.selectFrom('enrollment').selectAll().where('userAccountId', '=', person!.id).execute();
		expect(enrolled).toMatchObject([{ courseSlug: COURSE, learnerGroupId: group.id }]);
		expect(await findOpenJoining(db, group.id, now)).toMatchObject({ joinedCount: 1 });
	});

	test('a wrong, closed, replaced or too old code and one of an archived group get the same answer', async () => {
		const refused = { code: 'no_such_code' };
		const old = await open();
		await expect(getJoinableGroup(db, old, address, hoursLater(1))).rejects.toMatchObject(refused);
		await openJoining(db, actor(anna), group.id, { hours: 1, isNewCode: true }, now);
		await expect(getJoinableGroup(db, old, address, now)).rejects.toMatchObject(refused);
		const fresh = (await findOpenJoining(db, group.id, now))!.code;
		const found = await getJoinableGroup(db, fresh, address, now);
		await closeJoining(db, actor(anna), group.id, now);
		for (const wrong of [fresh, 'AAAAA-AAAAA', 'x', "' or 1=1", '0'.repeat(60)]) {
			await expect(getJoinableGroup(db, wrong, address, now)).rejects.toMatchObject(refused);
		}
		await expect(joinAsNewPupil(db, found, fresh, newPupil('Spóźniona'), now)).rejects.toMatchObject(refused);
		expect(await listPeople(db, group.id)).toEqual([]);

		const code = await open();
		await db.updateTable('learnerGroup').set({ archivedAt: now.toISOString() }).where('id', '=', group.id).execute();
		await expect(getJoinableGroup(db, code, address, now)).rejects.toMatchObject(refused);
	});

	test('many wrong codes from a network make wrong ones wait; a right one opens all the same', async () => {
		const code = await open();
		for (let tries = 1; tries < CLASS_CODE_RULE.limit; tries++) {
			await expect(getJoinableGroup(db, 'AAAAA-AAAAA', address, now)).rejects.toMatchObject({ status: 400 });
		}
		for (let pupils = 0; pupils < 5; pupils++) await getJoinableGroup(db, code, address, now);
		await expect(getJoinableGroup(db, 'AAAAA-AAAAA', address, now)).rejects.toMatchObject({ status: 400 });
		await expect(getJoinableGroup(db, 'AAAAA-AAAAA', address, now)).rejects.toMatchObject({ status: 429 });
		expect(await getJoinableGroup(db, code, address, now)).toMatchObject({ id: group.id });
		await expect(getJoinableGroup(db, 'AAAAA-AAAAA', '203.0.113.9', now)).rejects.toMatchObject({ status: 400 });
		const later = getJoinableGroup(db, 'AAAAA-AAAAA', address, hoursLater(0.05));
		await expect(later).rejects.toMatchObject({ status: 400 });
	});

	test('a class that joins at the same moment is all in, once each', async () => {
		const code = await open();
		const pupils = Array.from({ length: 12 }, (_, index) => newPupil(`Uczeń ${index}`));
		const tokens = await Promise.all([...pupils, ...pupils].map((pupil) => join(code, pupil)));
		expect(new Set(tokens).size).toBe(24);
		expect(await listPeople(db, group.id)).toHaveLength(12);
		expect(await findOpenJoining(db, group.id, now)).toMatchObject({ joinedCount: 12 });
	});

	test('a form sent again lets in only who knows the password', async () => {
		const code = await open();
		const pupil = newPupil('Zosia');
		await join(code, pupil);
		expect(await isNicknameTaken(db, group.id, pupil)).toBe(false);
		expect(await isNicknameTaken(db, group.id, { nickname: 'ZOSIA', formKey: randomUUID() })).toBe(true);
		await expect(join(code, { ...pupil, secret: 'inne hasło zgadywane' })).rejects.toMatchObject({ status: 409 });
	});

	test('a form sent again much later lets in nobody: it would be a way past the limit of pictures', async () => {
		const code = await open();
		const pupil = { ...newPupil('Zosia'), secret: picturesSecret(FOUR), secretKind: 'pictures' as const };
		await join(code, pupil);
		const later = hoursLater(0.5);
		const group = await getJoinableGroup(db, code, address, later);
		await expect(joinAsNewPupil(db, group, code, pupil, later)).rejects.toMatchObject({ code: 'form_already_used' });
	});

	test('pupils added while a class joins wait for each other', async () => {
		const code = await open();
		const joining = Array.from({ length: 8 }, (_, index) => join(code, newPupil(`Uczeń ${index}`)));
		const adding = Array.from({ length: 4 }, (_, index) =>
			addPupils(
				db,
				actor(anna),
				group.id,
				{ nicknames: [`Nowy ${index}`, `Nowa ${index}`], formKey: randomUUID() },
				now
			)
		);
		await Promise.all([...joining, ...adding]);
		expect(await listPeople(db, group.id)).toHaveLength(16);
	});

	test('joining twice with an account is one membership, counted once', async () => {
		const code = await open();
		const filip = await createPerson(db, 'Filip');
		const found = await getJoinableGroup(db, code, address, now);
		await Promise.all([1, 2, 3].map(() => joinAsMember(db, found, code, { id: filip.id, address }, now)));
		expect(await listPeople(db, group.id)).toMatchObject([{ id: filip.id, isInCare: false }]);
		expect(await findOpenJoining(db, group.id, now)).toMatchObject({ joinedCount: 1 });
		const log = await db.selectFrom('auditLog').select('action').where('subjectId', '=', filip.id).execute();
		expect(log).toEqual([{ action: 'membership.joined' }]);
	});

	test('nicknames become accounts with cards; sent again, the last cards work; one the group has is refused', async () => {
		const wanted = { nicknames: ['Ola', 'Kuba'], formKey: randomUUID() };
		const [first] = await addPupils(db, actor(anna), group.id, wanted, now);
		const [second] = await addPupils(db, actor(anna), group.id, wanted, now);
		expect(second?.signInName).toBe(first?.signInName);
		expect(await listPeople(db, group.id)).toHaveLength(2);
		expect(await enter(first!.signInName, first!.words)).toEqual({ kind: 'wrong' });
		expect(await enter(second!.signInName, second!.words.toUpperCase())).toMatchObject({ mustChangePassword: true });
		const again = { nicknames: ['kuba'], formKey: randomUUID() };
		await expect(addPupils(db, actor(anna), group.id, again, now)).rejects.toMatchObject({ status: 409 });
		for (const stranger of [maria, darek]) {
			const theirs = { nicknames: ['Obcy'], formKey: randomUUID() };
			await expect(addPupils(db, actor(stranger), group.id, theirs, now)).rejects.toMatchObject({ status: 404 });
		}
	});

	test('a teacher cares for the pupils of their groups; a colleague, another school and an archive do not', async () => {
		const [card] = await addPupils(db, actor(anna), group.id, { nicknames: ['Hania'], formKey: randomUUID() }, now);
		const [hania] = await listPeople(db, group.id);
		expect(await getPupilInCare(db, celina.id, hania!.id)).toMatchObject({ signInName: card!.signInName });
		await expect(getPupilOf(db, anna.id, hania!.id)).rejects.toMatchObject({ status: 404 });
		const fresh = await renewCard(db, actor(anna), hania!.id, now);
		expect(await enter(fresh.signInName, fresh.words)).toMatchObject({ kind: 'signedIn' });
		for (const stranger of [maria, darek]) {
			await expect(renewCard(db, actor(stranger), hania!.id, now)).rejects.toMatchObject({ status: 404 });
			await expect(setPupilBlocked(db, actor(stranger), hania!.id, true)).rejects.toMatchObject({ status: 404 });
		}
		await db.updateTable('learnerGroup').set({ archivedAt: now.toISOString() }).where('id', '=', group.id).execute();
		await expect(renewCard(db, actor(anna), hania!.id, now)).rejects.toMatchObject({ status: 404 });
	});

	test('a pupil of another school in the group gets no card from its teacher', async () => {
		const dorota = await createPerson(db, 'Dorota');
		await grantRole(db, dorota, 'coordinator', otherSchool);
		const theirs = { organizationId: otherSchool.id, nicknames: ['Gość'], formKey: randomUUID() };
		const [card] = await createPupils(db, actor(dorota), theirs, now);
		const guest = await db
			.selectFrom('userAccount')
			.select('id')
			.where('signInName', '=', card!.signInName)
			.executeTakeFirstOrThrow();
		const code = await open();
		await joinAsMember(db, await getJoinableGroup(db, code, address, now), code, { id: guest.id, address }, now);
		expect(await listPeople(db, group.id)).toMatchObject([{ isInCare: false, signInName: null }]);
		await expect(renewCard(db, actor(anna), guest.id, now)).rejects.toMatchObject({ status: 404 });
		await expect(makeGroupCards(db, actor(anna), group.id, [guest.id], now)).rejects.toMatchObject({
			code: 'no_cards'
		});
		expect(await enter(card!.signInName, card!.words)).toMatchObject({ kind: 'signedIn' });
	});

	test('cards for those who have not signed in leave out who has a password, unless chosen', async () => {
		const wanted = { nicknames: ['Ala', 'Olek'], formKey: randomUUID() };
		const [ala] = await addPupils(db, actor(anna), group.id, wanted, now);
		await setOwnPassword(ala!.signInName, ala!.words);
		const cards = await makeGroupCards(db, actor(anna), group.id, null, now);
		expect(cards.map(({ displayName }) => displayName)).toEqual(['Olek']);
		expect(await enter(ala!.signInName, 'rower i kanapka')).toMatchObject({ kind: 'signedIn' });
		const chosen = (await listPeople(db, group.id)).find(({ displayName }) => displayName === 'Ala')!.id;
		const [fresh] = await makeGroupCards(db, actor(anna), group.id, [chosen, anna.id], now);
		expect(await enter(ala!.signInName, 'rower i kanapka')).toEqual({ kind: 'wrong' });
		expect(await enter(fresh!.signInName, fresh!.words)).toMatchObject({ mustChangePassword: true });
		await expect(makeGroupCards(db, actor(darek), group.id, null, now)).rejects.toMatchObject({ status: 404 });
	});

	test('people change teams and leave; what is not of the group is not found', async () => {
		await addPupils(db, actor(anna), group.id, { nicknames: ['Ewa', 'Jan'], formKey: randomUUID() }, now);
		const [ewa, jan] = await listPeople(db, group.id);
		const team = { id: randomUUID(), learnerGroupId: group.id, name: 'Zieloni' };
		await db.insertInto('team').values(team).execute();
		await setTeams(db, actor(anna), group.id, new Map([[ewa!.id, team.id]]), now);
		expect(await listPeople(db, group.id)).toMatchObject([{ teamId: team.id }, { teamId: null }]);
		const stray = new Map([[jan!.id, randomUUID()]]);
		await expect(setTeams(db, actor(anna), group.id, stray, now)).rejects.toMatchObject({ status: 404 });
		await expect(removeFromGroup(db, actor(darek), group.id, jan!.id, now)).rejects.toMatchObject({ status: 404 });
		await removeFromGroup(db, actor(anna), group.id, jan!.id, now);
		expect(await listPeople(db, group.id)).toHaveLength(1);
		await expect(removeFromGroup(db, actor(anna), group.id, jan!.id, now)).rejects.toMatchObject({ status: 404 });
	});

	test('pictures replace a card where the group allows them, and twenty wrong ones in a row end them', async () => {
		const wanted = { nicknames: ['Maja'], formKey: randomUUID() };
		const [card] = await addPupils(db, actor(anna), group.id, wanted, now);
		const outcome = await enter(card!.signInName, card!.words);
		const maja = (await findSignedInPerson(db, outcome.kind === 'signedIn' ? outcome.token : '', now))!;
		const choose = () => choosePictures(db, maja, { choice: FOUR, device, address }, now);
		await expect(choose()).rejects.toMatchObject({ status: 403 });
		await db.updateTable('learnerGroup').set({ allowsPictures: 1 }).where('id', '=', group.id).execute();
		expect(await findSignedInPerson(db, await choose(), now)).toMatchObject({ mustChangePassword: false });
		await expect(choose()).rejects.toMatchObject({ status: 403 });

		const right = picturesSecret(FOUR);
		const wrong = picturesSecret({ ...FOUR, picture4: 'dom' });
		expect(await enter(card!.signInName, right)).toEqual({ kind: 'wrong' });
		expect(await enter(card!.signInName, right, 'pictures')).toMatchObject({ kind: 'signedIn' });
		const guessFrom = (place: number, password: string) =>
			signInWithPassword(
				db,
				{ login: card!.signInName, password, secretKind: 'pictures', device, address: `198.51.100.${place}` },
				now
			);
		const guesses = Array.from({ length: MAX_PICTURE_FAILURES }, (_, place) => guessFrom(place, wrong));
		expect(new Set((await Promise.all(guesses)).map(({ kind }) => kind))).toEqual(new Set(['wrong']));
		expect(await guessFrom(100, right)).toEqual({ kind: 'wrong' });

		const fresh = await renewCard(db, actor(anna), maja.id, now);
		expect(await enter(fresh.signInName, fresh.words)).toMatchObject({ mustChangePassword: true });
	});

	test('whoever holds a role gets in with no pictures', async () => {
		await db.updateTable('learnerGroup').set({ allowsPictures: 1 }).where('id', '=', group.id).execute();
		const code = await open();
		const token = await join(code, { ...newPupil('Igor'), secretKind: 'pictures', secret: picturesSecret(FOUR) });
		const igor = (await findSignedInPerson(db, token, now))!;
		const [{ signInName } = { signInName: '' }] = await listPeople(db, group.id);
		expect(await enter(signInName!, picturesSecret(FOUR), 'pictures')).toMatchObject({ kind: 'signedIn' });
		await grantRole(db, igor, 'teacher', school);
		expect(await enter(signInName!, picturesSecret(FOUR), 'pictures')).toEqual({ kind: 'wrong' });
	});
});
