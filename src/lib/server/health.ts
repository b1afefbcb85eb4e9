import { sql } from 'kysely';
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

/** Whether learners can work: the database answers in time and there is something to read. */
export async function checkHealth(db: Db, courses: CourseIndex): Promise<Health> {
	const database = (await answersInTime(db)) ? 'ok' : 'failing';
	const count = courses.list().length;
	return { status: database === 'ok' && count > 0 ? 'ok' : 'failing', database, courses: count };
}

async function answersInTime(db: Db): Promise<boolean> {
	let timer: NodeJS.Timeout | undefined;
	const tooLate = new Promise<false>((late) => (timer = setTimeout(() => late(false), DATABASE_LIMIT_MS)));
	const answers = sql`select count(*) from instance_setting`.execute(db).then(
		() => true,
		(error: unknown) => {
			console.error('Health: the database does not answer:', (error as Error).message);
			return false;
		}
	);
	const isInTime = await Promise.race([answers, tooLate]);
	clearTimeout(timer);
	return isInTime;
}
