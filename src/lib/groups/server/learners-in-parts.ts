import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Db } from '#lib/server/db/db.ts';

/** So many people of a group at once: counting over a large group must not hold up everybody else. */
const PEOPLE_AT_ONCE = 50;

/** The ids of a group's learners, part by part; between parts others get their turn. */
export async function* learnersInParts(db: Db, groupId: string, atOnce = PEOPLE_AT_ONCE): AsyncGenerator<string[]> {
	for (let after = ''; ;) {
		const people = await db
			.selectFrom('membership')
			.select('userAccountId as id')
			.where('learnerGroupId', '=', groupId)
			.where('userAccountId', '>', after)
			.where('kind', '=', 'learner')
			.orderBy('userAccountId')
			.limit(atOnce)
			.execute();
		if (people.length > 0) yield people.map(({ id }) => id);
		if (people.length < atOnce) return;
		after = people.at(-1)?.id ?? '';
		await nextTurn();
	}
}
