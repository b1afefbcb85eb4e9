import { draftCards, openWithCards, type PupilCard } from '#lib/accounts/server/pupil-accounts.ts';
import { AppError } from '#lib/errors.ts';
import { foldPolish } from '#lib/format.ts';
import { getOpenGroupOf, lockOpenGroup } from '#lib/groups/server/access.ts';
import { addLearners, listMembers } from '#lib/groups/server/members.ts';
import type { Actor } from '#lib/server/audit-log.ts';
import { inTransaction, type Db } from '#lib/server/db/db.ts';

/**
 * Opens accounts for pupils of a group's organization and puts them in the group, each with a card.
 * @param wanted.formKey sent twice, the accounts are made once and the cards are new
 * @returns one card for each nickname, in the order given
 * @throws AppError 404 for somebody else's group, 409 for one in the archive or for nicknames the group has already
 */
export async function addPupils(
	db: Db,
	actor: Actor,
	groupId: string,
	wanted: { nicknames: string[]; formKey: string },
	now: Date = new Date()
): Promise<PupilCard[]> {
	await getOpenGroupOf(db, actor.id, groupId);
	const drafts = await draftCards(wanted.nicknames, wanted.formKey);
	return inTransaction(db, async (trx) => {
		await getOpenGroupOf(trx, actor.id, groupId);
		// Before the first entry of the audit log: whoever joins holds the group and waits for the log.
		const { organizationId } = await lockOpenGroup(trx, groupId);
		const ids = drafts.map(({ id }) => id);
		const others = (await listMembers(trx, groupId)).filter(({ id }) => !ids.includes(id));
		const taken = wanted.nicknames.filter((name) => others.some((one) => isSame(one.displayName, name)));
		if (taken.length > 0) throw nicknamesTaken(taken);
		const cards = await openWithCards(trx, actor, drafts, organizationId, now);
		await addLearners(trx, groupId, ids, now);
		return cards;
	});
}

const isSame = (a: string, b: string) => foldPolish(a) === foldPolish(b);

const nicknamesTaken = (names: string[]) =>
	new AppError(
		409,
		'nicknames_taken',
		`W tej grupie już są: ${names.join(', ')}. Usuń te wiersze albo dopisz coś, co odróżni te osoby, np. „${names[0]} 2”.`
	);
