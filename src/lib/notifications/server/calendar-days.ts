import type { Course } from '#lib/courses/course.ts';
import type { Db } from '#lib/server/db/db.ts';
import type { CalendarDay } from '../calendar/calendar.ts';

/** How long a calendar that is seldom looked at can still learn that a day was taken back. */
const CANCELLED_DAYS = 60;

interface Asked {
	courses: { find(slug: string): Pick<Course, 'title'> | undefined };
	/** The public address of this site. */
	origin: string;
	now: Date;
}

/** The opening and due days of a person's groups, as learner and as teacher, and those taken back not long ago. */
export async function listCalendarDays(db: Db, personId: string, asked: Asked): Promise<CalendarDay[]> {
	const since = new Date(asked.now.getTime() - CANCELLED_DAYS * 24 * 3_600_000).toISOString();
	const rows = [...(await listRows(db, personId, since)), ...(await listFormerRows(db, personId, since))];
	const days = rows.flatMap((row) => [dayOf(row, 'opens', since, asked), dayOf(row, 'due', since, asked)]);
	// Who came back to a group has it twice; the membership of now stands first.
	const byUid = new Map<string, CalendarDay>();
	for (const day of days) if (day && !byUid.has(day.uid)) byUid.set(day.uid, day);
	return [...byUid.values()].sort((a, b) => a.day.localeCompare(b.day) || a.uid.localeCompare(b.uid));
}

/** A teacher's groups count while the role lasts. */
const listRows = (db: Db, personId: string, since: string) =>
	assignments(db, since)
		.innerJoin('membership as m', 'm.learnerGroupId', 'g.id')
		.select(['m.kind', 'm.joinedAt'])
		.select((eb) => eb.val<string | null>(null).as('leftAt'))
		.where('m.userAccountId', '=', personId)
		.where((eb) =>
			eb.or([
				eb('m.kind', '=', 'learner'),
				eb.exists(
					eb
						.selectFrom('role as r')
						.select('r.id')
						.where('r.userAccountId', '=', personId)
						.where('r.name', '=', 'teacher')
						.whereRef('r.organizationId', '=', 'g.organizationId')
				)
			])
		)
		.execute();

const listFormerRows = (db: Db, personId: string, since: string) =>
	assignments(db, since)
		.innerJoin('formerMembership as f', 'f.learnerGroupId', 'g.id')
		.select(['f.kind', 'f.joinedAt', 'f.leftAt'])
		.where('f.userAccountId', '=', personId)
		.where('f.leftAt', '>', since)
		.orderBy('f.leftAt', 'desc')
		.execute();

const assignments = (db: Db, since: string) =>
	db
		.selectFrom('courseAssignment as ca')
		.innerJoin('learnerGroup as g', 'g.id', 'ca.learnerGroupId')
		.select(['g.id as groupId', 'g.name as groupName', 'g.archivedAt'])
		.select(['ca.courseSlug', 'ca.opensOn', 'ca.dueOn', 'ca.lastOpensOn', 'ca.lastDueOn'])
		.select(['ca.revision', 'ca.createdAt', 'ca.changedAt', 'ca.removedAt'])
		.where((eb) => eb.or([eb('ca.removedAt', 'is', null), eb('ca.removedAt', '>', since)]))
		.where((eb) => eb.or([eb('g.archivedAt', 'is', null), eb('g.archivedAt', '>', since)]));

type Row = Awaited<ReturnType<typeof listRows>>[number];

function dayOf(row: Row, kind: CalendarDay['kind'], since: string, { courses, origin }: Asked): CalendarDay | null {
	const [current, last] = kind === 'due' ? [row.dueOn, row.lastDueOn] : [row.opensOn, row.lastOpensOn];
	const day = current ?? last;
	const { createdAt, changedAt, joinedAt, removedAt, archivedAt, leftAt } = row;
	const isForgotten = current === null && (changedAt === null || changedAt <= since);
	if (day === null || isForgotten) return null;

	const title = courses.find(row.courseSlug)?.title ?? row.courseSlug;
	const isTeacher = row.kind === 'teacher';
	return {
		uid: `${row.groupId}.${row.courseSlug}.${kind}@wspolnie`,
		kind,
		day,
		title: `${kind === 'due' ? 'Termin' : 'Początek'} kursu: ${title}`,
		text: textOf(row.groupName, kind, isTeacher),
		address: `${origin}${isTeacher ? `/grupy/${row.groupId}` : ''}/kursy/${row.courseSlug}`,
		sequence: row.revision,
		changedAt: [createdAt, changedAt, joinedAt, removedAt, archivedAt, leftAt]
			.filter((instant) => instant !== null)
			.reduce((latest, instant) => (instant > latest ? instant : latest)),
		isCancelled: current === null || removedAt !== null || archivedAt !== null || leftAt !== null
	};
}

function textOf(groupName: string, kind: CalendarDay['kind'], isTeacher: boolean): string {
	if (kind === 'opens') return `Od tego dnia grupa ${groupName} może robić quizy i sprawdziany.`;
	return isTeacher
		? `Do końca tego dnia grupa ${groupName} ma czas na kurs. Zobacz, kto potrzebuje pomocy.`
		: `Do końca tego dnia grupa ${groupName} ma czas na kurs. Zobacz, co jeszcze zostało.`;
}
