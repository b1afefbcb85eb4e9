import type { Trx } from '#lib/server/db/db.ts';

export interface UnusedPupil {
	id: string;
	organizationId: string | null;
	/** ISO instant: the newest trace of any use. */
	lastUsedAt: string;
}

/** Pupils among some people whose account shows no use since `before`: no sign-in, no joining, no learning. */
export async function listUnusedPupils(trx: Trx, people: string[], before: string): Promise<UnusedPupil[]> {
	const rows = await trx
		.selectFrom('userAccount as u')
		.select(['u.id', 'u.organizationId', 'u.createdAt', 'u.lastSignInAt'])
		.select((eb) => [
			eb
				.selectFrom('signInSession as s')
				.select((s) => s.fn.max('s.lastSeenAt').as('at'))
				.whereRef('s.userAccountId', '=', 'u.id')
				.as('seenAt'),
			eb
				.selectFrom('membership as m')
				.select((m) => m.fn.max('m.joinedAt').as('at'))
				.whereRef('m.userAccountId', '=', 'u.id')
				.as('joinedAt'),
			eb
				.selectFrom('enrollment as e')
				.select((e) => e.fn.max(e.fn.coalesce('e.lastActivityAt', 'e.enrolledAt')).as('at'))
				.whereRef('e.userAccountId', '=', 'u.id')
				.as('learnedAt'),
			eb
				.selectFrom('lessonProgress as l')
				.select((l) => l.fn.max('l.readAt').as('at'))
				.whereRef('l.userAccountId', '=', 'u.id')
				.as('readAt'),
			eb
				.selectFrom('attempt as a')
				.select((a) => a.fn.max(a.fn.coalesce('a.lastSavedAt', 'a.startedAt')).as('at'))
				.whereRef('a.userAccountId', '=', 'u.id')
				.as('answeredAt')
		])
		.where('u.id', 'in', people)
		.where('u.kind', '=', 'pupil')
		.where('u.createdAt', '<', before)
		.orderBy('u.id')
		.execute();
	return rows
		.map(({ id, organizationId, ...times }) => {
			const known = Object.values(times).filter((time) => time !== null);
			return { id, organizationId, lastUsedAt: known.reduce((a, b) => (a > b ? a : b)) };
		})
		.filter(({ lastUsedAt }) => lastUsedAt < before);
}
