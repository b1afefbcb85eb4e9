import type { Db } from '#lib/server/db/db.ts';
import { signatureOf } from '../columns.ts';
import type { ColumnRole, RosterColumns } from '../roster.ts';

/**
 * What an organization said the last time it brought columns of these names, also where nobody else would take them for
 * headings; private ones stay unread whatever it said.
 */
export async function withRememberedRoles(
	db: Db,
	organizationId: string,
	columns: RosterColumns
): Promise<RosterColumns> {
	const row = await db
		.selectFrom('headerMapping')
		.select('mapping')
		.where('organizationId', '=', organizationId)
		.where('signature', '=', signatureOf(columns.headings))
		.executeTakeFirst();
	if (!row) return columns;
	const remembered = JSON.parse(row.mapping) as ColumnRole[];
	const roles = columns.roles.map((role, at) => (role === 'private' ? role : (remembered[at] ?? role)));
	return { ...columns, roles, hasHeadings: true };
}

/** Remembers how an organization's columns are to be understood, for the next file that names them so. */
export async function rememberRoles(
	trx: Db,
	organizationId: string,
	{ headings, roles, hasHeadings }: RosterColumns,
	now: Date
): Promise<void> {
	if (!hasHeadings) return;
	const values = { mapping: JSON.stringify(roles), usedAt: now.toISOString() };
	await trx
		.insertInto('headerMapping')
		.values({ organizationId, signature: signatureOf(headings), ...values })
		.onConflict((conflict) => conflict.columns(['organizationId', 'signature']).doUpdateSet(values))
		.execute();
}
