import { loadRevisions } from '#lib/quizzes/server/revisions.ts';
import { notify } from '#lib/notifications/server/notify.ts';
import { writeAudit, type Actor } from '#lib/server/audit-log.ts';
import { inTransaction, type Db } from '#lib/server/db/db.ts';
import type { Reply, ReportKind } from '../report-form.ts';

const SHOWN_AT_MOST = 300;

/** A report as authors read it: who wrote it stays unknown to them. */
export interface ReportOfQuestion {
	id: string;
	kind: ReportKind;
	comment: string;
	createdAt: string;
	reply: string | null;
	closedAt: string | null;
}

/** What was said of one question and not answered yet. */
export interface ReportedQuestion {
	quizSlug: string;
	questionSlug: string;
	/** As it was when last reported. */
	titleHtml: string;
	/** The oldest first. */
	reports: ReportOfQuestion[];
}

const reportsOf = (db: Db, courseSlug: string) =>
	db
		.selectFrom('questionReport')
		.select(['id', 'quizSlug', 'questionSlug', 'questionHash', 'kind', 'comment', 'createdAt', 'reply', 'closedAt'])
		.where('courseSlug', '=', courseSlug);

type Row = Awaited<ReturnType<ReturnType<typeof reportsOf>['execute']>>[number];

/** Open reports of a course by question, those with most reports first; at most 300 reports, the oldest. */
export async function listOpenReports(db: Db, courseSlug: string): Promise<ReportedQuestion[]> {
	const rows = await reportsOf(db, courseSlug)
		.where('closedAt', 'is', null)
		.orderBy('createdAt')
		.limit(SHOWN_AT_MOST)
		.execute();
	return byQuestion(db, rows);
}

/** What was answered last. */
export async function listClosedReports(db: Db, courseSlug: string, most = 50): Promise<ReportedQuestion[]> {
	const rows = await reportsOf(db, courseSlug)
		.where('closedAt', 'is not', null)
		.orderBy('closedAt', 'desc')
		.limit(most)
		.execute();
	return byQuestion(db, rows);
}

/** Everything said of one question, the newest first. */
export async function listReportsOfQuestion(
	db: Db,
	courseSlug: string,
	{ quizSlugs, questionSlug }: { quizSlugs: string[]; questionSlug: string }
): Promise<ReportOfQuestion[]> {
	return reportsOf(db, courseSlug)
		.where('questionSlug', '=', questionSlug)
		.where('quizSlug', 'in', quizSlugs)
		.orderBy('createdAt', 'desc')
		.limit(SHOWN_AT_MOST)
		.execute();
}

async function byQuestion(db: Db, rows: Row[]): Promise<ReportedQuestion[]> {
	const contents = await loadRevisions(
		db,
		rows.map(({ questionHash }) => questionHash)
	);
	const questions = Map.groupBy(rows, ({ quizSlug, questionSlug }) => `${quizSlug}/${questionSlug}`);
	return [...questions.values()]
		.map((reports) => {
			const { quizSlug, questionSlug, questionHash } = reports.at(-1) as Row;
			return { quizSlug, questionSlug, titleHtml: contents.get(questionHash)?.titleHtml ?? '', reports };
		})
		.sort((a, b) => b.reports.length - a.reports.length);
}

/**
 * Answers what was said of a question until then, closes it and tells everybody who said it, once. What is closed already
 * stays as it was answered.
 * @returns how many reports were closed
 */
export async function closeReports(
	db: Db,
	author: Actor,
	{ courseSlug, quiz, question, until, reply }: Reply & { courseSlug: string },
	now: Date
): Promise<number> {
	return inTransaction(db, async (trx) => {
		const closed = await trx
			.updateTable('questionReport')
			.set({ reply, closedBy: author.id, closedAt: now.toISOString() })
			.where('courseSlug', '=', courseSlug)
			.where('quizSlug', '=', quiz)
			.where('questionSlug', '=', question)
			.where('closedAt', 'is', null)
			.where('createdAt', '<=', until)
			.returning(['userAccountId', 'questionHash'])
			.execute();
		const [first] = closed;
		if (!first) return 0;
		const title = (await loadRevisions(trx, [first.questionHash])).get(first.questionHash)?.title ?? '';
		const told = {
			kind: 'report' as const,
			title: `Odpowiedź na Twoją uwagę do pytania „${title}”`,
			text: reply,
			path: '/moje/zgloszenia',
			dedupeKey: `report:${courseSlug}/${quiz}/${question}:${now.toISOString()}`
		};
		await notify(trx, [...new Set(closed.map(({ userAccountId }) => userAccountId))], told, now);
		const entry = {
			action: 'questionReport.answered',
			subjectKind: 'question',
			subjectId: `${courseSlug}/${quiz}/${question}`
		};
		await writeAudit(
			trx,
			{ actorId: author.id, address: author.address, ...entry, detail: { count: closed.length } },
			now
		);
		return closed.length;
	});
}
