import { randomUUID } from 'node:crypto';
import { createAccountToken } from '#lib/accounts/server/account-token.ts';
import { hashPassword } from '#lib/accounts/server/password-hash.ts';
import { createPupils } from '#lib/accounts/server/pupil-accounts.ts';
import { createTotpSecret } from '#lib/accounts/server/totp.ts';
import { correctCertificate, revokeCertificate } from '#lib/certificates/server/changes.ts';
import { listOwnCertificates } from '#lib/certificates/server/register.ts';
import type { Course, Lesson } from '#lib/courses/course.ts';
import { loadCourses } from '#lib/courses/server/load-courses.ts';
import { enroll } from '#lib/progress/server/enrollment.ts';
import type { QuestionContent } from '#lib/quizzes/question.ts';
import type { Quiz } from '#lib/quizzes/quiz.ts';
import { saveAnswers } from '#lib/quizzes/server/answers.ts';
import { createAttempt, listItems } from '#lib/quizzes/server/attempts.ts';
import { drawQuestions } from '#lib/quizzes/server/draw.ts';
import { submitAttempt } from '#lib/quizzes/server/grading.ts';
import { sendMail } from '#lib/server/mail.ts';
import type { Db } from '#lib/server/db/db.ts';
import type { UserAccount } from '#lib/server/db/schema.ts';
import { rightAnswer } from '#lib/quizzes/right-answer.ts';
import { learn } from '../../src/cli/demo/learn.ts';
import { createOrganization, grantRole } from '../support/organizations.ts';
import { createPerson } from '../support/people.ts';
import { consentWorld } from './worlds/consents.ts';
import { boardWorld } from './worlds/board.ts';
import { deskWorld } from './worlds/desk.ts';
import { exchangeWorld } from './worlds/exchange.ts';
import { groupWorld } from './worlds/groups.ts';
import { liveWorld } from './worlds/live.ts';
import { joiningWorld } from './worlds/joining.ts';
import { notificationWorld } from './worlds/notifications.ts';
import { markingWorld } from './worlds/marking.ts';
import { organizationWorld } from './worlds/organizations.ts';
import { questionTypesWorld } from './worlds/question-types.ts';
import { regradeWorld } from './worlds/regrades.ts';
import { reportWorld } from './worlds/reports.ts';
import { reviewWorld } from './worlds/reviews.ts';
import { rosterWorld } from './worlds/rosters.ts';
import { statisticsWorld } from './worlds/statistics.ts';

/** Names that layouts break on: as long as they come, and in another script. */
export const LONG_NAME = 'Wolisława Brzęczyszczykiewicz-Chrząszczyżewoszycka';
export const CYRILLIC_NAME = 'Микола Шевченко-Дніпровський';
export const PASSWORD = 'zielone rowery przy torach';

const LONG_SCHOOL = 'Zespół Szkół Ponadpodstawowych im. Konstantego Ildefonsa Gałczyńskiego w Szczebrzeszynie-Błoniu';
const ISSUER = 'Regionalny Ośrodek Polityki Społecznej';
const HOUR_MS = 3_600_000;
const QUESTION_TYPES = 7;

export const courses = await loadCourses('courses');
export const course = courses.find('spoldzielnia-uczniowska') as Course;
export const otherCourse = courses.find('przedsiebiorczosc-spoleczna') as Course;
export const lesson = course.lessons.find(({ quiz }) => quiz?.kind === 'practice') as Lesson;
export const testLesson = course.lessons.find(({ quiz }) => quiz?.kind === 'test') as Lesson & { quiz: Quiz };

/** People in every state a screen can show, and the addresses of what they have. */
export type World = Awaited<ReturnType<typeof buildWorld>>;

export async function buildWorld(db: Db) {
	const school = await createOrganization(db, LONG_SCHOOL);
	const otherSchool = await createOrganization(db, 'Inna szkoła');
	const celina = await createPerson(db, 'Celina Mazur');
	const darek = await createPerson(db, 'Darek');
	const admin = await createPerson(db, LONG_NAME);
	await grantRole(db, celina, 'coordinator', school);
	await grantRole(db, darek, 'coordinator', otherSchool);
	await grantRole(db, admin, 'admin', null);
	await sendLongMail(db);
	const groups = await groupWorld(db, { course, otherCourse }, LONG_NAME);
	return {
		school,
		celina,
		darek,
		admin,
		newcomer: await createPerson(db, CYRILLIC_NAME),
		phoneOwner: await createPhoneOwner(db),
		learner: await createLearner(db),
		tester: await createTester(db),
		...(await createPupilsOf(db, celina, school)),
		attempts: await createAttempts(db),
		certificates: await createCertificates(db, celina, school),
		organizations: await organizationWorld(db, school),
		tokens: await createTokens(db),
		groups,
		desk: await deskWorld(db, course),
		exchange: await exchangeWorld(db),
		live: await liveWorld(db, course),
		consents: await consentWorld(db, admin),
		reports: await reportWorld(db, groups, course),
		notifications: await notificationWorld(db, school),
		joining: await joiningWorld(db, LONG_NAME),
		statistics: await statisticsWorld(db, course),
		board: await boardWorld(db, { courses, course }, { long: LONG_NAME, cyrillic: CYRILLIC_NAME }),
		marking: await markingWorld(db, groups, course),
		questionTypes: await questionTypesWorld(db, courses.list(), course),
		regrades: await regradeWorld(db, course, LONG_NAME),
		reviews: await reviewWorld(db, course),
		rosters: await rosterWorld(db, school, celina)
	};
}

/** In the middle of the course and of a quiz, some answers wrong; signs in with `PASSWORD`. */
async function createLearner(db: Db): Promise<UserAccount> {
	const person = await createPerson(db, LONG_NAME);
	await learnUpTo(db, person, { steps: 3, rightPercent: 60, isMidQuiz: true });
	await setPassword(db, person);
	return person;
}

/** Has begun a test with questions of every type and answered none; signs in with `PASSWORD`. */
export async function createTester(db: Db): Promise<UserAccount & { attemptId: string }> {
	const person = await createPerson(db, 'Filip Konieczny');
	await setPassword(db, person);
	const attemptId = await beginTest(db, person, new Date());
	return { ...person, attemptId };
}

async function setPassword(db: Db, { id }: UserAccount) {
	const passwordHash = await hashPassword(PASSWORD);
	await db.updateTable('userAccount').set({ passwordHash }).where('id', '=', id).execute();
}

async function learnUpTo(
	db: Db,
	{ id }: UserAccount,
	pace: { steps: number; rightPercent: number; isMidQuiz?: boolean }
) {
	await learn(db, { id, courses, course, issuer: ISSUER }, { days: 20, ...pace }, new Date());
}

/** Draws until every type of question is among them. */
async function beginTest(db: Db, person: UserAccount, at: Date): Promise<string> {
	await enroll(db, person, course, at);
	const { quiz } = testLesson;
	const typesOf = (seed: string) => new Set(drawQuestions(quiz, seed).map(({ question }) => question.content.type));
	let number = 0;
	while (typesOf(String(number)).size < QUESTION_TYPES) number++;
	const begin = { personId: person.id, course, quiz, now: at };
	const id = await db.transaction().execute((trx) => createAttempt(trx, begin, { number: 1, seed: String(number) }));
	if (!id) throw new Error('The attempt was not created.');
	return id;
}

/** Answers two of three questions, every other one wrong. */
async function answerTest(db: Db, attemptId: string, at: Date) {
	const items = (await listItems(db, attemptId)).filter(({ position }) => position % 3 < 2);
	const changes = items.map(({ position, content }) => ({
		position,
		key: randomUUID(),
		value: position % 2 === 0 ? rightAnswer(content) : anotherAnswer(content)
	}));
	await db.transaction().execute((trx) => saveAnswers(trx, [{ attemptId, receivedAt: at, changes }]));
}

function anotherAnswer(content: QuestionContent) {
	const right = rightAnswer(content);
	if (Array.isArray(right)) return right.length > 1 ? [...right.slice(1), ...right.slice(0, 1)] : [];
	if (typeof right === 'string') return content.type === 'number' ? '7' : 'Konstantynopolitańczykowianeczka';
	return right === 0 ? 1 : 0;
}

async function createAttempts(db: Db) {
	const now = new Date();
	const begin = async (name: string, startedAt: Date) => {
		const person = await createPerson(db, name);
		const id = await beginTest(db, person, startedAt);
		await answerTest(db, id, startedAt);
		return { person, id };
	};
	const open = await begin(LONG_NAME, now);
	const failed = await begin(CYRILLIC_NAME, now);
	const late = await begin('Hanna Lis', new Date(now.getTime() - 2 * HOUR_MS));
	for (const { person, id } of [failed, late]) {
		await submitAttempt(db, { personId: person.id, attemptId: id, courses, issuer: ISSUER, now });
	}
	return { open, failed, late };
}

async function createCertificates(db: Db, celina: UserAccount, school: { id: string }) {
	const create = async (name: string) => {
		const person = await createPerson(db, name);
		await learnUpTo(db, person, { steps: course.lessons.length, rightPercent: 90 });
		const [certificate] = await listOwnCertificates(db, person.id);
		if (!certificate) throw new Error('The whole course gave no certificate.');
		const { id, verificationCode: code } = certificate;
		await db.updateTable('certificate').set({ organizationId: school.id }).where('id', '=', id).execute();
		const { id: attemptId } = await db
			.selectFrom('attempt')
			.select('id')
			.where('userAccountId', '=', person.id)
			.where('quizSlug', '=', testLesson.slug)
			.executeTakeFirstOrThrow();
		return { person, id, code, attemptId };
	};
	const valid = await create(LONG_NAME);
	const expired = await create('Mateusz Żak');
	await db.updateTable('certificate').set({ expiresOn: '2026-01-31' }).where('id', '=', expired.id).execute();
	const registrar = { id: celina.id, address: '192.0.2.1' };
	const revoked = await create('Julia Pawłowska');
	await revokeCertificate(db, registrar, revoked.id, { kind: 'error', reason: 'Wydane innej osobie.' });
	const replaced = await create(CYRILLIC_NAME);
	await correctCertificate(db, registrar, replaced.id, { holder: LONG_NAME, reason: 'Literówka w nazwisku.' });
	return { valid, expired, revoked, replaced };
}

async function createPupilsOf(db: Db, celina: UserAccount, school: { id: string }) {
	const nicknames = ['Wolisława Chrząszczyżewoszycka', 'Микола', 'Zosia'];
	const wanted = { organizationId: school.id, nicknames, formKey: randomUUID() };
	const cards = await createPupils(db, { id: celina.id, address: '127.0.0.1' }, wanted);
	const [pupil, blockedPupil, newPupil] = await Promise.all(
		cards.map(({ signInName }) =>
			db.selectFrom('userAccount').selectAll().where('signInName', '=', signInName).executeTakeFirstOrThrow()
		)
	);
	if (!pupil || !blockedPupil || !newPupil) throw new Error('The pupils were not created.');
	const blockedAt = new Date().toISOString();
	await db.updateTable('userAccount').set({ blockedAt }).where('id', '=', blockedPupil.id).execute();
	return { pupil, blockedPupil, newPupil };
}

/** Has a second factor. */
async function createPhoneOwner(db: Db): Promise<UserAccount> {
	const person = await createPerson(db, 'Grażyna Sowa');
	await db.updateTable('userAccount').set({ totpSecret: createTotpSecret() }).where('id', '=', person.id).execute();
	return person;
}

/** Links that were mailed and not used yet. */
async function createTokens(db: Db) {
	const person = await createPerson(db, LONG_NAME);
	await db.updateTable('userAccount').set({ emailConfirmedAt: null }).where('id', '=', person.id).execute();
	const owner = await createPerson(db, LONG_NAME);
	return {
		confirm: await createAccountToken(db, 'confirmEmail', person.id),
		reset: await createAccountToken(db, 'resetPassword', owner.id),
		administrator: await createAccountToken(db, 'inviteAdmin', null)
	};
}

function sendLongMail(db: Db) {
	const text = `Dzień dobry,\n\nustaw nowe hasło:\nhttps://wspolnie.example/haslo/${'a1b2c3d4'.repeat(8)}\n`;
	return sendMail(db, { to: `${'imie.nazwisko.'.repeat(4)}dzial@gmina.example`, subject: 'Nowe hasło', text });
}
