import { randomUUID } from 'node:crypto';
import type { Course } from '#lib/courses/course.ts';
import { dayInPoland } from '#lib/format.ts';
import { NO_RULES } from '#lib/groups/assignment.ts';
import { assignCourse, changeAssignment } from '#lib/groups/server/assignments.ts';
import { archiveGroup, createGroup } from '#lib/groups/server/groups.ts';
import { addLearner } from '#lib/groups/server/members.ts';
import { addTeacher } from '#lib/groups/server/teachers.ts';
import { createTeam } from '#lib/groups/server/teams.ts';
import type { Db } from '#lib/server/db/db.ts';
import { createOrganization, grantRole } from '../../support/organizations.ts';
import { createPerson } from '../../support/people.ts';

const LONG_CLASS = 'Klasa siódma b z rozszerzonym programem przedsiębiorczości i współpracy środowiskowej „Razemek”';
const DAY_MS = 86_400_000;

/** A school with groups in every state, who teaches them, and learners under each rule. */
export async function groupWorld(db: Db, courses: { course: Course; otherCourse: Course }, longName: string) {
	const { course, otherCourse } = courses;
	const school = await createOrganization(db, 'Szkoła Podstawowa nr 7');
	const teacher = await createPerson(db, 'Anna Kowalczyk');
	const newTeacher = await createPerson(db, longName);
	for (const person of [teacher, newTeacher]) await grantRole(db, person, 'teacher', school);
	const actor = { id: teacher.id, address: '127.0.0.1' };
	const now = new Date();
	const dayIn = (days: number) => dayInPoland(new Date(now.getTime() + days * DAY_MS));

	const createOne = async (name: string, given: Course | null) => {
		const id = randomUUID();
		const group = { id, organizationId: school.id, name, teacherId: teacher.id, course: given };
		await createGroup(db, actor, group, now);
		return { id };
	};
	const join = async (group: { id: string }, name: string) => {
		const person = await createPerson(db, name);
		await db.transaction().execute((trx) => addLearner(trx, group.id, person.id, now));
		return person;
	};

	const group = await createOne(LONG_CLASS, course);
	const emptyGroup = await createOne('7c', null);
	const oldGroup = await createOne('Klasa 8a, rocznik 2025', course);
	await db.transaction().execute((trx) => addTeacher(trx, actor, group.id, newTeacher.id, now));
	await db.transaction().execute((trx) => createTeam(trx, actor, group.id, 'Sklepik uczniowski „U Bożydara”', now));
	const learner = await join(group, longName);
	for (const name of ['Микола Шевченко', 'Zuzanna Bąk-Ćwiąkalska']) await join(group, name);
	const formerLearner = await join(oldGroup, 'Kinga');
	const late = { ...NO_RULES, dueOn: dayIn(-3), isOrderLocked: true, passingPercent: 90 };
	await changeAssignment(db, actor, group.id, course, late, now);
	await assignCourse(db, actor, group.id, otherCourse, now, { ...NO_RULES, opensOn: dayIn(12), dueOn: dayIn(40) });
	await archiveGroup(db, actor, oldGroup.id, now);
	return { teacher, group, emptyGroup, oldGroup, learner, formerLearner };
}
