import type { Db } from '#lib/server/db/db.ts';
import type { AttemptData, AuditData, MyData, MyDataList } from '../my-data.ts';
import { countMyAttempts, readMyAttempts } from './my-attempts.ts';
import { countMyAuditEntries, readMyAuditLog } from './my-audit-log.ts';
import { getMyData, type Asked } from './my-data.ts';

/** `MyData` as JSON, a piece at a time: however much somebody has learned, memory holds one attempt. */
export async function* writeMyData(db: Db, asked: Asked): AsyncGenerator<string> {
	const head = JSON.stringify(await getMyData(db, asked), null, '\t');
	yield head.slice(0, head.lastIndexOf('\n}'));
	yield* writeList('attempts', readMyAttempts(db, asked));
	yield* writeList('auditLog', readMyAuditLog(db, asked.personId));
	yield '\n}\n';
}

async function* writeList(name: MyDataList, values: AsyncGenerator<unknown>): AsyncGenerator<string> {
	yield `,\n\t"${name}": [`;
	let before = '\n\t\t';
	for await (const value of values) {
		yield before + JSON.stringify(value);
		before = ',\n\t\t';
	}
	yield '\n\t]';
}

export interface MyDataPage extends Omit<MyData, MyDataList> {
	/** The newest only; the counts are of all. */
	attempts: AttemptData[];
	attemptCount: number;
	auditLog: AuditData[];
	auditCount: number;
}

/** The same for the page, with the newest of what may be many. */
export async function getMyDataPage(db: Db, asked: Asked, newest = 5): Promise<MyDataPage> {
	return {
		...(await getMyData(db, asked)),
		attempts: await first(newest, readMyAttempts(db, asked, newest)),
		attemptCount: await countMyAttempts(db, asked.personId),
		auditLog: await first(newest, readMyAuditLog(db, asked.personId, newest)),
		auditCount: await countMyAuditEntries(db, asked.personId)
	};
}

async function first<T>(count: number, values: AsyncGenerator<T>): Promise<T[]> {
	const taken: T[] = [];
	for await (const value of values) {
		taken.push(value);
		if (taken.length === count) break;
	}
	return taken;
}
