import { randomUUID } from 'node:crypto';
import type { Trx } from '#lib/server/db/db.ts';
import type { RosterPerson } from '../roster.ts';
import type { ImportPlace } from './imports.ts';
import type { TargetGroup } from './known-people.ts';

/**
 * The group a row goes to, founded when it is not there yet; the register's name of the class is kept.
 * @returns its id
 */
export async function openGroup(
	trx: Trx,
	place: ImportPlace,
	target: TargetGroup,
	{ group }: RosterPerson,
	now: Date
): Promise<string> {
	const externalId = group?.externalId ?? null;
	if (target.id !== null) {
		if (externalId !== null && target.externalId === null) await nameAfterRegister(trx, target.id, externalId);
		target.externalId ??= externalId;
		return target.id;
	}
	const id = randomUUID();
	await trx
		.insertInto('learnerGroup')
		.values({
			id,
			organizationId: place.organizationId,
			name: target.name,
			createdAt: now.toISOString(),
			archivedAt: null,
			externalId
		})
		.execute();
	Object.assign(target, { id, externalId });
	return id;
}

async function nameAfterRegister(trx: Trx, groupId: string, externalId: string) {
	await trx
		.updateTable('learnerGroup')
		.set({ externalId })
		.where('id', '=', groupId)
		.where('externalId', 'is', null)
		.execute();
}

export interface Teams {
	idOf(groupId: string, name: string | null): string | null;
}

/** The teams that rows name, opened where they are missing. */
export async function openTeams(trx: Trx, wanted: [groupId: string, name: string | null][]): Promise<Teams> {
	const ids = new Map<string, string>();
	for (const [groupId, name] of wanted) {
		const key = JSON.stringify([groupId, name]);
		if (name === null || ids.has(key)) continue;
		const opened = await trx
			.insertInto('team')
			.values({ id: randomUUID(), learnerGroupId: groupId, name })
			.onConflict((conflict) => conflict.columns(['learnerGroupId', 'name']).doUpdateSet({ name }))
			.returning('id')
			.executeTakeFirstOrThrow();
		ids.set(key, opened.id);
	}
	return { idOf: (groupId, name) => ids.get(JSON.stringify([groupId, name])) ?? null };
}
