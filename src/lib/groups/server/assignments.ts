import { expressionBuilder } from 'kysely';
import type { Course } from '#lib/courses/course.ts';
import { AppError, notFound } from '#lib/errors.ts';
import { notify } from '#lib/notifications/server/notify.ts';
import { groupThatGives } from '#lib/progress/server/enrollment.ts';
import type { Actor } from '#lib/server/audit-log.ts';
import { inTransaction, type Db } from '#lib/server/db/db.ts';
import type { Schema } from '#lib/server/db/schema.ts';
import { NO_RULES, strictestPassingPercent, type AssignmentRules } from '../assignment.ts';
import { lockOpenGroup } from './access.ts';
import { writeGroupAudit } from './group-audit.ts';

/** A course a group has. */
export interface Assignment extends AssignmentRules {
	courseSlug: string;
	createdAt: string;
	/** Counts changes, for calendars. */
	revision: number;
}

const assignmentsOf = (db: Db, groupId: string) =>
	db
		.selectFrom('courseAssignment')
		.select(['courseSlug', 'opensOn', 'dueOn', 'createdAt', 'isOrderLocked', 'passingPercent', 'revision'])
		.where('learnerGroupId', '=', groupId)
		.where('removedAt', 'is', null);

type Row = Awaited<ReturnType<ReturnType<typeof assignmentsOf>['executeTakeFirstOrThrow']>>;

const toAssignment = ({ isOrderLocked, ...row }: Row): Assignment => ({ ...row, isOrderLocked: isOrderLocked === 1 });

/** The courses of a group, the one given first in front. */
export async function listAssignments(db: Db, groupId: string): Promise<Assignment[]> {
	return (await assignmentsOf(db, groupId).orderBy('createdAt').orderBy('courseSlug').execute()).map(toAssignment);
}

/** @throws AppError 404 when the group does not have the course */
export async function getAssignment(db: Db, groupId: string, courseSlug: string): Promise<Assignment> {
	const row = await assignmentsOf(db, groupId)
		.where('courseSlug', '=', courseSlug)
		.executeTakeFirstOrThrow(() => notFound('kurs tej grupy'));
	return toAssignment(row);
}

/**
 * Gives a course to a group: everyone who learns in it is enrolled and told. Who learns the course already keeps what
 * they did, and their other group if they have one. A second time changes nothing; after it was taken back, the course
 * comes back with the rules given now.
 * @throws AppError 409 when the group is in the archive
 */
export async function assignCourse(
	db: Db,
	actor: Actor,
	groupId: string,
	course: Pick<Course, 'slug' | 'title' | 'lessons'>,
	now: Date = new Date(),
	rules: AssignmentRules = NO_RULES
): Promise<void> {
	refuseLowerMark(course, rules);
	await inTransaction(db, async (trx) => {
		const group = await lockOpenGroup(trx, groupId);
		const values = { ...columnsOf(rules), createdAt: now.toISOString(), removedAt: null };
		const given = await trx
			.insertInto('courseAssignment')
			.values({ learnerGroupId: groupId, courseSlug: course.slug, ...values })
			.onConflict((conflict) =>
				conflict
					.columns(['learnerGroupId', 'courseSlug'])
					.doUpdateSet({ ...values, ...afterChange(now) })
					.where('courseAssignment.removedAt', 'is not', null)
			)
			.returning('courseSlug')
			.executeTakeFirst();
		if (!given) return;
		await enrollLearners(trx, groupId, course.slug, now);
		await tellLearners(trx, group, course, now);
		await writeGroupAudit(
			trx,
			actor,
			group,
			{ action: 'course.assigned', detail: { course: course.slug, ...rules } },
			now
		);
	});
}

async function enrollLearners(trx: Db, groupId: string, courseSlug: string, now: Date) {
	await trx
		.insertInto('enrollment')
		.columns(['userAccountId', 'courseSlug', 'learnerGroupId', 'enrolledAt'])
		.expression((eb) =>
			learnersOf(trx, groupId).select([
				'userAccountId',
				eb.val(courseSlug).as('courseSlug'),
				'learnerGroupId',
				eb.val(now.toISOString()).as('enrolledAt')
			])
		)
		.onConflict((conflict) =>
			conflict.columns(['userAccountId', 'courseSlug']).doUpdateSet((eb) => ({
				learnerGroupId: eb.fn.coalesce('enrollment.learnerGroupId', 'excluded.learnerGroupId')
			}))
		)
		.execute();
}

async function tellLearners(
	trx: Db,
	group: { id: string; name: string },
	course: Pick<Course, 'slug' | 'title'>,
	now: Date
) {
	const learners = await learnersOf(trx, group.id).select('userAccountId').execute();
	const content = {
		kind: 'assigned' as const,
		title: `Nowy kurs: ${course.title}`,
		text: `Kurs dostała grupa ${group.name}. Jest już na stronie „Moja nauka”.`,
		path: `/kursy/${course.slug}`,
		dedupeKey: `${group.id}:${course.slug}`
	};
	await notify(
		trx,
		learners.map(({ userAccountId }) => userAccountId),
		content,
		now
	);
}

const learnersOf = (db: Db, groupId: string) =>
	db.selectFrom('membership').where('learnerGroupId', '=', groupId).where('kind', '=', 'learner');

/**
 * Changes the rules of a course of a group. What is passed stays passed, and an open test keeps the rules it began with.
 * @throws AppError 404 when the group does not have the course, 409 for a lower pass mark or in the archive
 */
export async function changeAssignment(
	db: Db,
	actor: Actor,
	groupId: string,
	course: Pick<Course, 'slug' | 'lessons'>,
	rules: AssignmentRules,
	now: Date = new Date()
): Promise<void> {
	refuseLowerMark(course, rules);
	await inTransaction(db, async (trx) => {
		const group = await lockOpenGroup(trx, groupId);
		await trx
			.updateTable('courseAssignment')
			.set({ ...columnsOf(rules), ...afterChange(now) })
			.where('learnerGroupId', '=', groupId)
			.where('courseSlug', '=', course.slug)
			.where('removedAt', 'is', null)
			.returning('revision')
			.executeTakeFirstOrThrow(() => notFound('kurs tej grupy'));
		await writeGroupAudit(
			trx,
			actor,
			group,
			{ action: 'course.rulesChanged', detail: { course: course.slug, ...rules } },
			now
		);
	});
}

/** Takes a course back from a group. Who learns it goes on without the group's rules and keeps everything done. */
export async function removeAssignment(
	db: Db,
	actor: Actor,
	groupId: string,
	courseSlug: string,
	now: Date = new Date()
): Promise<void> {
	await inTransaction(db, async (trx) => {
		const group = await lockOpenGroup(trx, groupId);
		await trx
			.updateTable('courseAssignment')
			.set({ removedAt: now.toISOString(), ...afterChange(now) })
			.where('learnerGroupId', '=', groupId)
			.where('courseSlug', '=', courseSlug)
			.where('removedAt', 'is', null)
			.returning('revision')
			.executeTakeFirstOrThrow(() => notFound('kurs tej grupy'));
		await trx
			.updateTable('enrollment')
			.set((eb) => ({ learnerGroupId: groupThatGives(eb.val(courseSlug), eb.ref('enrollment.userAccountId')) }))
			.where('learnerGroupId', '=', groupId)
			.where('courseSlug', '=', courseSlug)
			.execute();
		await writeGroupAudit(trx, actor, group, { action: 'course.takenBack', detail: { course: courseSlug } }, now);
	});
}

/** What calendars read of a change: its number, its time and the days there were before. */
function afterChange(now: Date) {
	const eb = expressionBuilder<Schema, 'courseAssignment'>();
	return {
		revision: eb('courseAssignment.revision', '+', 1),
		changedAt: now.toISOString(),
		lastOpensOn: eb.fn.coalesce('courseAssignment.opensOn', 'courseAssignment.lastOpensOn'),
		lastDueOn: eb.fn.coalesce('courseAssignment.dueOn', 'courseAssignment.lastDueOn')
	};
}

const columnsOf = ({ isOrderLocked, ...rules }: AssignmentRules) => ({
	...rules,
	isOrderLocked: isOrderLocked ? (1 as const) : (0 as const)
});

function refuseLowerMark(course: Pick<Course, 'lessons'>, { passingPercent }: AssignmentRules) {
	const least = strictestPassingPercent(course);
	if (passingPercent === null || (least !== null && passingPercent >= least && passingPercent <= 100)) return;
	throw new AppError(
		409,
		'lower_mark',
		least === null
			? 'Ten kurs nie ma sprawdzianu, więc nie ma też progu. Zostaw to pole puste.'
			: `Próg może być tylko wyższy niż w kursie: od ${least} do 100 procent. Zostaw puste pole, żeby został próg z kursu.`
	);
}
