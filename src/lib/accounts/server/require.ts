import { AppError, forbidden } from '#lib/errors.ts';
import { hasRole, needsSecondFactor, type RoleName, type SignedInPerson } from '../person.ts';

interface Asking {
	person: SignedInPerson | null;
	app: { settings: { mode: string } };
}

/** The first line of everything that is for signed-in people. */
export function requirePerson(locals: Pick<Asking, 'person'>): SignedInPerson {
	if (!locals.person) {
		throw new AppError(401, 'sign_in_needed', 'Ta strona jest dla zalogowanych. Zaloguj się i spróbuj ponownie.');
	}
	return locals.person;
}

/** The first line of everything that is for holders of a role: any of `names` will do. */
export function requireRole(locals: Asking, ...names: RoleName[]): SignedInPerson {
	const person = requirePerson(locals);
	if (!hasRole(person, ...names)) throw forbidden();
	if (isSecondFactorMissing(locals)) {
		throw new AppError(
			403,
			'second_factor_needed',
			'Ta strona wymaga drugiego składnika logowania. Włącz go na stronie „Moje konto”.'
		);
	}
	return person;
}

/** Whether the person must set up a second factor before using the panel; the demonstration does not insist. */
export function isSecondFactorMissing({ person, app }: Asking): boolean {
	return app.settings.mode !== 'demo' && person !== null && needsSecondFactor(person);
}
