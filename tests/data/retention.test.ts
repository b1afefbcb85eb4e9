import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { Expiry } from '#lib/privacy/server/expiry.ts';
import { deleteExpiredLearning } from '#lib/privacy/server/retention-learning.ts';
import { retention } from '#lib/privacy/server/retention.ts';
import { startSignIn } from '#lib/accounts/server/sign-in.ts';
import { enroll } from '#lib/progress/server/enrollment.ts';
import { writeAudit } from '#lib/server/audit-log.ts';
import type { Db } from '#lib/server/db/db.ts';
import { assessAttempt } from '../support/assessed-attempt.ts';
import { sampleCourse } from '../support/courses.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { learnEverythingBut } from '../support/learning.ts';
import { createGroupWith, createOrganization } from '../support/organizations.ts';
import { createPerson } from '../support/people.ts';

const course = sampleCourse();
const start = new Date('2026-09-01T08:00:00.000Z');
const after = (months: number, days = 0) => {
	const date = new Date(start);
	date.setUTCMonth(date.getUTCMonth() + months);
	return new Date(date.getTime() + days * 24 * 3_600_000);
};

describeOnBothDatabases('what was learned goes when its organization says', (getDb) => {
	let db: Db;
	let school: { id: string };

	beforeEach(async () => {
		db = getDb();
		for (const table of ['userAccount', 'invitation'] as const) await db.deleteFrom(table).execute();
		school = await createOrganization(db, 'Szkoła Podstawowa nr 3');
		await setPeriods({ answersMonths: 6, resultsMonths: 12, accountsMonths: 18, logMonths: 12 });
	});

	const setPeriods = (periods: Record<'answersMonths' | 'resultsMonths' | 'accountsMonths' | 'logMonths', number>) =>
		db.updateTable('organization').set(periods).where('id', '=', school.id).execute();

	/** Has learned the whole course on the first day. */
	async function learnerOf(group: 'inGroup' | 'ofAccount' | 'alone'): Promise<string> {
		const person = await createPerson(db, 'Bartek');
		if (group === 'inGroup') await createGroupWith(db, school, [person], course.slug);
		await enroll(db, person, course, start);
		await learnEverythingBut(db, person.id, course, '', start);
		if (group === 'ofAccount') await makePupil(person.id);
		const at = start.toISOString();
		await db
			.updateTable('enrollment')
			.set({ lastActivityAt: at, steps: '[]' })
			.where('userAccountId', '=', person.id)
			.execute();
		await db
			.insertInto('attempt')
			.values({
				id: randomUUID(),
				userAccountId: person.id,
				courseSlug: course.slug,
				quizSlug: 'sprawdzian',
				number: 1,
				state: 'graded',
				seed: '1',
				policy: '{}',
				courseRevision: 'a',
				startedAt: at,
				deadlineAt: null,
				lastSavedAt: at,
				closedAt: at,
				score: 100,
				maxScore: 100,
				isPassed: 1
			})
			.execute();
		return person.id;
	}

	async function makePupil(id: string, createdAt = start) {
		await db
			.updateTable('userAccount')
			.set({
				kind: 'pupil',
				email: null,
				emailConfirmedAt: null,
				signInName: `pupil-${id}`,
				organizationId: school.id,
				createdAt: createdAt.toISOString()
			})
			.where('id', '=', id)
			.execute();
	}

	const run = async (now: Date) => deleteExpiredLearning(db, await Expiry.read(db, now), now);
	const countOf = async (id: string) => {
		const rows = async (table: 'attempt' | 'enrollment' | 'lessonProgress' | 'quizResult') =>
			(await db.selectFrom(table).select('userAccountId').where('userAccountId', '=', id).execute()).length;
		return {
			attempts: await rows('attempt'),
			enrollments: await rows('enrollment'),
			lessons: await rows('lessonProgress'),
			results: await rows('quizResult')
		};
	};
	const auditOf = async (organizationId: string | null) => {
		const entries = await db
			.selectFrom('auditLog')
			.selectAll()
			.where('action', '=', 'retention.removed')
			.where('organizationId', organizationId === null ? 'is' : '=', organizationId)
			.execute();
		return entries.map(({ detail }) => JSON.parse(detail ?? '{}') as Record<string, number>);
	};

	test.each(['inGroup', 'ofAccount'] as const)('answers, then results: %s', async (group) => {
		const id = await learnerOf(group);
		const before = await countOf(id);
		expect(before).toMatchObject({ enrollments: 1 });
		expect(before.attempts * before.lessons * before.results).toBeGreaterThan(0);

		expect((await run(after(6))).of.size).toBe(0);
		expect(await countOf(id)).toEqual(before);
		await run(after(6, 1));
		expect(await countOf(id)).toEqual({ ...before, attempts: 0 });
		expect(await auditOf(school.id)).toEqual([{ attempts: before.attempts, courses: 0, accounts: 0 }]);
		await run(after(12, 1));
		expect(await countOf(id)).toEqual({ attempts: 0, enrollments: 0, lessons: 0, results: 0 });
		expect((await auditOf(school.id)).at(-1)).toMatchObject({ courses: 1 });
	});

	test('marks and handed files go with the answers, reviews and remarks with the results', async () => {
		const personId = await learnerOf('inGroup');
		const { id: attemptId } = await db
			.selectFrom('attempt')
			.select('id')
			.where('userAccountId', '=', personId)
			.where('quizSlug', '=', 'sprawdzian')
			.executeTakeFirstOrThrow();
		const revision = { hash: randomUUID(), courseSlug: course.slug, questionSlug: 'glosy', content: '{}' };
		await db
			.insertInto('questionRevision')
			.values({ ...revision, createdAt: start.toISOString() })
			.execute();
		const item = { attemptId, position: 0, questionHash: revision.hash, optionOrder: '[]', score: 100 };
		await db.insertInto('attemptItem').values(item).execute();
		const place = { courseSlug: course.slug, quizSlug: 'sprawdzian' };
		await assessAttempt(db, { personId, attemptId, ...place, words: 'moja praca', now: start });
		const ofAnswers = ['mark', 'handedFile', 'handedFilePart', 'regradeChange'] as const;
		const ofResults = ['reviewCard', 'reviewEntry', 'questionReport'] as const;
		const left = async () => {
			const tables = [...ofAnswers, ...ofResults];
			const rows = await Promise.all(tables.map((table) => db.selectFrom(table).selectAll().execute()));
			return tables.filter((_, index) => rows[index]!.length > 0);
		};

		await run(after(6));
		expect(await left()).toEqual([...ofAnswers, ...ofResults]);
		await run(after(6, 1));
		expect(await left()).toEqual(ofResults);
		await run(after(12, 1));
		expect(await left()).toEqual([]);
	});

	test('people without an organization keep what the platform keeps', async () => {
		const id = await learnerOf('alone');
		const before = await countOf(id);
		await run(after(24));
		expect(await countOf(id)).toEqual(before);
		await run(after(24, 1));
		expect(await countOf(id)).toEqual({ ...before, attempts: 0 });
		await run(after(60));
		expect((await countOf(id)).results).toBe(before.results);
		await run(after(60, 1));
		expect(await countOf(id)).toMatchObject({ enrollments: 0, results: 0 });
		expect(await auditOf(null)).toEqual([
			expect.objectContaining({ attempts: before.attempts }),
			expect.objectContaining({ courses: 1 })
		]);
	});

	test('a course learned lately, or not yet looked through, is left alone', async () => {
		const [active, unprepared] = [await learnerOf('inGroup'), await learnerOf('inGroup')];
		const lately = { lastActivityAt: after(20).toISOString() };
		await db.updateTable('enrollment').set(lately).where('userAccountId', '=', active).execute();
		await db.updateTable('enrollment').set({ steps: null }).where('userAccountId', '=', unprepared).execute();
		await run(after(24));
		for (const id of [active, unprepared]) expect(await countOf(id)).toMatchObject({ enrollments: 1 });
	});

	test('a certificate outlives what it was earned with', async () => {
		const id = await learnerOf('inGroup');
		await db
			.insertInto('certificate')
			.values({
				id: randomUUID(),
				number: `WSP/2026/${id}`,
				verificationCode: id,
				userAccountId: id,
				organizationId: school.id,
				courseSlug: course.slug,
				courseRevision: 'a',
				content: '{}',
				issuedAt: start.toISOString(),
				expiresOn: null,
				state: 'valid',
				replacedBy: null,
				searchText: ''
			})
			.execute();
		await run(after(24));
		expect(await countOf(id)).toMatchObject({ enrollments: 0 });
		const kept = await db.selectFrom('certificate').select('state').where('userAccountId', '=', id).execute();
		expect(kept).toEqual([{ state: 'valid' }]);
	});

	test('a pupil’s account nobody uses is erased, so that no backup brings it back; any use keeps it', async () => {
		const newPupil = async () => {
			const { id } = await createPerson(db, 'Zuzia');
			await makePupil(id);
			return id;
		};
		const [unused, signedIn, learning] = [await newPupil(), await newPupil(), await newPupil()];
		const adult = (await createPerson(db, 'Anna')).id;
		await db.updateTable('userAccount').set({ createdAt: start.toISOString() }).where('id', '=', adult).execute();
		await startSignIn(db, signedIn, { device: 'tablet' }, after(10));
		await db.deleteFrom('signInSession').where('userAccountId', '=', signedIn).execute();
		const read = { courseSlug: course.slug, lessonSlug: 'lekcja', readAt: after(10).toISOString() };
		await db
			.insertInto('lessonProgress')
			.values({ userAccountId: learning, ...read })
			.execute();
		const alive = async () => (await db.selectFrom('userAccount').select('id').execute()).map(({ id }) => id).sort();

		await run(after(18));
		expect(await alive()).toEqual([unused, signedIn, learning, adult].sort());
		await run(after(18, 1));
		expect(await alive()).toEqual([signedIn, learning, adult].sort());
		expect(await db.selectFrom('erasedAccount').select('id').where('id', '=', unused).execute()).toHaveLength(1);
		expect(await auditOf(school.id)).toEqual([{ attempts: 0, courses: 0, accounts: 1 }]);
		await run(after(28, 1));
		expect(await alive()).toEqual([adult]);
	});

	test('two processes at once remove everything once and count it once', async () => {
		const people = [await learnerOf('inGroup'), await learnerOf('inGroup'), await learnerOf('inGroup')];
		const { attempts } = await countOf(people[0]!);
		const runs = await Promise.all([run(after(6, 1)), run(after(6, 1)), run(after(6, 1))]);
		const counted = runs.reduce((sum, { of }) => sum + (of.get(school.id)?.attempts ?? 0), 0);
		expect(counted).toBe(attempts * people.length);
	});

	test('the log of an organization goes after its own months, invitations a month after their end', async () => {
		const entry = { actorId: null, action: 'pupil.blocked', subjectKind: 'userAccount', subjectId: 'x' };
		await writeAudit(db, { ...entry, organizationId: school.id }, start);
		await writeAudit(db, { ...entry, organizationId: null }, start);
		await db
			.insertInto('invitation')
			.values({
				id: 'digest',
				organizationId: school.id,
				learnerGroupId: null,
				role: 'teacher',
				email: 'kto@example.org',
				displayName: null,
				createdBy: null,
				createdAt: start.toISOString(),
				expiresAt: after(0, 14).toISOString(),
				acceptedAt: null,
				acceptedBy: null,
				revokedAt: null
			})
			.execute();
		const left = async () => ({
			log: (await db.selectFrom('auditLog').select('id').where('subjectId', '=', 'x').execute()).length,
			invitations: (await db.selectFrom('invitation').select('id').execute()).length
		});
		await retention.run({ db }, after(0, 44));
		expect(await left()).toEqual({ log: 2, invitations: 1 });
		await retention.run({ db }, after(0, 45));
		expect(await left()).toEqual({ log: 2, invitations: 0 });
		await retention.run({ db }, after(12, 1));
		expect(await left()).toEqual({ log: 1, invitations: 0 });
	});

	test('who once was in a group goes with results, counts of answers with answers, a class code a month after its end', async () => {
		const person = await createPerson(db, 'Bartek');
		const group = await createGroupWith(db, school, [], course.slug);
		const at = start.toISOString();
		const inGroup = { learnerGroupId: group.id };
		await db
			.insertInto('formerMembership')
			.values({ ...inGroup, userAccountId: person.id, kind: 'learner', joinedAt: at, leftAt: at })
			.execute();
		await db
			.insertInto('questionStatistic')
			.values({ ...inGroup, courseSlug: course.slug, computedAt: at, content: '{}' })
			.execute();
		await db
			.insertInto('joinCode')
			.values({ ...inGroup, digest: group.id, nonce: 'x', createdBy: null, createdAt: at, expiresAt: at })
			.execute();
		const left = async () => {
			const tables = ['formerMembership', 'questionStatistic', 'joinCode'] as const;
			const counts = tables.map(async (table) => {
				const rows = await db
					.selectFrom(table)
					.select('learnerGroupId')
					.where('learnerGroupId', '=', group.id)
					.execute();
				return rows.length;
			});
			return Promise.all(counts);
		};
		await retention.run({ db }, after(0, 30));
		expect(await left()).toEqual([1, 1, 1]);
		await retention.run({ db }, after(0, 31));
		expect(await left()).toEqual([1, 1, 0]);
		await retention.run({ db }, after(6, 1));
		expect(await left()).toEqual([1, 0, 0]);
		await retention.run({ db }, after(12, 1));
		expect(await left()).toEqual([0, 0, 0]);
	});

	test('a report goes with the results it tells of', async () => {
		const other = await createOrganization(db, 'Szkoła Podstawowa nr 4');
		for (const { id: organizationId } of [school, other]) {
			const { id: learnerGroupId } = await createGroupWith(db, { id: organizationId }, [], course.slug);
			await db
				.insertInto('report')
				.values({
					...{ id: randomUUID(), organizationId, learnerGroupId, courseSlug: course.slug, content: '{}' },
					...{ createdBy: null, createdAt: start.toISOString() }
				})
				.execute();
		}
		const left = () => db.selectFrom('report').select('organizationId').execute();
		await retention.run({ db }, after(12));
		expect(await left()).toHaveLength(2);
		await retention.run({ db }, after(12, 1));
		expect(await left()).toEqual([{ organizationId: other.id }]);
	});
});
