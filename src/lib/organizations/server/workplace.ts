import { comparePolish } from '#lib/format.ts';
import { notFound } from '#lib/errors.ts';
import type { Db } from '#lib/server/db/db.ts';

/** The organizations somebody holds a role in, in Polish order. */
export async function listWorkplaces(db: Db, personId: string): Promise<{ id: string; name: string }[]> {
	const rows = await db
		.selectFrom('organization as o')
		.innerJoin('role as r', 'r.organizationId', 'o.id')
		.select(['o.id', 'o.name'])
		.distinct()
		.where('r.userAccountId', '=', personId)
		.execute();
	return rows.sort((a, b) => comparePolish(a.name, b.name));
}

/**
 * Has a sign-in work in another organization from its next request on.
 * @throws AppError 404 where the person holds no role, or no longer
 */
export async function switchWorkplace(
	db: Db,
	person: { id: string; signInId: string },
	organizationId: string
): Promise<void> {
	await db
		.updateTable('signInSession')
		.set({ organizationId })
		.where('id', '=', person.signInId)
		.where('userAccountId', '=', person.id)
		.where((eb) =>
			eb.exists(
				eb
					.selectFrom('role')
					.select('role.id')
					.where('role.userAccountId', '=', person.id)
					.where('role.organizationId', '=', organizationId)
			)
		)
		.returning('id')
		.executeTakeFirstOrThrow(() => notFound('organizacja'));
}
