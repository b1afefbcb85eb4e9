import { randomInt, randomUUID } from 'node:crypto';
import { createCardSecret, normalizeCardSecret } from '#lib/accounts/server/card-secret.ts';
import { hashPassword } from '#lib/accounts/server/password-hash.ts';
import { loadCourses } from '#lib/courses/server/load-courses.ts';
import { foldPolish } from '#lib/format.ts';
import { openDatabase, type Db } from '#lib/server/db/db.ts';
import { migrateToLatest } from '#lib/server/db/migrations.ts';
import { failWith, readCliSettings } from './cli.ts';
import { ORGANIZATIONS, PLATFORM_STAFF, type DemoGroup, type DemoOrganization, type DemoPerson } from './demo/cast.ts';
import { learn } from './demo/learn.ts';

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
await db.destroy();
tellWhoCanSignIn();

async function addOrganization(db: Db, { name, kind, countyCode, staff, groups }: DemoOrganization) {
	const id = randomUUID();
	await db.insertInto('organization').values({ id, name, kind, countyCode, createdAt: now.toISOString() }).execute();
	for (const person of staff) await addPerson(db, person, id);
	for (const group of groups) await addGroup(db, group, id);
}

/** A group whose course cannot be served learns another one: the demo runs also with somebody's own courses. */
async function addGroup(db: Db, { name, course: slug, teacher, learners }: DemoGroup, organizationId: string) {
	const course = courses.find(slug) ?? courses.list()[0]!;
	const id = randomUUID();
	const createdAt = now.toISOString();
	await db.insertInto('learnerGroup').values({ id, organizationId, name, createdAt, archivedAt: null }).execute();
	await db
		.insertInto('courseAssignment')
		.values({ learnerGroupId: id, courseSlug: course.slug, opensOn: null, dueOn: null, createdAt })
		.execute();
	await join(db, id, await addPerson(db, teacher, organizationId), 'teacher');
	for (const learner of learners) {
		const personId = await addPerson(db, learner, organizationId);
		await join(db, id, personId, 'learner');
		const issuer = settings.operator.name;
		if (learner.pace) await learn(db, { id: personId, courses, course, issuer }, learner.pace, now);
	}
}

async function join(db: Db, learnerGroupId: string, userAccountId: string, kind: 'learner' | 'teacher') {
	const joinedAt = now.toISOString();
	await db.insertInto('membership').values({ learnerGroupId, userAccountId, kind, joinedAt }).execute();
}

/** @returns the id; of the account that is there already, when the cast names somebody twice */
async function addPerson(db: Db, person: DemoPerson, organizationId: string | null): Promise<string> {
	const { name, email = null, roles = [], intro, isNew = false } = person;
	if (email) {
		const known = await db.selectFrom('userAccount').select('id').where('email', '=', email).executeTakeFirst();
		if (known) return known.id;
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
	for (const role of roles) {
		const grant = { id: randomUUID(), userAccountId: id, organizationId, name: role, grantedAt: at, grantedBy: null };
		await db.insertInto('role').values(grant).execute();
	}
	const secret = isNew ? ` (słowa z karty: ${cardWords})` : '';
	if (intro) signIns.push({ login: email ?? signInName ?? '', intro: `${name}: ${intro}${secret}` });
	return id;
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
