import { hasRole, hasRoleIn, type SignedInPerson } from '#lib/accounts/person.ts';
import { AppError } from '#lib/errors.ts';

/** Which entries somebody may read: an organization's, or (null) all of them. */
export interface LogScope {
	organizationId: string | null;
}

/**
 * A coordinator reads the log of the organization they work in at the moment, an administrator every one.
 * @throws AppError 409 when a coordinator works where they do not coordinate
 */
export function logScopeOf(person: SignedInPerson): LogScope {
	const { organizationId } = person;
	if (organizationId && hasRoleIn(person, organizationId, 'coordinator')) return { organizationId };
	if (hasRole(person, 'admin')) return { organizationId: null };
	throw new AppError(
		409,
		'choose_organization',
		'Dziennik pokazujemy dla organizacji, w której teraz pracujesz. Przełącz się na tę, którą koordynujesz.'
	);
}
