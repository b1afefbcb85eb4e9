import { resolve } from 'node:path';
import type { Asker } from '#lib/accounts/route-access.ts';
import { createAccountToken } from '#lib/accounts/server/account-token.ts';
import { signInCookie, startSignIn } from '#lib/accounts/server/sign-in.ts';
import { lessonPath, type Course } from '#lib/courses/course.ts';
import { checkCourses } from '#lib/courses/server/load-courses.ts';
import { enroll } from '#lib/progress/server/enrollment.ts';
import { markLessonRead } from '#lib/progress/server/progress.ts';
import { startAttempt } from '#lib/quizzes/server/attempts.ts';
import type { Db } from '#lib/server/db/db.ts';
import { Visitor } from './http.ts';
import { learnEverythingBut } from './learning.ts';
import { addTeacher, createGroupWith, createOrganization, grantRole } from './organizations.ts';
import { createPerson } from './people.ts';
import type { Route } from './routes.ts';
import { consentParams } from './worlds/consents.ts';
import { liveParams } from './worlds/live.ts';
import { organizationParams } from './worlds/organizations.ts';
import { markingParams } from './worlds/marking.ts';
import { notificationParams } from './worlds/notifications.ts';
import { regradeParams } from './worlds/regrades.ts';
import { reportParams } from './worlds/reports.ts';
import { rosterParams } from './worlds/rosters.ts';

/** Two schools, one of every asker, and something of Bartek's behind every wall. */
export interface World {
	/** A browser in which the asker has just signed in. */
	as(asker: Asker): Promise<Visitor>;
	people: Record<Exclude<Asker, 'visitor'>, { id: string }>;
	/** What stands for `[param]` in the id of a route; all of it is real. */
	params: Record<string, string>;
	/** The page of a lesson with a quiz of this kind. */
	lessonWith(kind: 'practice' | 'test'): string;
}

export const worldCourses = resolve('tests/courses');
const COURSE = 'dobry-kurs';

/** Fills the database of a running server. */
export async function createWorld(db: Db, origin: string): Promise<World> {
	const school = await createOrganization(db, 'Szkoła Podstawowa nr 1');
	const otherSchool = await createOrganization(db, 'Szkoła Podstawowa nr 2');
	const people = {
		halfSignedIn: await withSecondFactor(db, await createPerson(db, 'Halina')),
		learner: await createPerson(db, 'Bartek'),
		pupil: await createPupil(db, school, 'zuzia.7b'),
		teacher: await createPerson(db, 'Anna'),
		colleague: await createPerson(db, 'Maria'),
		otherTeacher: await createPerson(db, 'Darek'),
		coordinator: await withSecondFactor(db, await createPerson(db, 'Celina')),
		otherCoordinator: await withSecondFactor(db, await createPerson(db, 'Dorota')),
		author: await createPerson(db, 'Henryk'),
		regionalCoordinator: await createPerson(db, 'Róża'),
		admin: await withSecondFactor(db, await createPerson(db, 'Adam'))
	};
	await grantRole(db, people.halfSignedIn, 'admin', null);
	await grantRole(db, people.teacher, 'teacher', school);
	await grantRole(db, people.colleague, 'teacher', school);
	await grantRole(db, people.otherTeacher, 'teacher', otherSchool);
	await grantRole(db, people.coordinator, 'coordinator', school);
	await grantRole(db, people.otherCoordinator, 'coordinator', otherSchool);
	await grantRole(db, people.author, 'author', null);
	await grantRole(db, people.regionalCoordinator, 'regionalCoordinator', null);
	await grantRole(db, people.admin, 'admin', null);

	const course = readCourse();
	// Before the certificate: it carries the logo, which therefore outlasts its removal.
	const organization = await organizationParams(db, school, people);
	const { certificate, group } = await certify(db, school, people.learner, course);
	await addTeacher(db, group, people.teacher);
	const test = course.lessons.find(({ quiz }) => quiz?.kind === 'test')?.quiz;
	if (!test) throw new Error('The course has no test.');
	const attempt = await startAttempt(db, { personId: people.learner.id, course, quiz: test, now: new Date() });
	const unconfirmed = await createPerson(db, 'Filip');
	await db.updateTable('userAccount').set({ emailConfirmedAt: null }).where('id', '=', unconfirmed.id).execute();

	const lessonWith = (kind: 'practice' | 'test') => {
		const lesson = course.lessons.find(({ quiz }) => quiz?.kind === kind);
		if (!lesson) throw new Error(`The course has no lesson with a quiz of kind ${kind}.`);
		return lessonPath(course, lesson);
	};
	const [, , , module = '', lesson = ''] = lessonWith('practice').split('/');
	return {
		people,
		as: (asker) => signIn(db, origin, asker, people),
		lessonWith,
		params: {
			course: COURSE,
			module,
			lesson,
			quiz: lessonWith('test').split('/').at(-1) ?? '',
			organizationId: school.id,
			groupId: group.id,
			personId: people.learner.id,
			pupilId: (await createPupil(db, school, 'kuba.7b')).id,
			attemptId: attempt.id,
			question: test.questions[0]?.id ?? '',
			'wydruk/quiz': test.slug,
			id: certificate.id,
			code: certificate.verificationCode,
			'potwierdzenie/token': await createAccountToken(db, 'confirmEmail', unconfirmed.id),
			'haslo/token': await createAccountToken(db, 'resetPassword', people.teacher.id),
			'pierwszy-administrator/token': await createAccountToken(db, 'inviteAdmin', null),
			...(await notificationParams(db)),
			...(await consentParams(db, origin)),
			...(await liveParams(db, { teacher: people.teacher, group, course })),
			'dziennik/format': 'csv',
			...(await markingParams(db, {
				...{ group, course, quiz: test },
				learnerAttempt: { id: attempt.id, personId: people.learner.id }
			})),
			...(await reportParams(db, { teacher: people.teacher, group, course })),
			...(await regradeParams(db, { courseSlug: COURSE, quizSlug: test.slug, author: people.author })),
			...(await rosterParams(db, { school, group, teacher: people.teacher, coordinator: people.coordinator })),
			...organization,
			path: anyPicture(course)
		}
	};
}

/** The address of a route in the world. */
export function pathOf(world: World, { id, kind, name }: Route): string {
	const segments = id.split('/').filter((segment) => segment !== '' && !segment.startsWith('('));
	const path = segments.map((segment, index) => fill(world, segment, segments[index - 1] ?? '', segments[0])).join('/');
	const isAction = kind === 'action';
	if (isAction && name === 'start') return `${world.lessonWith('test')}?/start`;
	return `/${path}${isAction && name !== 'default' ? `?/${name}` : ''}`;
}

function fill(world: World, segment: string, before: string, area = ''): string {
	return segment.replace(/\[(?:\.\.\.)?(\w+)\]/, (_, name: string) => {
		const { params } = world;
		const value = params[`${area}/${before}/${name}`] ?? params[`${before}/${name}`] ?? params[name];
		if (value === undefined) throw new Error(`The world has nothing for [${name}] after ${before}.`);
		return value;
	});
}

async function signIn(db: Db, origin: string, asker: Asker, people: World['people']): Promise<Visitor> {
	const visitor = new Visitor(origin);
	if (asker === 'visitor') return visitor;
	if (asker !== 'halfSignedIn') return visitor.signInAs(db, people[asker]);
	const token = await startSignIn(db, people.halfSignedIn.id, { device: 'test', isHalf: true });
	visitor.cookies.set(signInCookie({ origin }).name, token);
	return visitor;
}

async function withSecondFactor<P extends { id: string }>(db: Db, person: P): Promise<P> {
	const totpSecret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
	await db.updateTable('userAccount').set({ totpSecret }).where('id', '=', person.id).execute();
	return person;
}

/** A pupil who has already replaced the code they were handed. */
async function createPupil(db: Db, school: { id: string }, signInName: string): Promise<{ id: string }> {
	const { id } = await createPerson(db, signInName);
	await db
		.updateTable('userAccount')
		.set({ kind: 'pupil', email: null, emailConfirmedAt: null, signInName, organizationId: school.id })
		.where('id', '=', id)
		.execute();
	return { id };
}

/** Takes a learner of the school through the course, up to the certificate. */
async function certify(db: Db, school: { id: string }, learner: { id: string }, course: Course) {
	const group = await createGroupWith(db, school, [learner], course.slug);
	await enroll(db, learner, course);
	const last = course.lessons.find(({ quiz }) => quiz?.kind !== 'test')?.slug ?? '';
	await learnEverythingBut(db, learner.id, course, last, new Date());
	await markLessonRead(db, { personId: learner.id, course, lessonSlug: last, issuer: 'Operator' });
	const certificate = await db
		.selectFrom('certificate')
		.select(['id', 'verificationCode'])
		.where('userAccountId', '=', learner.id)
		.executeTakeFirstOrThrow();
	return { certificate, group };
}

function readCourse(): Course {
	const course = checkCourses(worldCourses).find(({ slug }) => slug === COURSE)?.course;
	if (!course) throw new Error(`The course ${COURSE} is not sound.`);
	return course;
}

/** `<module>/<lesson>/<file>` of the first picture in the course's text. */
function anyPicture(course: Course): string {
	const html = course.lessons.map((lesson) => lesson.html).join('');
	return new RegExp(`/kursy/${COURSE}/pliki/([^"?]+)`).exec(html)?.[1] ?? 'brak.svg';
}
