import type { Db, Trx } from '#lib/server/db/db.ts';
import type { MarkTable as MarkRow } from '#lib/server/db/tables/attempts.ts';
import type { Mark } from '../mark.ts';

/** The marks of one attempt, by the position of the question. */
export async function listMarks(db: Db, attemptId: string): Promise<Map<number, Mark[]>> {
	const rows = await db.selectFrom('mark').selectAll().where('attemptId', '=', attemptId).execute();
	return byPosition(rows);
}

/** The same of many attempts, by attempt and position: `markKey`. */
export async function listMarksOf(db: Db, attemptIds: string[]): Promise<Map<string, Mark[]>> {
	if (attemptIds.length === 0) return new Map();
	const rows = await db.selectFrom('mark').selectAll().where('attemptId', 'in', attemptIds).execute();
	return Map.groupBy(rows.map(withKey), ({ key }) => key);
}

export const markKey = (attemptId: string, position: number): string => `${attemptId} ${position}`;

const withKey = (row: MarkRow) => ({ ...toMark(row), key: markKey(row.attemptId, row.position) });

function byPosition(rows: MarkRow[]): Map<number, Mark[]> {
	const marks = new Map<number, Mark[]>();
	for (const row of rows) marks.set(row.position, [...(marks.get(row.position) ?? []), toMark(row)]);
	return marks;
}

const toMark = ({ reader, criteria, score, comment, markedBy, markedAt }: MarkRow): Mark => ({
	...{ reader, score, comment, markedBy, markedAt },
	criteria: JSON.parse(criteria) as number[]
});

/** Writes one reader's mark, instead of their former one. */
export async function storeMark(
	trx: Trx,
	{ attemptId, position, mark }: { attemptId: string; position: number; mark: Mark }
): Promise<void> {
	const { criteria, score, comment, markedBy, markedAt } = mark;
	const row = { criteria: JSON.stringify(criteria), score, comment, markedBy, markedAt };
	await trx
		.insertInto('mark')
		.values({ attemptId, position, reader: mark.reader, ...row })
		.onConflict((conflict) => conflict.columns(['attemptId', 'position', 'reader']).doUpdateSet(row))
		.execute();
}
