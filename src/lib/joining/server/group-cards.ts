import type { PupilCard } from '#lib/accounts/server/pupil-accounts.ts';
import { renewCards } from '#lib/accounts/server/renew-cards.ts';
import { AppError } from '#lib/errors.ts';
import { getOpenGroupOf } from '#lib/groups/server/access.ts';
import type { Actor } from '#lib/server/audit-log.ts';
import type { Db } from '#lib/server/db/db.ts';
import { listPeople } from './people.ts';

/** Each card takes about 30 ms to hash; more of them at once would keep the teacher waiting. */
const MAX_CARDS = 200;

/**
 * New cards for pupils of a group, in Polish order; cards printed before stop working.
 * @param wanted ids of people chosen one by one, also of those who have a password; null: all who have not signed in yet
 * @throws AppError 404 for somebody else's group, 409 when it is in the archive, 400 when there is nobody or too many
 */
export async function makeGroupCards(
	db: Db,
	actor: Actor,
	groupId: string,
	wanted: readonly string[] | null,
	now: Date = new Date()
): Promise<PupilCard[]> {
	const { organizationId } = await getOpenGroupOf(db, actor.id, groupId);
	const pupils = (await listPeople(db, groupId)).filter(
		({ id, isInCare, state }) => isInCare && (wanted ? wanted.includes(id) : state === 'waiting')
	);
	if (pupils.length === 0) throw nobody();
	if (pupils.length > MAX_CARDS) throw tooMany();
	const named = pupils.map(({ id, displayName, signInName }) => ({
		id,
		displayName,
		signInName: signInName ?? '',
		organizationId
	}));
	return renewCards(db, actor, named, wanted === null, now);
}

const nobody = () => new AppError(400, 'no_cards', 'Zaznacz co najmniej jedną osobę, dla której wydrukować kartę.');

const tooMany = () =>
	new AppError(400, 'too_many_cards', `Zaznacz najwyżej ${MAX_CARDS} osób naraz. Karty pozostałych wydrukuj potem.`);
