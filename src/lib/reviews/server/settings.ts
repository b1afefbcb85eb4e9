import { dayInPoland, daysAfter, startOfDayInPoland } from '#lib/format.ts';
import { inTransaction, type Db, type Trx } from '#lib/server/db/db.ts';
import type { ReviewSettingTable } from '#lib/server/db/tables/learning.ts';
import { isPausedOn, lengthOf, type Pause } from '../pause.ts';

export interface ReviewSetting {
	isOff: boolean;
	/** Going on or still to come; null: none. */
	pause: Pause | null;
}

/** What the person chose. A pause that is over is settled first: see `settlePause`. */
export async function getReviewSetting(db: Db, personId: string, now: Date): Promise<ReviewSetting> {
	const row = await db
		.selectFrom('reviewSetting')
		.select(['isOff', 'pausedFrom', 'pausedUntil'])
		.where('userAccountId', '=', personId)
		.executeTakeFirst();
	const pause = pauseOf(row);
	const isOff = row?.isOff === 1;
	if (!pause || pause.until >= dayInPoland(now)) return { isOff, pause };
	await inTransaction(db, (trx) => settlePause(trx, personId, pause));
	return { isOff, pause: null };
}

/** Pauses reviews on the days given, in place of any pause before. */
export async function savePause(db: Db, personId: string, pause: Pause, now: Date): Promise<void> {
	await endPause(db, personId, now);
	await store(db, personId, { pausedFrom: pause.from, pausedUntil: pause.until });
}

/** Ends a pause today; the days it lasted move what was due. One still to come never was. */
export async function endPause(db: Db, personId: string, now: Date): Promise<void> {
	const today = dayInPoland(now);
	const { pause } = await getReviewSetting(db, personId, now);
	if (!pause) return;
	const isBegun = isPausedOn(pause, today) && pause.from < today;
	if (isBegun) {
		const lasted = { from: pause.from, until: daysAfter(today, -1) };
		await inTransaction(db, (trx) => settlePause(trx, personId, pause, lasted));
	} else await store(db, personId, { pausedFrom: null, pausedUntil: null });
}

/** Switches reviews off entirely, or on again; cards are kept. */
export const switchReviews = (db: Db, personId: string, isOff: boolean): Promise<void> =>
	store(db, personId, { isOff: isOff ? 1 : 0 });

/**
 * Moves every card that fell due from the first day of the pause on by as many days as it lasted, so that nothing piles
 * up behind it; whoever is second finds it done. Days move, not hours: a change of clocks makes no difference.
 * @param lasted when it ended early
 */
async function settlePause(trx: Trx, personId: string, pause: Pause, lasted: Pause = pause): Promise<void> {
	const settled = await trx
		.updateTable('reviewSetting')
		.set({ pausedFrom: null, pausedUntil: null })
		.where('userAccountId', '=', personId)
		.where('pausedFrom', '=', pause.from)
		.where('pausedUntil', '=', pause.until)
		.returning('userAccountId')
		.executeTakeFirst();
	if (!settled) return;
	const due = await trx
		.selectFrom('reviewCard')
		.select('dueAt')
		.distinct()
		.where('userAccountId', '=', personId)
		.where('dueAt', '>=', startOfDayInPoland(lasted.from))
		.orderBy('dueAt', 'desc')
		.execute();
	// From the last day on, so that no day is moved onto one that is still to be moved.
	for (const { dueAt } of due) {
		await trx
			.updateTable('reviewCard')
			.set({ dueAt: startOfDayInPoland(daysAfter(dayInPoland(dueAt), lengthOf(lasted))) })
			.where('userAccountId', '=', personId)
			.where('dueAt', '=', dueAt)
			.execute();
	}
}

const pauseOf = (row: { pausedFrom: string | null; pausedUntil: string | null } | undefined): Pause | null =>
	row?.pausedFrom && row.pausedUntil ? { from: row.pausedFrom, until: row.pausedUntil } : null;

type Stored = Partial<Pick<ReviewSettingTable, 'pausedFrom' | 'pausedUntil'>> & { isOff?: 0 | 1 };

async function store(db: Db, personId: string, setting: Stored): Promise<void> {
	await db
		.insertInto('reviewSetting')
		.values({ userAccountId: personId, pausedFrom: null, pausedUntil: null, ...setting })
		.onConflict((conflict) => conflict.column('userAccountId').doUpdateSet(setting))
		.execute();
}
