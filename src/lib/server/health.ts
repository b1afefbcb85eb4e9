import type { CourseIndex } from '../courses/server/course-index.ts';
import type { Db } from './db/db.ts';

const DATABASE_LIMIT_MS = 3_000;

/** What a monitor may know: which part works, without names, addresses or messages. */
export interface Health {
	status: 'ok' | 'failing';
	database: 'ok' | 'failing';
	/** How many courses can be opened. */
	courses: number;
}

/** Whether learners can work: the database keeps what it is told, in time, and there is something to read. */
export async function checkHealth(db: Db, courses: CourseIndex): Promise<Health> {
	const database = (await answersInTime(db)) ? 'ok' : 'failing';
	const count = courses.list().length;
	return { status: database === 'ok' && count > 0 ? 'ok' : 'failing', database, courses: count };
}

async function answersInTime(db: Db): Promise<boolean> {
	let timer: NodeJS.Timeout | undefined;
	const tooLate = new Promise<false>((late) => (timer = setTimeout(() => late(false), DATABASE_LIMIT_MS)));
	const isInTime = await Promise.race([canWrite(db), tooLate]);
	clearTimeout(timer);
	return isInTime;
}

const running = new WeakMap<Db, Promise<boolean>>();

/** Only a write tells of a full or read-only disk and of a lock. Whoever asks meanwhile shares it: anyone may ask. */
function canWrite(db: Db): Promise<boolean> {
	const shared = running.get(db) ?? tryToWrite(db).finally(() => running.delete(db));
	running.set(db, shared);
	return shared;
}

async function tryToWrite(db: Db): Promise<boolean> {
	const value = new Date().toISOString();
	try {
		await db
			.insertInto('instanceSetting')
			.values({ name: 'health-written-at', value })
			.onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
			.execute();
		return true;
	} catch (error) {
		console.error('Health: the database does not write:', (error as Error).message);
		return false;
	}
}
