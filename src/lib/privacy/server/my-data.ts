import { listMyMemberships } from '#lib/groups/server/my-memberships.ts';
import { listCounts } from '#lib/accounts/server/throttle.ts';
import type { CertificateContent } from '#lib/certificates/certificate.ts';
import type { Course } from '#lib/courses/course.ts';
import { findMyConsent } from '#lib/consent/server/my-consent.ts';
import { listMyLiveAnswers } from '#lib/live/server/my-live-answers.ts';
import { getMyNotificationData } from '#lib/notifications/server/my-notifications.ts';
import { listMyGradeDecisions } from '#lib/grades/server/my-grade-decisions.ts';
import { listMyReports } from '#lib/question-reports/server/my-reports.ts';
import { listMyReviews } from '#lib/reviews/server/my-reviews.ts';
import { listMyLists } from '#lib/rosters/server/my-lists.ts';
import type { Db } from '#lib/server/db/db.ts';
import { listMyInvitations } from '#lib/organizations/server/my-invitations.ts';
import { listMailTo } from '#lib/server/mail.ts';
import type { AccountData, CertificateData, MyData, MyDataList, Named, SignInCountData } from '../my-data.ts';

/** Whose data is asked for, and what is needed to put it in words. */
export interface Asked {
	personId: string;
	courses: { find(slug: string): Course | undefined };
	/** The public address of this site. */
	origin: string;
	now: Date;
}

/** Everything about a person whose length does not grow with their work. Columns are picked by name: secrets stay. */
export async function getMyData(db: Db, asked: Asked): Promise<Omit<MyData, MyDataList>> {
	const { personId, now } = asked;
	const account = await getAccount(db, personId);
	const names = [account.email, account.signInName].filter((name) => name !== null);
	return {
		format: 'wspolnie-my-data/1',
		generatedAt: now.toISOString(),
		account,
		roles: await listRoles(db, personId),
		groups: await listMyMemberships(db, personId),
		lists: await listMyLists(db, personId),
		timeAdjustment: await findTimeAdjustment(db, personId),
		enrollments: await listEnrollments(db, asked),
		lessonsRead: await listLessonsRead(db, asked),
		readingPlaces: await listReadingPlaces(db, asked),
		quizResults: await listQuizResults(db, asked),
		gradeDecisions: await listMyGradeDecisions(db, personId, asked.courses),
		certificates: await listCertificates(db, asked),
		signIns: await listSignIns(db, personId),
		signInCounts: (await listCounts(db, { id: personId, names })).map(describeCount),
		invitations: await listMyInvitations(db, { personId, email: account.email }),
		links: await listLinks(db, personId),
		mails: account.email
			? (await listMailTo(db, account.email)).map(({ subject, createdAt, state }) => ({ subject, createdAt, state }))
			: [],
		...(await getMyNotificationData(db, personId)),
		liveAnswers: (await listMyLiveAnswers(db, personId)).map(({ courseSlug, quizSlug, ...answer }) => ({
			course: courseNamed(asked, courseSlug),
			quiz: lessonNamed(asked, courseSlug, quizSlug),
			...answer
		})),
		reviews: await listMyReviews(db, personId),
		questionReports: await listMyReports(db, personId),
		guardianConsent: await findMyConsent(db, personId)
	};
}

export const courseNamed = ({ courses }: Asked, slug: string): Named => ({
	slug,
	title: courses.find(slug)?.title ?? null
});

export function lessonNamed({ courses }: Asked, courseSlug: string, slug: string): Named {
	const lesson = courses.find(courseSlug)?.lessons.find((candidate) => candidate.slug === slug);
	return { slug, title: lesson?.title ?? null };
}

async function getAccount(db: Db, personId: string): Promise<AccountData> {
	const { passwordHash, totpSecret, mustChangePassword, ...account } = await db
		.selectFrom('userAccount as a')
		.leftJoin('organization as o', 'o.id', 'a.organizationId')
		.select(['a.id', 'a.kind', 'a.displayName', 'a.email', 'a.emailConfirmedAt', 'a.signInName', 'a.blockedAt'])
		.select([
			'a.createdAt',
			'a.lastSignInAt',
			'a.passwordHash',
			'a.totpSecret',
			'a.mustChangePassword',
			'o.name as organization'
		])
		.where('a.id', '=', personId)
		.executeTakeFirstOrThrow();
	return {
		...account,
		hasPassword: passwordHash !== null,
		mustChangePassword: mustChangePassword === 1,
		hasSecondFactor: totpSecret !== null
	};
}

function listRoles(db: Db, personId: string) {
	return db
		.selectFrom('role as r')
		.leftJoin('organization as o', 'o.id', 'r.organizationId')
		.select(['r.name', 'o.name as organization', 'r.grantedAt'])
		.where('r.userAccountId', '=', personId)
		.orderBy('r.grantedAt')
		.execute();
}

async function findTimeAdjustment(db: Db, personId: string) {
	const row = await db
		.selectFrom('timeAdjustment')
		.select(['factorPercent', 'setAt'])
		.where('userAccountId', '=', personId)
		.executeTakeFirst();
	return row ?? null;
}

async function listEnrollments(db: Db, asked: Asked) {
	const rows = await db
		.selectFrom('enrollment as e')
		.leftJoin('learnerGroup as g', 'g.id', 'e.learnerGroupId')
		.select(['e.courseSlug', 'g.name as group', 'e.enrolledAt', 'e.completedAt', 'e.lastActivityAt'])
		.where('e.userAccountId', '=', asked.personId)
		.orderBy('e.enrolledAt')
		.execute();
	return rows.map(({ courseSlug, ...row }) => ({ course: courseNamed(asked, courseSlug), ...row }));
}

async function listLessonsRead(db: Db, asked: Asked) {
	const rows = await db
		.selectFrom('lessonProgress')
		.select(['courseSlug', 'lessonSlug', 'readAt'])
		.where('userAccountId', '=', asked.personId)
		.orderBy('readAt')
		.execute();
	return rows.map(({ courseSlug, lessonSlug, readAt }) => ({
		course: courseNamed(asked, courseSlug),
		lesson: lessonNamed(asked, courseSlug, lessonSlug),
		readAt
	}));
}

async function listReadingPlaces(db: Db, asked: Asked) {
	const rows = await db
		.selectFrom('readingPlace')
		.select(['courseSlug', 'lessonSlug', 'headingId', 'savedAt'])
		.where('userAccountId', '=', asked.personId)
		.orderBy('courseSlug')
		.execute();
	return rows.map(({ courseSlug, lessonSlug, headingId, savedAt }) => ({
		course: courseNamed(asked, courseSlug),
		lesson: lessonNamed(asked, courseSlug, lessonSlug),
		heading: headingId,
		savedAt
	}));
}

async function listQuizResults(db: Db, asked: Asked) {
	const rows = await db
		.selectFrom('quizResult')
		.select([
			'courseSlug',
			'quizSlug',
			'gradedCount',
			'bestScore',
			'bestMaxScore',
			'lastScore',
			'lastMaxScore',
			'passedAt'
		])
		.where('userAccountId', '=', asked.personId)
		.orderBy('courseSlug')
		.orderBy('quizSlug')
		.execute();
	return rows.map(({ courseSlug, quizSlug, ...row }) => ({
		course: courseNamed(asked, courseSlug),
		quiz: lessonNamed(asked, courseSlug, quizSlug),
		...row
	}));
}

/** What those who keep the register wrote for each other stays out: it may be about others. */
async function listCertificates(db: Db, { personId, origin }: Asked): Promise<CertificateData[]> {
	const rows = await db
		.selectFrom('certificate')
		.select(['id', 'number', 'verificationCode', 'state', 'issuedAt', 'expiresOn', 'content'])
		.where('userAccountId', '=', personId)
		.orderBy('issuedAt')
		.execute();
	const events = await db
		.selectFrom('certificateEvent as e')
		.innerJoin('certificate as c', 'c.id', 'e.certificateId')
		.select(['e.certificateId', 'e.kind', 'e.reasonKind', 'e.happenedAt'])
		.where('c.userAccountId', '=', personId)
		.orderBy('e.happenedAt')
		.execute();
	return rows.map(({ id, verificationCode, content, ...row }) => {
		const history = events
			.filter(({ certificateId }) => certificateId === id)
			.map(({ kind, reasonKind, happenedAt }) => ({ kind, reasonKind, happenedAt }));
		return { ...row, address: `${origin}/zaswiadczenia/${verificationCode}`, content: printedOf(content), history };
	});
}

function printedOf(content: string): CertificateData['content'] {
	const { holder, title, courseSlug, courseTitle, hours, directions, outcomes, ...rest } = JSON.parse(
		content
	) as CertificateContent;
	const { resultPercent, issuer, organization, completedOn, issuedOn, lawAsOf, replaces } = rest;
	const course = { courseSlug, courseTitle, hours, directions, outcomes };
	const place = organization && { organization };
	return { holder, title, ...course, resultPercent, issuer, ...place, completedOn, issuedOn, lawAsOf, replaces };
}

/** How many certificates stay in the register when the person is erased. */
export async function countMyCertificates(db: Db, personId: string): Promise<number> {
	const { count } = await db
		.selectFrom('certificate')
		.select((eb) => eb.fn.countAll().as('count'))
		.where('userAccountId', '=', personId)
		.executeTakeFirstOrThrow();
	return Number(count);
}

async function listSignIns(db: Db, personId: string) {
	const rows = await db
		.selectFrom('signInSession')
		.select(['device', 'createdAt', 'lastSeenAt', 'expiresAt', 'secondFactorAt'])
		.where('userAccountId', '=', personId)
		.orderBy('lastSeenAt', 'desc')
		.execute();
	return rows.map(({ secondFactorAt, ...row }) => ({ ...row, hasSecondFactor: secondFactorAt !== null }));
}

/** Keys read `purpose:whose`, `purpose:whose:network` or `purpose:whose:browser-mark`; digests stay. */
function describeCount(row: Awaited<ReturnType<typeof listCounts>>[number]): SignInCountData {
	const [purpose = '', , ...parts] = row.id.split(':');
	const from = parts.join(':');
	const isBrowser = from.startsWith('browser-');
	return {
		purpose,
		network: from === '' || isBrowser ? null : from,
		isBrowser,
		count: row.failureCount,
		since: row.windowStartedAt,
		blockedUntil: row.blockedUntil
	};
}

function listLinks(db: Db, personId: string) {
	return db
		.selectFrom('accountToken')
		.select(['purpose', 'createdAt', 'expiresAt', 'usedAt'])
		.where('userAccountId', '=', personId)
		.orderBy('createdAt')
		.execute();
}
