import { randomUUID } from 'node:crypto';
import type { Db } from '#lib/server/db/db.ts';
import type { RoleName } from '#lib/accounts/person.ts';

const since = '2026-09-01T08:00:00.000Z';

export async function createOrganization(db: Db, name: string): Promise<{ id: string; name: string }> {
	const organization = { id: randomUUID(), name };
	await db
		.insertInto('organization')
		.values({ ...organization, kind: 'school', countyCode: null, createdAt: since })
		.execute();
	return organization;
}

/** A group of learners that was given one course. */
export async function createGroupWith(
	db: Db,
	organization: { id: string },
	learners: { id: string }[],
	courseSlug: string
): Promise<{ id: string }> {
	const id = randomUUID();
	await db
		.insertInto('learnerGroup')
		.values({ id, organizationId: organization.id, name: '7b', createdAt: since, archivedAt: null })
		.execute();
	for (const { id: userAccountId } of learners) {
		await db
			.insertInto('membership')
			.values({ learnerGroupId: id, userAccountId, kind: 'learner', joinedAt: since })
			.execute();
	}
	await db
		.insertInto('courseAssignment')
		.values({ learnerGroupId: id, courseSlug, opensOn: null, dueOn: null, createdAt: since })
		.execute();
	return { id };
}

/** Makes a person a teacher of a group; the role in its organization is another matter. */
export async function addTeacher(db: Db, group: { id: string }, teacher: { id: string }): Promise<void> {
	await db
		.insertInto('membership')
		.values({ learnerGroupId: group.id, userAccountId: teacher.id, kind: 'teacher', joinedAt: since })
		.execute();
}

/** Gives a person a role; `organization` null: on the whole platform. */
export async function grantRole(
	db: Db,
	person: { id: string },
	name: RoleName,
	organization: { id: string } | null
): Promise<void> {
	await db
		.insertInto('role')
		.values({
			id: randomUUID(),
			userAccountId: person.id,
			organizationId: organization?.id ?? null,
			name,
			grantedAt: since,
			grantedBy: null
		})
		.execute();
}
