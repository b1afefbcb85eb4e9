import * as v from 'valibot';
import { isPlainText } from '../accounts/account-forms.ts';
import { COUNTIES, ORGANIZATION_KINDS, type CountyCode, type OrganizationKind } from './organization.ts';

const OUTSIDE = 'poza';

export const OrganizationForm = v.strictObject({
	name: v.pipe(
		v.string('Podaj nazwę organizacji.'),
		v.trim(),
		v.minLength(3, 'Podaj pełną nazwę organizacji.'),
		v.maxLength(200, 'Skróć nazwę do 200 znaków.'),
		v.check(isPlainText, 'Nazwa zawiera znaki, których nie można użyć. Wpisz ją z klawiatury.')
	),
	kind: v.picklist(Object.keys(ORGANIZATION_KINDS) as OrganizationKind[], 'Wybierz rodzaj organizacji z listy.'),
	county: v.pipe(
		v.picklist([OUTSIDE, ...(Object.keys(COUNTIES) as CountyCode[])], 'Wybierz powiat z listy.'),
		v.transform((code) => (code === OUTSIDE ? null : code))
	)
});

export const CoordinatorForm = v.strictObject({
	email: v.pipe(v.string(), v.trim(), v.toLowerCase(), v.email('Podaj adres e-mail, którym ta osoba się loguje.')),
	password: v.pipe(v.string(), v.minLength(1, 'Podaj swoje hasło, żeby potwierdzić nadanie roli.'))
});

export const RevocationForm = v.strictObject({
	person: v.string(),
	password: v.pipe(v.string(), v.minLength(1, 'Podaj swoje hasło, żeby potwierdzić odebranie roli.'))
});
