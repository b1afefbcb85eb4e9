import { randomUUID } from 'node:crypto';
import type { Db } from '#lib/server/db/db.ts';

const COPIES_AT_ONCE = 200;

/** Gives an attempt with its items and answers to so many new people, as they are stored. */
export async function copyAttempt(db: Db, id: string, count: number): Promise<void> {
	const attempt = await db.selectFrom('attempt').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
	const items = await db.selectFrom('attemptItem').selectAll().where('attemptId', '=', id).execute();
	const answers = await db.selectFrom('answer').selectAll().where('attemptId', '=', id).execute();
	const account = { kind: 'email' as const, displayName: 'Kopia', mustChangePassword: 0 as const };
	for (let done = 0; done < count; done += COPIES_AT_ONCE) {
		const copies = Array.from({ length: Math.min(COPIES_AT_ONCE, count - done) }, () => ({
			userAccountId: randomUUID(),
			attemptId: randomUUID()
		}));
		const copied = <T>(rows: T[]) => copies.flatMap(({ attemptId }) => rows.map((row) => ({ ...row, attemptId })));
		await db
			.insertInto('userAccount')
			.values(copies.map(({ userAccountId }) => ({ ...account, id: userAccountId, createdAt: attempt.startedAt })))
			.execute();
		await db
			.insertInto('attempt')
			.values(copies.map(({ userAccountId, attemptId }) => ({ ...attempt, id: attemptId, userAccountId })))
			.execute();
		await db.insertInto('attemptItem').values(copied(items)).execute();
		await db.insertInto('answer').values(copied(answers)).execute();
	}
}
