import type { Db } from '#lib/server/db/db.ts';
import type { LogEntry } from './entries.ts';
import type { LogScope } from './scope.ts';

/**
 * Accounts whose names a reader of the log may see: a coordinator those who work or learn (or did) in the organization,
 * an administrator pupils and whoever holds a role.
 */
function knownAccounts(db: Db, { organizationId }: LogScope) {
	const accounts = db.selectFrom('userAccount as a');
	if (organizationId === null) {
		return accounts.where((eb) =>
			eb.or([
				eb('a.kind', '=', 'pupil'),
				eb.exists(eb.selectFrom('role as r').select('r.id').whereRef('r.userAccountId', '=', 'a.id'))
			])
		);
	}
	return accounts.where((eb) =>
		eb.or([
			eb('a.organizationId', '=', organizationId),
			eb.exists(
				eb
					.selectFrom('role as r')
					.select('r.id')
					.whereRef('r.userAccountId', '=', 'a.id')
					.where('r.organizationId', '=', organizationId)
			),
			eb.exists(
				eb
					.selectFrom('membership as m')
					.innerJoin('learnerGroup as g', 'g.id', 'm.learnerGroupId')
					.select('g.id')
					.whereRef('m.userAccountId', '=', 'a.id')
					.where('g.organizationId', '=', organizationId)
			),
			eb.exists(
				eb
					.selectFrom('formerMembership as m')
					.innerJoin('learnerGroup as g', 'g.id', 'm.learnerGroupId')
					.select('g.id')
					.whereRef('m.userAccountId', '=', 'a.id')
					.where('g.organizationId', '=', organizationId)
			)
		])
	);
}

/** The id of a known account by sign-in name, address or id; whatever has the form of an id counts as one. */
export async function findAccountId(db: Db, scope: LogScope, told: string): Promise<string | null> {
	const lower = told.toLowerCase();
	if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(lower)) return lower;
	const found = await knownAccounts(db, scope)
		.select('a.id')
		.where((eb) => eb.or([eb('a.email', '=', lower), eb('a.signInName', '=', lower)]))
		.executeTakeFirst();
	return found?.id ?? null;
}

/** Names of accounts, groups and organizations in the entries, by id, as far as the reader may see them. */
export async function namesIn(db: Db, scope: LogScope, entries: LogEntry[]): Promise<Map<string, string>> {
	const ids = [...new Set(entries.flatMap(({ actorId, subjectId }) => [actorId ?? '', subjectId]))];
	if (ids.length === 0) return new Map();
	const organizationIds = [...new Set([...ids, ...entries.map(({ organizationId }) => organizationId ?? '')])];
	const accounts = await knownAccounts(db, scope)
		.select(['a.id', 'a.displayName as name'])
		.where('a.id', 'in', ids)
		.execute();
	const organizations = await db
		.selectFrom('organization')
		.select(['id', 'name'])
		.where('id', 'in', organizationIds)
		.$if(scope.organizationId !== null, (query) => query.where('id', '=', scope.organizationId ?? ''))
		.execute();
	// Groups are for those who answer for them; an administrator does not.
	const groups =
		scope.organizationId === null
			? []
			: await db
					.selectFrom('learnerGroup')
					.select(['id', 'name'])
					.where('id', 'in', ids)
					.where('organizationId', '=', scope.organizationId)
					.execute();
	return new Map([...accounts, ...organizations, ...groups].map(({ id, name }) => [id, name]));
}

/** Which of these accounts are gone. */
export async function erasedAmong(db: Db, entries: LogEntry[]): Promise<Set<string>> {
	const ids = new Set(
		entries.flatMap(({ actorId, subjectKind, subjectId }) => [
			...(actorId ? [actorId] : []),
			...(subjectKind === 'userAccount' ? [subjectId] : [])
		])
	);
	if (ids.size === 0) return ids;
	const there = await db
		.selectFrom('userAccount')
		.select('id')
		.where('id', 'in', [...ids])
		.execute();
	for (const { id } of there) ids.delete(id);
	return ids;
}
