import { randomUUID } from 'node:crypto';
import { hashPassword } from '#lib/accounts/server/password-hash.ts';
import { requestPasswordReset } from '#lib/accounts/server/password-change.ts';
import { signInWithPassword } from '#lib/accounts/server/password-sign-in.ts';
import { createToken } from '#lib/accounts/server/secret-token.ts';
import { findSignedInPerson } from '#lib/accounts/server/sign-in.ts';
import type { SignedInPerson } from '#lib/accounts/person.ts';
import { askConsent, getConsent } from '#lib/consent/server/consents.ts';
import { renewCalendarFeed } from '#lib/notifications/server/calendar-feeds.ts';
import { saveMailPreferences } from '#lib/notifications/server/mail-preferences.ts';
import { enroll } from '#lib/progress/server/enrollment.ts';
import { markLessonRead } from '#lib/progress/server/progress.ts';
import { saveReadingPlace } from '#lib/progress/server/reading-place.ts';
import type { AnswerValue } from '#lib/quizzes/question.ts';
import { saveAnswers } from '#lib/quizzes/server/answers.ts';
import { startAttempt } from '#lib/quizzes/server/attempts.ts';
import { submitAttempt } from '#lib/quizzes/server/grading.ts';
import { writeAudit } from '#lib/server/audit-log.ts';
import type { Db } from '#lib/server/db/db.ts';
import type { Settings } from '#lib/server/settings.ts';
import { assessAttempt } from './assessed-attempt.ts';
import { createGroupWith } from './organizations.ts';
import { createPerson } from './people.ts';
import { allQuestions, gradingAt, practiceQuiz, rightAnswers, smallCourse, testQuiz } from './quizzes.ts';

export const password = 'kot pije zimny atrament';
const device = 'Firefox, Windows';

/** Somebody with an address and a password, who left a trace wherever one can: the course is finished, one quiz open. */
export async function createBusyLearner(
	db: Db,
	settings: Settings,
	given: { name: string; school: { id: string }; address: string; now: Date }
): Promise<{ person: SignedInPerson; email: string; answer: string }> {
	const { name, school, address, now } = given;
	const account = await createPerson(db, name);
	const email = `${name.toLowerCase()}.${account.id}@example.org`;
	await db
		.updateTable('userAccount')
		.set({ email, passwordHash: await hashPassword(password) })
		.where('id', '=', account.id)
		.execute();
	const group = await createGroupWith(db, school, [account], smallCourse.slug);
	await db
		.insertInto('gradeDecision')
		.values({
			id: randomUUID(),
			learnerGroupId: group.id,
			userAccountId: account.id,
			courseSlug: smallCourse.slug,
			quizSlug: testQuiz.slug,
			kind: 'override',
			percent: 75,
			reason: `decyzja o osobie ${name}`,
			decidedBy: null,
			decidedAt: now.toISOString()
		})
		.execute();
	await db
		.insertInto('timeAdjustment')
		.values({ userAccountId: account.id, factorPercent: 150, setAt: now.toISOString(), setBy: account.id })
		.execute();
	const answer = await learn(db, account.id, name, now);
	await answerLive(db, account.id, group, now);
	await bringConsent(db, account.id, name, now);
	await saveMailPreferences(db, account.id, { due: 'weekly' }, now);
	await renewCalendarFeed(db, account.id, now);

	const login = email;
	await signInWithPassword(db, { login, password: 'nie to hasło', address, device }, now);
	const browserSecret = createToken();
	const outcome = await signInWithPassword(db, { login, password, address, device, browserSecret }, now);
	await signInWithPassword(db, { login, password: 'znowu nie to', address: '198.51.100.7', device }, now);
	await requestPasswordReset(db, settings, email, now);
	const about = { subjectKind: 'userAccount', subjectId: account.id };
	await writeAudit(db, { actorId: account.id, action: 'password.changed', ...about, address }, now);
	const person = await findSignedInPerson(db, 'token' in outcome ? outcome.token : '', now);
	if (!person) throw new Error(`${name} is not signed in.`);
	return { person, email, answer };
}

async function learn(db: Db, personId: string, name: string, now: Date): Promise<string> {
	const course = smallCourse;
	const grading = gradingAt(now);
	await enroll(db, { id: personId }, course, now);
	await markLessonRead(db, { personId, course, lessonSlug: 'lekcja', issuer: grading.issuer, now });
	await saveReadingPlace(db, { personId, courseSlug: course.slug, lessonSlug: 'lekcja', headingId: 'h-glosy' }, now);
	const { id: attemptId } = await startAttempt(db, { personId, course, quiz: testQuiz, now });
	const answer = `odpowiedź osoby ${name}`;
	const values: [number, AnswerValue][] = allQuestions.map(({ id }, position) => [
		position,
		rightAnswers[id as 'text']
	]);
	const text = allQuestions.findIndex(({ id }) => id === 'text');
	await save(db, attemptId, [[text, answer]], now);
	await save(db, attemptId, values, now);
	await submitAttempt(db, { personId, attemptId, ...grading });
	const place = { courseSlug: course.slug, quizSlug: testQuiz.slug };
	await assessAttempt(db, { personId, attemptId, ...place, words: `uwaga o pracy osoby ${name}`, now });
	const open = await startAttempt(db, { personId, course, quiz: { ...practiceQuiz, kind: 'test' }, now });
	await save(db, open.id, [[0, 1]], now);
	return answer;
}

async function answerLive(db: Db, personId: string, group: { id: string }, now: Date) {
	const id = randomUUID();
	const quiz = { courseSlug: smallCourse.slug, quizSlug: practiceQuiz.slug, questions: '[]' };
	const state = { position: 0, state: 'ended' as const, version: 1, openedBy: null };
	await db
		.insertInto('liveSession')
		.values({
			id,
			learnerGroupId: group.id,
			...quiz,
			...state,
			openedAt: now.toISOString(),
			endedAt: now.toISOString()
		})
		.execute();
	const answer = { liveSessionId: id, position: 0, userAccountId: personId };
	await db
		.insertInto('liveAnswer')
		.values({ ...answer, value: '0', answeredAt: now.toISOString() })
		.execute();
}

async function bringConsent(db: Db, personId: string, nickname: string, now: Date) {
	const request = { nickname, method: 'link' as const, guardianEmail: `opiekun.${personId}@example.org` };
	const token = await askConsent(db, { origin: 'https://wspolnie.example' }, request, now);
	const { id } = await getConsent(db, 'child', token);
	await db
		.updateTable('guardianConsent')
		.set({ state: 'confirmed', confirmedAt: now.toISOString(), userAccountId: personId })
		.where('id', '=', id)
		.execute();
	// The guardian has read the mail.
	await db.deleteFrom('outbox').where('payload', 'like', '%/zgoda/%').execute();
}

const save = (db: Db, attemptId: string, values: [number, AnswerValue][], receivedAt: Date) =>
	db.transaction().execute((trx) => {
		const changes = values.map(([position, value]) => ({ position, value, key: randomUUID() }));
		return saveAnswers(trx, [{ attemptId, receivedAt, changes }]);
	});
