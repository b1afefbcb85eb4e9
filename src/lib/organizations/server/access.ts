import { expressionBuilder, type Expression } from 'kysely';
import type { Schema } from '#lib/server/db/schema.ts';

/** Whether a person coordinates an organization; looked at anew in every query, so that losing the role counts at once. */
function isCoordinatedBy(personId: string, organizationId: Expression<string | null>) {
	return holds(personId, (role) =>
		role.where('role.name', '=', 'coordinator').where('role.organizationId', '=', organizationId)
	);
}

/** Whether a person runs the platform. */
export function isAdministrator(personId: string) {
	return holds(personId, (role) => role.where('role.name', '=', 'admin').where('role.organizationId', 'is', null));
}

/**
 * Whoever may change what an organization says of itself and who works there, its pupils' accounts and its part of the
 * register of certificates. What belongs to no organization, `null`, is an administrator's.
 */
export function isManagedBy(personId: string, organizationId: Expression<string | null>) {
	const eb = expressionBuilder<Schema, never>();
	return eb.or([isCoordinatedBy(personId, organizationId), isAdministrator(personId)]);
}

const rolesOf = (personId: string) =>
	expressionBuilder<Schema, never>().selectFrom('role').select('role.id').where('role.userAccountId', '=', personId);

function holds(personId: string, narrow: (roles: ReturnType<typeof rolesOf>) => ReturnType<typeof rolesOf>) {
	return expressionBuilder<Schema, never>().exists(narrow(rolesOf(personId)));
}
