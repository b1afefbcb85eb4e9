import { randomInt, randomUUID } from 'node:crypto';
import { createCardSecret, normalizeCardSecret } from '#lib/accounts/server/card-secret.ts';
import { hashPassword } from '#lib/accounts/server/password-hash.ts';
import { loadCourses } from '#lib/courses/server/load-courses.ts';
import { foldPolish } from '#lib/format.ts';
import { openDatabase, type Db } from '#lib/server/db/db.ts';
import { migrateToLatest } from '#lib/server/db/migrations.ts';
import { failWith, readCliSettings } from './cli.ts';
import { ORGANIZATIONS, PLATFORM_STAFF, type DemoOrganization, type DemoPerson } from './demo/cast.ts';
import { addPeopleElsewhere } from './demo/elsewhere.ts';
import { addGroup } from './demo/groups.ts';

const settings = readCliSettings();
if (settings.mode !== 'demo') failWith('Dane pokazowe trafiają tylko do bazy pokazowej. Uruchom: npm run demo.');

const now = new Date();
const db = openDatabase(settings.databaseAddress);
await migrateToLatest(db, settings.migrationsDir);
if (await db.selectFrom('userAccount').select('id').executeTakeFirst()) failWith('Ta baza nie jest pusta.');

const courses = await loadCourses(settings.coursesDir);
if (courses.list().length === 0) failWith('Nie ma żadnego poprawnego kursu. Uruchom: npm run courses:check.');

const password = `pokaz-${randomInt(100_000, 1_000_000)}`;
const passwordHash = await hashPassword(password);
const cardWords = createCardSecret();
const signIns: { login: string; intro: string }[] = [];

for (const organization of ORGANIZATIONS) await addOrganization(db, organization);
for (const person of PLATFORM_STAFF) await addPerson(db, person, null);
await addPeopleElsewhere(db, courses, now);
await db.destroy();
tellWhoCanSignIn();

async function addOrganization(db: Db, { name, kind, countyCode, staff, groups }: DemoOrganization) {
	const id = randomUUID();
	await db.insertInto('organization').values({ id, name, kind, countyCode, createdAt: now.toISOString() }).execute();
	for (const person of staff) await addPerson(db, person, id);
	const school = {
		organizationId: id,
		courses,
		issuer: settings.operator.name,
		now,
		addPerson: (person: DemoPerson) => addPerson(db, person, id)
	};
	for (const group of groups) await addGroup(db, school, group);
}

/** @returns the id; of the account that is there already, with these roles too, when the cast names somebody twice */
async function addPerson(db: Db, person: DemoPerson, organizationId: string | null): Promise<string> {
	const { name, email = null, intro, isNew = false } = person;
	const known =
		email && (await db.selectFrom('userAccount').select('id').where('email', '=', email).executeTakeFirst());
	if (known) {
		await grantRoles(db, known.id, person, organizationId);
		return known.id;
	}
	const id = randomUUID();
	const at = now.toISOString();
	const signInName = email ? null : await freeSignInName(db, name);
	await db
		.insertInto('userAccount')
		.values({
			id,
			kind: email ? 'email' : 'pupil',
			displayName: name,
			email,
			emailConfirmedAt: email ? at : null,
			signInName,
			organizationId: email ? null : organizationId,
			passwordHash: isNew ? await hashPassword(normalizeCardSecret(cardWords)) : passwordHash,
			mustChangePassword: isNew ? 1 : 0,
			totpSecret: null,
			totpLastStep: null,
			blockedAt: null,
			createdAt: at
		})
		.execute();
	await grantRoles(db, id, person, organizationId);
	const secret = isNew ? ` (słowa z karty: ${cardWords})` : '';
	if (intro) signIns.push({ login: email ?? signInName ?? '', intro: `${name}: ${intro}${secret}` });
	return id;
}

async function grantRoles(db: Db, userAccountId: string, { roles = [] }: DemoPerson, organizationId: string | null) {
	const grantedAt = now.toISOString();
	for (const name of roles) {
		await db
			.insertInto('role')
			.values({ id: randomUUID(), userAccountId, organizationId, name, grantedAt, grantedBy: null })
			.onConflict((conflict) => conflict.doNothing())
			.execute();
	}
}

async function freeSignInName(db: Db, name: string): Promise<string> {
	const first = foldPolish(name.split(' ')[0] ?? name).replace(/[^a-z]/g, '') || 'uczen';
	for (let number = 1; ; number++) {
		const wanted = `${first}${number}`;
		if (!(await db.selectFrom('userAccount').select('id').where('signInName', '=', wanted).executeTakeFirst()))
			return wanted;
	}
}

function tellWhoCanSignIn() {
	const width = Math.max(...signIns.map(({ login }) => login.length)) + 2;
	console.log(`\nKonta pokazowe (hasło wszystkich: ${password}):\n`);
	for (const { login, intro } of signIns) console.log(`  ${login.padEnd(width)}${intro}`);
	console.log('\nZaloguj się na stronie /logowanie. Po zatrzymaniu programu te dane znikają.\n');
}
