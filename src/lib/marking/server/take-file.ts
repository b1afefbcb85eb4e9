import { getHandedFile } from '#lib/handins/server/handed-files.ts';
import { writeAudit } from '#lib/server/audit-log.ts';
import type { Db } from '#lib/server/db/db.ts';
import { getClosedAttempt, type AnswerPlace } from './marking-page.ts';
import { fileNameIn, type MarkingScope } from './marking-scope.ts';

/**
 * The file to be marked, with its bytes. That somebody took it is written to the audit log.
 * @throws AppError 404 for a file out of scope
 */
export async function takeFile(db: Db, scope: MarkingScope, address: string, place: AnswerPlace, now: Date) {
	const { attempt } = await getClosedAttempt(db, scope, place.attemptId);
	const file = await getHandedFile(db, place.attemptId, place.position);
	const organizationId = await organizationOf(db, scope);
	const about = { action: 'attempt.fileDownloaded', subjectKind: 'userAccount', subjectId: attempt.userAccountId };
	const detail = { attempt: place.attemptId, position: place.position };
	await writeAudit(db, { actorId: scope.readerId, address, organizationId, ...about, detail }, now);
	return { ...file, name: fileNameIn(scope, file.name) };
}

/** Whose log tells of it; null: the platform's. */
async function organizationOf(db: Db, scope: MarkingScope): Promise<string | null> {
	if (scope.kind === 'authors') return null;
	const group = await db
		.selectFrom('learnerGroup')
		.select('organizationId')
		.where('id', '=', scope.groupId)
		.executeTakeFirst();
	return group?.organizationId ?? null;
}
