import type { Db } from '#lib/server/db/db.ts';
import { hasRole } from '../person.ts';
import { HOME } from '../next-path.ts';
import { findSignedInPerson } from './sign-in.ts';

/**
 * Where somebody goes who has just signed in: those who lead groups come to work, everybody else to learn.
 * @param next as `safeNextPath` gives it: an address somebody was on their way to stays
 */
export async function pageAfterSignIn(db: Db, token: string, next: string): Promise<string> {
	if (next !== HOME) return next;
	const person = await findSignedInPerson(db, token);
	return person && hasRole(person, 'teacher', 'coordinator') ? '/grupy' : HOME;
}
