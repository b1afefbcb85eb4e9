import type { Course } from '#lib/courses/course.ts';
import type { Assignment } from '#lib/groups/server/assignments.ts';
import { dayInPoland } from '#lib/format.ts';
import { readSteps } from '#lib/progress/prepared-steps.ts';
import type { Db } from '#lib/server/db/db.ts';
import { prepareQuery } from '#lib/server/db/prepare-query.ts';
import { columnsOf, type BoardColumn } from '../board-columns.ts';
import { boardRows, type BoardPerson, type BoardRow } from '../board-row.ts';

export interface Board {
	columns: BoardColumn[];
	/** Everybody who learns in the group, in no order. */
	rows: BoardRow[];
	/** The newest activity of anybody; null: nobody has begun. */
	lastActivityAt: string | null;
}

/**
 * The board of a course in a group: one query by primary keys over the group's own people. Ask for the group and the
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
	let lastActivityAt: string | null = null;
	for (const row of rows) {
		if (row.lastActivityAt !== null && row.lastActivityAt > (lastActivityAt ?? '')) lastActivityAt = row.lastActivityAt;
	}
	return { columns, rows, lastActivityAt };
}

async function listPeople(db: Db, groupId: string, courseSlug: string): Promise<BoardPerson[]> {
	const rows = await selectPeople(db, { groupId, courseSlug });
	return rows.map(({ steps, certificateId, ...person }) => ({
		...person,
		steps: readSteps(steps),
		isCertified: certificateId !== null
	}));
}

const selectPeople = prepareQuery((db, of: { groupId: string; courseSlug: string }) =>
	db
		.selectFrom('membership as m')
		.innerJoin('userAccount as u', 'u.id', 'm.userAccountId')
		.leftJoin('enrollment as e', (join) =>
			join.onRef('e.userAccountId', '=', 'm.userAccountId').on('e.courseSlug', '=', of.courseSlug)
		)
		.leftJoin('certificate as c', (join) =>
			join
				.onRef('c.userAccountId', '=', 'm.userAccountId')
				.on('c.courseSlug', '=', of.courseSlug)
				.on('c.state', '=', 'valid')
		)
		.select(['u.id', 'u.displayName as name', 'm.teamId'])
		.select(['e.completedAt', 'e.lastActivityAt', 'e.steps', 'c.id as certificateId'])
		.where('m.learnerGroupId', '=', of.groupId)
		.where('m.kind', '=', 'learner')
);

/** The teams of a group, for choosing one. */
export function listTeams(db: Db, groupId: string): Promise<{ id: string; name: string }[]> {
	return db.selectFrom('team').select(['id', 'name']).where('learnerGroupId', '=', groupId).orderBy('name').execute();
}
