import type { Db } from '#lib/server/db/db.ts';
import { grantRole } from '../../support/organizations.ts';
import { createPerson } from '../../support/people.ts';

/** Somebody who brings questions from another system. */
export async function exchangeWorld(db: Db) {
	const author = await createPerson(db, 'Henryk');
	await grantRole(db, author, 'author', null);
	return { author };
}
