import { sql } from 'kysely';
import type { Course } from '#lib/courses/course.ts';
import type { Assignment } from '#lib/groups/server/assignments.ts';
import { dayInPoland } from '#lib/format.ts';
import { readSteps } from '#lib/progress/prepared-steps.ts';
import type { Db } from '#lib/server/db/db.ts';
import { prepareQuery } from '#lib/server/db/prepare-query.ts';
import { columnsOf, type BoardColumn } from '../board-columns.ts';
import { boardRows, type BoardPerson, type BoardRow } from '../board-row.ts';

const ASKED_AT_ONCE = 500;

export interface Board {
	columns: BoardColumn[];
	/** Everybody who learns in the group, in no order. */
	rows: BoardRow[];
	/** The newest activity of anybody; null: nobody has begun. */
	lastActivityAt: string | null;
}

/**
 * The board of a course in a group: a few queries by index over the group's own people. Ask for the group and the
 * assignment first. The board of an archived group stays as it was on the day it went there.
 */
export async function getBoard(
	db: Db,
	of: {
		group: { id: string; archivedAt: string | null };
		course: Course;
		assignment: Pick<Assignment, 'opensOn' | 'dueOn' | 'createdAt'>;
		now: Date;
	}
): Promise<Board> {
	const { group, course, assignment } = of;
	const people = await listPeople(db, group.id, course.slug);
	const columns = columnsOf(course);
	const schedule = {
		today: dayInPoland(group.archivedAt ?? of.now),
		startsOn: assignment.opensOn ?? dayInPoland(assignment.createdAt),
		dueOn: assignment.dueOn
	};
	const rows = boardRows(people, columns, schedule);
	return { columns, rows, lastActivityAt: newestOf(rows.map((row) => row.lastActivityAt)) };
}

/**
 * People learn nearly always with the group they are looked at in, and enrolments of one group lie together: asking for
 * them by the group, and only for the others by the person, costs the same however many people learn elsewhere.
 */
async function listPeople(db: Db, groupId: string, courseSlug: string): Promise<BoardPerson[]> {
	const members = await selectMembers(db, { groupId });
	const enrollments = new Map((await selectEnrollments(db, { groupId, courseSlug })).map((row) => [row.id, row]));
	const others = members.filter(({ id }) => !enrollments.has(id)).map(({ id }) => id);
	for (const row of await inSlices(others, (ids) => listEnrollments(db, ids, courseSlug))) enrollments.set(row.id, row);
	const finished = [...enrollments.values()].filter(({ completedAt }) => completedAt !== null).map(({ id }) => id);
	const certified = new Set(await inSlices(finished, (ids) => listCertified(db, ids, courseSlug)));
	const handedIn = Map.groupBy(await selectWaiting(db, { groupId, courseSlug }), ({ id }) => id);
	return members.map((member) => {
		const enrollment = enrollments.get(member.id);
		const waiting = handedIn.get(member.id) ?? [];
		return {
			...member,
			completedAt: enrollment?.completedAt ?? null,
			lastActivityAt: newestOf([enrollment?.lastActivityAt, ...waiting.map(({ closedAt }) => closedAt)]),
			steps: readSteps(enrollment?.steps ?? null),
			waiting: new Set(waiting.map(({ quizSlug }) => quizSlug)),
			isCertified: certified.has(member.id)
		};
	});
}

/** The newest of some instants; null: there is none. */
const newestOf = (instants: (string | null | undefined)[]): string | null =>
	instants.reduce<string | null>((newest, at) => (at && at > (newest ?? '') ? at : newest), null);

const selectMembers = prepareQuery((db, { groupId }: { groupId: string }) =>
	db
		.selectFrom('membership as m')
		.innerJoin('userAccount as u', 'u.id', 'm.userAccountId')
		.select(['u.id', 'u.displayName as name', 'm.teamId'])
		.where('m.learnerGroupId', '=', groupId)
		.where('m.kind', '=', 'learner')
);

const enrollmentsAt = (db: Db, courseSlug: string) =>
	db
		.selectFrom('enrollment')
		.select(['userAccountId as id', 'completedAt', 'lastActivityAt', 'steps'])
		.where('courseSlug', '=', courseSlug);

const selectEnrollments = prepareQuery((db, of: { groupId: string; courseSlug: string }) =>
	enrollmentsAt(db, of.courseSlug).where('learnerGroupId', '=', of.groupId)
);

const listEnrollments = (db: Db, ids: string[], courseSlug: string) =>
	enrollmentsAt(db, courseSlug).where('userAccountId', 'in', ids).execute();

/** Few at any time: submitted attempts have an index of their own, and marking ends them. */
const selectWaiting = prepareQuery((db, of: { groupId: string; courseSlug: string }) =>
	db
		.selectFrom('attempt as a')
		.innerJoin('membership as m', 'm.userAccountId', 'a.userAccountId')
		.select(['a.userAccountId as id', 'a.quizSlug', 'a.closedAt'])
		.where('a.courseSlug', '=', of.courseSlug)
		// Written out, so that the index of submitted attempts serves it.
		.where('a.state', '=', sql.lit('submitted'))
		.where('m.learnerGroupId', '=', of.groupId)
		.where('m.kind', '=', 'learner')
);

async function listCertified(db: Db, ids: string[], courseSlug: string): Promise<string[]> {
	const rows = await db
		.selectFrom('certificate')
		.select('userAccountId as id')
		.where('userAccountId', 'in', ids)
		.where('courseSlug', '=', courseSlug)
		.where('state', '=', 'valid')
		.execute();
	return rows.flatMap(({ id }) => id ?? []);
}

/** A query takes so many values and no more. */
async function inSlices<T>(ids: string[], list: (ids: string[]) => Promise<T[]>): Promise<T[]> {
	const found: T[] = [];
	for (let from = 0; from < ids.length; from += ASKED_AT_ONCE) {
		found.push(...(await list(ids.slice(from, from + ASKED_AT_ONCE))));
	}
	return found;
}

/** The teams of a group, for choosing one. */
export function listTeams(db: Db, groupId: string): Promise<{ id: string; name: string }[]> {
	return db.selectFrom('team').select(['id', 'name']).where('learnerGroupId', '=', groupId).orderBy('name').execute();
}
