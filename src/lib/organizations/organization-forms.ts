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

/** Where to work from now on, and which page to go back to. */
export const WorkplaceForm = v.strictObject({
	organization: v.optional(v.pipe(v.string(), v.nonEmpty('Wybierz organizację.')), ''),
	dalej: v.optional(v.string(), '')
});
