import type { Db } from '#lib/server/db/db.ts';
import type { Job } from '#lib/server/jobs.ts';
import { Expiry } from './expiry.ts';
import { deleteExpiredOfGroups } from './retention-groups.ts';
import { deleteExpiredLearning } from './retention-learning.ts';
import { deleteExpiredRecords } from './retention-records.ts';

const DAY = 24 * 3_600_000;
/** It looks at everybody: not while people wait for a server that has just started. */
const SETTLED_MS = 15 * 60_000;

/** Every day; says in the log what was removed, in the audit log also of which organization. */
export const retention: Job<{ db: Db }> = {
	name: 'retention',
	everyMs: DAY,
	firstAfterMs: SETTLED_MS,
	async run({ db }, now) {
		const expiry = await Expiry.read(db, now);
		const learning = [...(await deleteExpiredLearning(db, expiry, now)).of.values()];
		const sum = (what: 'attempts' | 'courses' | 'accounts') => learning.reduce((total, one) => total + one[what], 0);
		const records = await deleteExpiredRecords(db, expiry, now);
		const ofGroups = await deleteExpiredOfGroups(db, expiry);
		const removed = {
			attempts: sum('attempts'),
			courses: sum('courses'),
			accounts: sum('accounts'),
			...ofGroups,
			...records
		};
		if (Object.values(removed).every((count) => count === 0)) return;
		console.log(`Retention removed: ${JSON.stringify(removed)}`);
	}
};
