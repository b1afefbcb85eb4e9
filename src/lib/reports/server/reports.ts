import { createHash, randomUUID } from 'node:crypto';
import type { Course } from '#lib/courses/course.ts';
import { notFound } from '#lib/errors.ts';
import { dayInPoland } from '#lib/format.ts';
import type { StaffedGroup } from '#lib/groups/server/access.ts';
import { writeAudit } from '#lib/server/audit-log.ts';
import type { Db } from '#lib/server/db/db.ts';
import { makeReport, type ReportContent, type ReportPeople } from '../report.ts';
import { readContent } from '../stored-report.ts';
import { listPersonFacts } from './report-facts.ts';

/** A report as kept. */
export interface StoredReport {
	id: string;
	createdAt: string;
	/** Who made it; null: the account is gone. */
	createdBy: string | null;
	content: ReportContent;
}

interface Asked {
	actor: { id: string; address: string };
	group: StaffedGroup;
	course: Course;
	/** The body that runs the platform. */
	operator: string;
	people: ReportPeople;
}

/**
 * Makes a report of a group in a course and keeps it as it is now. A group in the archive can be reported on too: a
 * report changes nothing of it.
 * @returns its id
 */
export async function createReport(db: Db, asked: Asked, now: Date = new Date()): Promise<string> {
	const { actor, group, course, operator, people } = asked;
	const id = randomUUID();
	const subject = {
		organization: await findPrintedName(db, group),
		operator,
		group: group.name,
		course: {
			title: course.title,
			hours: course.hours,
			revision: course.revision,
			hasTest: course.lessons.some(({ quiz }) => quiz?.kind === 'test'),
			hasPretest: course.lessons.some(({ quiz }) => quiz?.kind === 'pretest')
		},
		madeOn: dayInPoland(now)
	};
	const shuffleKey = (personId: string) => createHash('sha256').update(`${id} ${personId}`).digest('hex');
	const content = makeReport(subject, await listPersonFacts(db, group.id, course), people, shuffleKey);
	await db.transaction().execute(async (trx) => {
		await trx
			.insertInto('report')
			.values({
				id,
				organizationId: group.organizationId,
				learnerGroupId: group.id,
				courseSlug: course.slug,
				content: JSON.stringify(content),
				createdBy: actor.id,
				createdAt: now.toISOString()
			})
			.execute();
		await auditReport(
			trx,
			actor,
			group,
			{ action: 'report.made', reportId: id, detail: { course: course.slug, people } },
			now
		);
	});
	return id;
}

/** Notes who made, or took away, which report. */
export function auditReport(
	db: Db,
	actor: { id: string; address: string },
	group: Pick<StaffedGroup, 'organizationId'>,
	about: { action: 'report.made' | 'report.downloaded'; reportId: string; detail: object },
	now: Date = new Date()
): Promise<void> {
	const { action, reportId: subjectId, detail } = about;
	const { organizationId } = group;
	return writeAudit(
		db,
		{ actorId: actor.id, address: actor.address, organizationId, action, subjectKind: 'report', subjectId, detail },
		now
	);
}

const reportsOf = (db: Db, groupId: string, courseSlug: string) =>
	db
		.selectFrom('report as r')
		.leftJoin('userAccount as a', 'a.id', 'r.createdBy')
		.select(['r.id', 'r.createdAt', 'r.content', 'a.displayName as createdBy'])
		.where('r.learnerGroupId', '=', groupId)
		.where('r.courseSlug', '=', courseSlug);

const LISTED_AT_MOST = 50;

/** The reports of a group in a course, the newest first; as many as a page shows. */
export async function listReports(db: Db, groupId: string, courseSlug: string): Promise<StoredReport[]> {
	const rows = await reportsOf(db, groupId, courseSlug).orderBy('r.createdAt', 'desc').limit(LISTED_AT_MOST).execute();
	return rows.map(readReport);
}

/** @throws AppError 404 for a report of another group or course */
export async function getReport(
	db: Db,
	{ groupId, course, reportId }: { groupId: string; course: string; reportId: string }
): Promise<StoredReport> {
	const row = await reportsOf(db, groupId, course)
		.where('r.id', '=', reportId)
		.executeTakeFirstOrThrow(() => notFound('raport'));
	return readReport(row);
}

const readReport = ({ content, ...row }: Omit<StoredReport, 'content'> & { content: string }): StoredReport => ({
	...row,
	content: readContent(content)
});

async function findPrintedName(db: Db, { organizationId, organizationName }: StaffedGroup): Promise<string> {
	const row = await db
		.selectFrom('organization')
		.select('certificateName')
		.where('id', '=', organizationId)
		.executeTakeFirst();
	return row?.certificateName ?? organizationName;
}
