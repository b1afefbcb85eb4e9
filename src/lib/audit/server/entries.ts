import { expressionBuilder, type Expression, type ExpressionBuilder, type SqlBool } from 'kysely';
import { daysAfter, startOfDayInPoland } from '#lib/format.ts';
import type { Db } from '#lib/server/db/db.ts';
import type { Schema } from '#lib/server/db/schema.ts';
import type { LogScope } from './scope.ts';

/** What is wanted of the log, with accounts already known by their ids. */
export interface WantedEntries {
	/** Whose data was touched. */
	personId?: string;
	actorId?: string;
	/** The first part of the action. */
	subject?: string;
	/** Days in Poland, YYYY-MM-DD, both included. */
	from?: string;
	until?: string;
	/** In a scope of everything: one organization, or `platform` for what belongs to none. */
	chain?: string;
	/** Only what comes after this one in the list. */
	before?: { happenedAt: string; id: string };
}

export interface LogEntry {
	id: string;
	happenedAt: string;
	actorId: string | null;
	organizationId: string | null;
	action: string;
	subjectKind: string;
	subjectId: string;
	outcome: string;
	address: string | null;
	detail: string | null;
}

/** Entries of the scope, the newest first. */
export async function listEntries(db: Db, scope: LogScope, wanted: WantedEntries, limit: number): Promise<LogEntry[]> {
	const { personId, actorId, subject, from, until, chain, before } = wanted;
	const organizationId = scope.organizationId ?? (chain === 'platform' ? null : chain);
	let query = db
		.selectFrom('auditLog')
		.select(['id', 'happenedAt', 'actorId', 'organizationId', 'action', 'subjectKind', 'subjectId'])
		.select(['outcome', 'address', 'detail']);
	if (organizationId === null) query = query.where('organizationId', 'is', null);
	else if (organizationId !== undefined) query = query.where('organizationId', '=', organizationId);
	if (actorId) query = query.where('actorId', '=', actorId);
	if (subject) query = query.where('action', 'like', `${subject}.%`);
	if (from) query = query.where('happenedAt', '>=', startOfDayInPoland(from));
	if (until) query = query.where('happenedAt', '<', startOfDayInPoland(daysAfter(until, 1)));
	if (before) {
		query = query.where('happenedAt', '<=', before.happenedAt).where((eb) => comesAfter(eb, before));
	}
	if (personId) query = query.where((eb) => concerns(eb, personId));
	return query.orderBy('happenedAt', 'desc').orderBy('id', 'desc').limit(limit).execute();
}

type OfLog = ExpressionBuilder<Schema, 'auditLog'>;

const comesAfter = (eb: OfLog, { happenedAt, id }: { happenedAt: string; id: string }) =>
	eb.or([eb('happenedAt', '<', happenedAt), eb.and([eb('happenedAt', '=', happenedAt), eb('id', '<', id)])]);

/**
 * Entries whose subject is the person, something of theirs, or a group they were in at that moment (itself, a report on
 * it, an import into it), and those that name them in their detail. The kind is asked first: looking into other tables for
 * every entry of a long log takes three times as long.
 */
function concerns(eb: OfLog, personId: string) {
	const subjectId = eb.ref('auditLog.subjectId');
	const free = expressionBuilder<Schema, never>();
	const ofKind = (kind: string, isTheirs: Expression<SqlBool>) =>
		eb.and([eb('auditLog.subjectKind', '=', kind), isTheirs]);
	const ofPerson = (table: 'certificate' | 'attempt') =>
		eb.exists(
			free
				.selectFrom(table)
				.select(`${table}.id`)
				.where(`${table}.id`, '=', subjectId)
				.where(`${table}.userAccountId`, '=', personId)
		);
	const ofReport = eb.exists(
		eb
			.selectFrom('report')
			.select('report.id')
			.where('report.id', '=', subjectId)
			.where((inner) => isMemberAt(eb, personId, inner.ref('report.learnerGroupId')))
	);
	const ofRegrade = eb.exists(
		free
			.selectFrom('regradeChange')
			.innerJoin('attempt', 'attempt.id', 'regradeChange.attemptId')
			.select('attempt.id')
			.where('regradeChange.regradeId', '=', subjectId)
			.where('attempt.userAccountId', '=', personId)
	);
	const ofImport = eb.exists(
		free
			.selectFrom('rosterRow')
			.select('rosterRow.line')
			.where('rosterRow.rosterImportId', '=', subjectId)
			.where('rosterRow.userAccountId', '=', personId)
	);
	return eb.or([
		eb('auditLog.subjectId', '=', personId),
		ofKind('learnerGroup', isMemberAt(eb, personId, subjectId)),
		ofKind('report', ofReport),
		ofKind('rosterImport', ofImport),
		ofKind('regrade', ofRegrade),
		ofKind('certificate', ofPerson('certificate')),
		ofKind('attempt', ofPerson('attempt')),
		eb('auditLog.detail', 'like', `%"${personId}"%`)
	]);
}

function isMemberAt(eb: OfLog, personId: string, groupId: Expression<string>) {
	const happenedAt = eb.ref('auditLog.happenedAt');
	return eb.or([
		eb.exists(
			eb
				.selectFrom('membership as m')
				.select('m.learnerGroupId')
				.where('m.learnerGroupId', '=', groupId)
				.where('m.userAccountId', '=', personId)
				.where('m.joinedAt', '<=', happenedAt)
		),
		eb.exists(
			eb
				.selectFrom('formerMembership as f')
				.select('f.learnerGroupId')
				.where('f.learnerGroupId', '=', groupId)
				.where('f.userAccountId', '=', personId)
				.where('f.joinedAt', '<=', happenedAt)
				.where('f.leftAt', '>=', happenedAt)
		)
	]);
}
