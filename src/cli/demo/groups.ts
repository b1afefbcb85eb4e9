import { randomUUID } from 'node:crypto';
import type { Course } from '#lib/courses/course.ts';
import type { CourseIndex } from '#lib/courses/server/course-index.ts';
import { dayInPoland } from '#lib/format.ts';
import type { AssignmentRules } from '#lib/groups/assignment.ts';
import { assignCourse } from '#lib/groups/server/assignments.ts';
import { createGroup } from '#lib/groups/server/groups.ts';
import { addLearner } from '#lib/groups/server/members.ts';
import { createTeam } from '#lib/groups/server/teams.ts';
import type { Db } from '#lib/server/db/db.ts';
import type { DemoCourse, DemoGroup, DemoPerson } from './cast.ts';
import { learn } from './learn.ts';
import { review } from './reviews.ts';
import { handInWork } from './written-work.ts';

const DAY_MS = 86_400_000;

export interface DemoSchool {
	organizationId: string;
	courses: CourseIndex;
	issuer: string;
	now: Date;
	/** @returns the id of the account */
	addPerson(person: DemoPerson): Promise<string>;
}

/** Opens a group as its teacher would, weeks ago, and lets its people learn since. */
export async function addGroup(db: Db, school: DemoSchool, group: DemoGroup): Promise<void> {
	const { organizationId, courses, issuer, now } = school;
	const id = randomUUID();
	const teacherId = await school.addPerson(group.teacher);
	const actor = { id: teacherId, address: '127.0.0.1' };
	const [first, ...others] = group.courses;
	const course = courseOf(courses, first);
	const began = daysFrom(now, -first.givenDaysAgo);
	await createGroup(db, actor, { id, organizationId, name: group.name, teacherId, course: null }, began);
	await assignCourse(db, actor, id, course, began, rulesOf(first, now));

	const teamOf = new Map<string, string>();
	for (const [name, people] of Object.entries(group.teams ?? {})) {
		const teamId = await db.transaction().execute((trx) => createTeam(trx, actor, id, name, began));
		for (const person of people) teamOf.set(person, teamId);
	}
	const idOf = new Map<string, string>();
	for (const learner of group.learners) {
		const personId = await school.addPerson(learner);
		idOf.set(learner.name, personId);
		await db.transaction().execute((trx) => addLearner(trx, id, personId, began, teamOf.get(learner.name)));
		if (!learner.pace) continue;
		await learn(db, { id: personId, courses, course, issuer }, learner.pace, now);
		await review(db, { id: personId, courses }, learner.pace, now);
	}
	for (const other of others) {
		const given = daysFrom(now, -other.givenDaysAgo);
		const assigned = courseOf(courses, other);
		await assignCourse(db, actor, id, assigned, given, rulesOf(other, now));
		if (assigned.slug !== other.slug) continue;
		for (const [name, texts] of Object.entries(other.handedIn ?? {})) {
			const writer = { id: idOf.get(name)!, courses, course: assigned, issuer };
			await handInWork(db, writer, texts, daysFrom(now, -1));
		}
	}
}

/** One that cannot be served gives way to another: the demo runs also with somebody's own courses. */
const courseOf = (courses: CourseIndex, { slug }: DemoCourse): Course => courses.find(slug) ?? courses.list()[0]!;

function rulesOf(course: DemoCourse, now: Date): AssignmentRules {
	const { opensInDays, dueInDays, isOrderLocked = false, passingPercent = null } = course;
	const dayIn = (days: number | undefined) => (days === undefined ? null : dayInPoland(daysFrom(now, days)));
	return { opensOn: dayIn(opensInDays), dueOn: dayIn(dueInDays), isOrderLocked, passingPercent };
}

const daysFrom = (now: Date, days: number) => new Date(now.getTime() + days * DAY_MS);
