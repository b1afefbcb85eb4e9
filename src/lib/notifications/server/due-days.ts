import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Course } from '#lib/courses/course.ts';
import { counted, dayInPoland, daysAfter, formatDay } from '#lib/format.ts';
import { inTransaction, type Db, type Trx } from '#lib/server/db/db.ts';
import type { Job } from '#lib/server/jobs.ts';
import { endOfQuietHours } from '../polish-clock.ts';
import { notify } from './notify.ts';

type Courses = { find(slug: string): Pick<Course, 'title'> | undefined };

/** Learners are told so many days ahead; a server that stood still that day has the days after it to make up for it. */
const REMINDERS = [
	{ key: 'week', daysLeft: [5, 6, 7] },
	{ key: 'day', daysLeft: [0, 1] }
] as const;
/** Teachers are told the day after, or on one of the two days after that. */
const LATEST_SUMMARY_DAYS = 3;
const DAY_MS = 24 * 3_600_000;

/** Every ten minutes of the day, so that the morning's digest has it; the night is left alone. */
export const dueDays: Job<{ db: Db; courses: Courses }> = {
	name: 'due days',
	everyMs: 10 * 60_000,
	run: ({ db, courses }, now) => tellDueDays(db, courses, now)
};

/** Tells learners what is due soon, and teachers how many finished what was due yesterday; each of them once. */
export async function tellDueDays(db: Db, courses: Courses, now: Date): Promise<void> {
	if (endOfQuietHours(now)) return;
	const today = dayInPoland(now);
	for (const { key, daysLeft } of REMINDERS) {
		const days = daysLeft.map((count) => daysAfter(today, count));
		// Whoever was given the course a moment ago has just been told.
		const givenBefore = new Date(now.getTime() - DAY_MS).toISOString();
		for (const assignment of await listDue(db, days, { givenBefore, today })) {
			await inTransaction(db, (trx) => remindLearners(trx, assignment, titleOf(courses, assignment), key, now));
			await nextTurn();
		}
	}
	const past = Array.from({ length: LATEST_SUMMARY_DAYS }, (_, index) => daysAfter(today, -1 - index));
	for (const assignment of await listDue(db, past, { givenBefore: now.toISOString(), today })) {
		await inTransaction(db, (trx) => tellTeachers(trx, assignment, titleOf(courses, assignment), now));
		await nextTurn();
	}
}

interface Due {
	groupId: string;
	groupName: string;
	courseSlug: string;
	dueOn: string;
}

const titleOf = (courses: Courses, { courseSlug }: Due) => courses.find(courseSlug)?.title ?? courseSlug;
const keyOf = (what: string, { groupId, courseSlug, dueOn }: Due) => `due:${what}:${groupId}:${courseSlug}:${dueOn}`;

/** Courses of groups at work that are due on one of the days and open by now. */
async function listDue(
	db: Db,
	days: string[],
	{ givenBefore, today }: { givenBefore: string; today: string }
): Promise<Due[]> {
	const rows = await db
		.selectFrom('courseAssignment as ca')
		.innerJoin('learnerGroup as g', 'g.id', 'ca.learnerGroupId')
		.select(['g.id as groupId', 'g.name as groupName', 'ca.courseSlug', 'ca.dueOn'])
		.where('ca.dueOn', 'in', days)
		.where('ca.removedAt', 'is', null)
		.where('ca.createdAt', '<', givenBefore)
		.where('g.archivedAt', 'is', null)
		.where((eb) => eb.or([eb('ca.opensOn', 'is', null), eb('ca.opensOn', '<=', today)]))
		.execute();
	return rows.flatMap(({ dueOn, ...row }) => (dueOn === null ? [] : [{ ...row, dueOn }]));
}

async function remindLearners(trx: Trx, due: Due, title: string, key: string, now: Date) {
	const dedupeKey = keyOf(key, due);
	const learners = await untold(trx, due, 'learner', dedupeKey)
		.leftJoin('enrollment as e', (join) =>
			join.onRef('e.userAccountId', '=', 'm.userAccountId').on('e.courseSlug', '=', due.courseSlug)
		)
		.where('e.completedAt', 'is', null)
		.execute();
	const content = {
		kind: 'due' as const,
		title: `Termin kursu „${title}”: ${whenDue(due.dueOn, dayInPoland(now))}`,
		text: `Grupa ${due.groupName} ma czas do końca dnia ${formatDay(due.dueOn)}. Zobacz, co jeszcze zostało.`,
		path: `/kursy/${due.courseSlug}`,
		dedupeKey
	};
	const ids = learners.map(({ userAccountId }) => userAccountId);
	await notify(trx, ids, content, now);
}

function whenDue(dueOn: string, today: string): string {
	const left = Math.round((Date.parse(dueOn) - Date.parse(today)) / DAY_MS);
	if (left === 0) return 'dzisiaj';
	return left === 1 ? 'jutro' : `za ${counted(left, 'dzień', 'dni', 'dni')}`;
}

/** Those who teach the group and still teach in its organization. */
async function tellTeachers(trx: Trx, due: Due, title: string, now: Date) {
	const dedupeKey = keyOf('over', due);
	const teachers = await untold(trx, due, 'teacher', dedupeKey)
		.innerJoin('learnerGroup as g', 'g.id', 'm.learnerGroupId')
		.innerJoin('role as r', (join) =>
			join
				.onRef('r.userAccountId', '=', 'm.userAccountId')
				.onRef('r.organizationId', '=', 'g.organizationId')
				.on('r.name', '=', 'teacher')
		)
		.execute();
	if (teachers.length === 0) return;
	const { learnerCount, finishedCount } = await countFinished(trx, due);
	const content = {
		kind: 'group' as const,
		title: `Minął termin kursu „${title}” w grupie ${due.groupName}`,
		text: `Ukończyło: ${finishedCount} z ${learnerCount}. Zobacz, kto potrzebuje pomocy.`,
		path: `/grupy/${due.groupId}/kursy/${due.courseSlug}`,
		dedupeKey
	};
	const ids = teachers.map(({ userAccountId }) => userAccountId);
	await notify(trx, ids, content, now);
}

/** People of the group who were not told with this key yet. */
const untold = (trx: Trx, due: Due, kind: 'learner' | 'teacher', dedupeKey: string) =>
	trx
		.selectFrom('membership as m')
		.leftJoin('notification as n', (join) =>
			join.onRef('n.userAccountId', '=', 'm.userAccountId').on('n.dedupeKey', '=', dedupeKey)
		)
		.select('m.userAccountId')
		.where('m.learnerGroupId', '=', due.groupId)
		.where('m.kind', '=', kind)
		.where('n.id', 'is', null);

async function countFinished(trx: Trx, { groupId, courseSlug }: Due) {
	const row = await trx
		.selectFrom('membership as m')
		.leftJoin('enrollment as e', (join) =>
			join.onRef('e.userAccountId', '=', 'm.userAccountId').on('e.courseSlug', '=', courseSlug)
		)
		.select((eb) => [eb.fn.countAll().as('learnerCount'), eb.fn.count('e.completedAt').as('finishedCount')])
		.where('m.learnerGroupId', '=', groupId)
		.where('m.kind', '=', 'learner')
		.executeTakeFirstOrThrow();
	return { learnerCount: Number(row.learnerCount), finishedCount: Number(row.finishedCount) };
}
