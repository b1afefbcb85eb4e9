import { randomUUID } from 'node:crypto';
import { AppError, notFound } from '#lib/errors.ts';
import { dayInPoland, startOfDayInPoland } from '#lib/format.ts';
import { inTransaction, type Db, type Trx } from '#lib/server/db/db.ts';
import type { ReportKind } from '../report-form.ts';

const MOST_A_DAY = 10;

export interface GivenReport {
	personId: string;
	/** Of the revision that the person answered. */
	hash: string;
	kind: ReportKind;
	comment: string;
	now: Date;
}

/**
 * Stores what somebody says of a question they were asked. The same said again while it is open changes nothing.
 * @throws AppError 404 when the person was never asked it, 429 after ten a day
 */
export async function reportQuestion(db: Db, { personId, hash, kind, comment, now }: GivenReport): Promise<void> {
	await inTransaction(db, async (trx) => {
		const asked = (await findInAttempts(trx, personId, hash)) ?? (await findInReviews(trx, personId, hash));
		if (!asked) throw notFound('pytanie');
		if ((await countSince(trx, personId, startOfDayInPoland(dayInPoland(now)))) >= MOST_A_DAY) throw enoughForToday();
		await trx
			.insertInto('questionReport')
			.values({
				id: randomUUID(),
				...asked,
				questionHash: hash,
				kind,
				comment,
				userAccountId: personId,
				createdAt: now.toISOString(),
				reply: null,
				closedBy: null,
				closedAt: null
			})
			.onConflict((conflict) => conflict.doNothing())
			.execute();
	});
}

/** The last quiz in which the person was asked a revision. */
const findInAttempts = (trx: Trx, personId: string, hash: string) =>
	trx
		.selectFrom('attempt as a')
		.innerJoin('attemptItem as i', 'i.attemptId', 'a.id')
		.innerJoin('questionRevision as r', 'r.hash', 'i.questionHash')
		.select(['a.courseSlug', 'a.quizSlug', 'r.questionSlug'])
		.where('a.userAccountId', '=', personId)
		.where('i.questionHash', '=', hash)
		.orderBy('a.startedAt', 'desc')
		.limit(1)
		.executeTakeFirst();

const findInReviews = (trx: Trx, personId: string, hash: string) =>
	trx
		.selectFrom('reviewEntry')
		.select(['courseSlug', 'quizSlug', 'questionSlug'])
		.where('userAccountId', '=', personId)
		.where('questionHash', '=', hash)
		.limit(1)
		.executeTakeFirst();

async function countSince(trx: Trx, personId: string, since: string): Promise<number> {
	const { count } = await trx
		.selectFrom('questionReport')
		.select((eb) => eb.fn.countAll().as('count'))
		.where('userAccountId', '=', personId)
		.where('createdAt', '>=', since)
		.executeTakeFirstOrThrow();
	return Number(count);
}

const enoughForToday = () =>
	new AppError(
		429,
		'enough_reports',
		'Na dziś wystarczy uwag, dziękujemy. Kolejne możesz zgłosić jutro albo powiedzieć o nich osobie, która prowadzi kurs.'
	);
