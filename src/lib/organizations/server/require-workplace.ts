import { hasRoleIn, type SignedInPerson } from '#lib/accounts/person.ts';
import { requireRole } from '#lib/accounts/server/require.ts';
import { AppError } from '#lib/errors.ts';

/**
 * The first line of everything a coordinator does for the organization they work in now.
 * @throws AppError 401 and 403 as `requireRole`; 403 also where they hold another role only
 */
export function requireWorkplace(locals: Parameters<typeof requireRole>[0]): {
	person: SignedInPerson;
	organizationId: string;
} {
	const person = requireRole(locals, 'coordinator');
	const { organizationId } = person;
	if (organizationId === null || !hasRoleIn(person, organizationId, 'coordinator')) throw worksElsewhere();
	return { person, organizationId };
}

const worksElsewhere = () =>
	new AppError(
		403,
		'works_elsewhere',
		'W tej organizacji nie jesteś koordynatorem. Na górze strony przełącz się na organizację, którą koordynujesz.'
	);
