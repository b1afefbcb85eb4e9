import { writeGroupAudit } from '#lib/groups/server/group-audit.ts';
import type { Actor } from '#lib/server/audit-log.ts';
import type { Db } from '#lib/server/db/db.ts';

const ACTION = 'group.testPrinted';
/** Looking at the same print again so soon is one deed: a page loaded anew, or gone back to. */
const SAME_LOOK_MS = 10 * 60_000;

export interface SeenPrint {
	course: string;
	quiz: string;
	forms: number;
	/** As it stands on paper. */
	code: string;
}

/** Notes in the audit log that somebody saw a test with its key, once for the same look. */
export async function notePrint(
	db: Db,
	actor: Actor,
	group: { id: string; organizationId: string },
	{ course, quiz, forms, code }: SeenPrint,
	now: Date
): Promise<void> {
	const detail = { course, quiz, forms, code };
	const noted = await db
		.selectFrom('auditLog')
		.select('id')
		.where('happenedAt', '>', new Date(now.getTime() - SAME_LOOK_MS).toISOString())
		.where('actorId', '=', actor.id)
		.where('action', '=', ACTION)
		.where('subjectId', '=', group.id)
		.where('detail', '=', JSON.stringify(detail))
		.executeTakeFirst();
	if (!noted) await writeGroupAudit(db, actor, group, { action: ACTION, detail }, now);
}
