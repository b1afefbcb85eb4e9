import { countUse, type ThrottleRule } from '#lib/accounts/server/throttle.ts';
import type { Course } from '#lib/courses/course.ts';
import { AppError } from '#lib/errors.ts';
import type { StaffedGroup } from '#lib/groups/server/access.ts';
import { notify } from '#lib/notifications/server/notify.ts';
import { writeAudit, type Actor } from '#lib/server/audit-log.ts';
import { inTransaction, type Db } from '#lib/server/db/db.ts';
import { comparePolish } from '#lib/format.ts';

const HOUR = 3_600_000;
/** Messages of one person. */
const MESSAGE_RULE: ThrottleRule = { windowMs: HOUR, limit: 20, waitsMs: [HOUR / 4] };
const ASKED_AT_ONCE = 500;

export interface Recipient {
	id: string;
	name: string;
}

/** Those of the chosen who learn in the group, by name; nobody else can be written to. */
export async function listRecipients(db: Db, groupId: string, chosen: readonly string[]): Promise<Recipient[]> {
	const ids = [...new Set(chosen)];
	const found: Recipient[] = [];
	for (let from = 0; from < ids.length; from += ASKED_AT_ONCE) {
		const rows = await db
			.selectFrom('membership as m')
			.innerJoin('userAccount as u', 'u.id', 'm.userAccountId')
			.select(['u.id', 'u.displayName as name'])
			.where('m.learnerGroupId', '=', groupId)
			.where('m.kind', '=', 'learner')
			.where('m.userAccountId', 'in', ids.slice(from, from + ASKED_AT_ONCE))
			.execute();
		found.push(...rows);
	}
	return found.sort((a, b) => comparePolish(a.name, b.name));
}

/**
 * Sends a message to chosen people of the group, with the name of who writes. The audit log keeps to how many, not what.
 * @returns to how many it went
 * @throws AppError 400 when nobody of them learns in the group, 429 after many messages in an hour
 */
export async function sendMessage(
	db: Db,
	actor: Actor & { displayName: string },
	message: {
		group: Pick<StaffedGroup, 'id' | 'name' | 'organizationId'>;
		course: Pick<Course, 'slug' | 'title'>;
		chosen: readonly string[];
		text: string;
	},
	now: Date
): Promise<number> {
	const { group, course, text } = message;
	return inTransaction(db, async (trx) => {
		const people = await listRecipients(trx, group.id, message.chosen);
		if (people.length === 0) throw nobodyChosen();
		await countUse(trx, `message:${actor.id}`, MESSAGE_RULE, now);
		const title = `${actor.displayName} (${group.name}): ${course.title}`;
		const ids = people.map(({ id }) => id);
		await notify(trx, ids, { kind: 'message', title, text, path: `/kursy/${course.slug}` }, now);
		const about = { action: 'message.sent', subjectKind: 'learnerGroup', subjectId: group.id };
		const { id: actorId, address } = actor;
		const detail = { course: course.slug, people: ids.length };
		await writeAudit(trx, { actorId, address, organizationId: group.organizationId, ...about, detail }, now);
		return ids.length;
	});
}

const nobodyChosen = () =>
	new AppError(400, 'nobody_chosen', 'Nikogo nie zaznaczono. Wróć na tablicę i zaznacz, do kogo piszesz.');
