import type { ExpressionBuilder } from 'kysely';
import type { Db } from '#lib/server/db/db.ts';
import type { Schema } from '#lib/server/db/schema.ts';
import type { AuditData } from '../my-data.ts';

const ENTRIES_AT_ONCE = 500;

/** Entries a person caused, and those about their account or their roles. */
const concerns = (personId: string) => (eb: ExpressionBuilder<Schema, 'auditLog'>) =>
	eb.or([
		eb('actorId', '=', personId),
		eb.and([eb('subjectKind', '=', 'userAccount'), eb('subjectId', '=', personId)]),
		eb.and([eb('subjectKind', '=', 'organization'), eb('detail', 'like', `%"person":"${personId}"%`)])
	]);

export async function countMyAuditEntries(db: Db, personId: string): Promise<number> {
	const { count } = await db
		.selectFrom('auditLog')
		.select((eb) => eb.fn.countAll().as('count'))
		.where(concerns(personId))
		.executeTakeFirstOrThrow();
	return Number(count);
}

/** The newest first. Who else was part of it, and from where they came, is not the person's data. */
export async function* readMyAuditLog(db: Db, personId: string, atOnce = ENTRIES_AT_ONCE): AsyncGenerator<AuditData> {
	let rows: Awaited<ReturnType<typeof listOlder>> = [];
	do {
		rows = await listOlder(db, personId, atOnce, rows.at(-1));
		for (const { happenedAt, action, actorId, subjectId, outcome, address, detail } of rows) {
			const { person, factorPercent } = JSON.parse(detail ?? '{}') as { person?: string; factorPercent?: number };
			const isByMe = actorId === personId;
			const isAboutMe = subjectId === personId || person === personId;
			yield {
				happenedAt,
				action,
				isByMe,
				isAboutMe,
				outcome,
				address: isByMe ? address : null,
				factorPercent: isAboutMe ? (factorPercent ?? null) : null
			};
		}
	} while (rows.length === atOnce);
}

function listOlder(db: Db, personId: string, limit: number, last: { happenedAt: string; id: string } | undefined) {
	return db
		.selectFrom('auditLog')
		.select(['id', 'happenedAt', 'action', 'actorId', 'subjectId', 'outcome', 'address', 'detail'])
		.where(concerns(personId))
		.$if(last !== undefined, (query) =>
			query.where((eb) =>
				eb.or([
					eb('happenedAt', '<', last?.happenedAt ?? ''),
					eb.and([eb('happenedAt', '=', last?.happenedAt ?? ''), eb('id', '<', last?.id ?? '')])
				])
			)
		)
		.orderBy('happenedAt', 'desc')
		.orderBy('id', 'desc')
		.limit(limit)
		.execute();
}
