import { formatInstant } from '#lib/format.ts';
import type { Db } from '#lib/server/db/db.ts';
import type { LogFilter } from '../log-filter.ts';
import { OUTCOMES, sentenceOf, SUBJECT_KINDS } from '../sentences.ts';
import { listEntries, type LogEntry, type WantedEntries } from './entries.ts';
import { erasedAmong, findAccountId, namesIn } from './names.ts';
import type { LogScope } from './scope.ts';

/** An entry in Polish words. */
export interface LogLine {
	id: string;
	when: string;
	who: string;
	what: string;
	/** On whom or what. */
	whom: string;
	/** To link to everything about the same account; null: not an account. */
	personId: string | null;
	/** For administrators. */
	organization: string;
	outcome: string;
	/** Where the request came from. */
	address: string;
	detail: string;
	happenedAt: string;
}

export type Place = WantedEntries['before'];

/**
 * A part of the log in words.
 * @returns null when the filter names somebody who is not known here
 */
export async function readLog(
	db: Db,
	scope: LogScope,
	filter: LogFilter,
	page: { limit: number; before?: Place }
): Promise<LogLine[] | null> {
	const { person, actor, ...wanted } = filter;
	const personId = person ? await findAccountId(db, scope, person) : undefined;
	const actorId = actor ? await findAccountId(db, scope, actor) : undefined;
	if (personId === null || actorId === null) return null;
	const { subject, from, until, chain } = wanted;
	const known = { personId, actorId, subject, from, until, chain: chain || undefined, before: page.before };
	const entries = await listEntries(db, scope, known, page.limit);
	return inWords(db, scope, entries);
}

async function inWords(db: Db, scope: LogScope, entries: LogEntry[]): Promise<LogLine[]> {
	const names = await namesIn(db, scope, entries);
	const erased = await erasedAmong(db, entries);
	const account = (id: string) =>
		names.get(id) ?? (erased.has(id) ? `konto usunięte (${id})` : `konto spoza listy (${id})`);
	return entries.map((entry) => {
		const isAccount = entry.subjectKind === 'userAccount';
		const kind = SUBJECT_KINDS[entry.subjectKind] ?? entry.subjectKind;
		const name = names.get(entry.subjectId);
		return {
			id: entry.id,
			happenedAt: entry.happenedAt,
			when: formatInstant(entry.happenedAt),
			who: entry.actorId === null ? 'program albo ktoś niezalogowany' : account(entry.actorId),
			what: sentenceOf(entry.action),
			whom: isAccount ? account(entry.subjectId) : `${kind}: ${name ?? entry.subjectId}`,
			personId: isAccount ? entry.subjectId : null,
			organization:
				entry.organizationId === null ? 'platforma' : (names.get(entry.organizationId) ?? entry.organizationId),
			outcome: OUTCOMES[entry.outcome] ?? entry.outcome,
			address: entry.address ?? '',
			detail: entry.detail ?? ''
		};
	});
}
