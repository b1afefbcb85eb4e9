import type { SignedInPerson } from '#lib/accounts/person.ts';
import type { Db } from '#lib/server/db/db.ts';
import { invalidForm, readForm, readFormData, type InvalidForm } from '#lib/server/forms.ts';
import { ProfileForm } from '../profile-form.ts';
import { readLogo } from './logo-file.ts';
import { removeLogo, setLogo } from './logos.ts';
import { saveProfile } from './profile.ts';

/** Who sends a form about which organization; the functions below make sure that they look after it. */
export interface ProfileRequest {
	db: Db;
	person: SignedInPerson;
	address: string;
	organizationId: string;
	request: Request;
}

const actorOf = ({ person, address }: ProfileRequest) => ({ id: person.id, address });

/** @returns the form as it was refused; undefined: saved */
export async function saveProfileForm(asked: ProfileRequest): Promise<InvalidForm | undefined> {
	const { data, invalid } = await readForm(asked.request, ProfileForm);
	if (invalid) return invalid;
	await saveProfile(asked.db, actorOf(asked), asked.organizationId, data);
	return undefined;
}

/** @returns the form as it was refused; undefined: this is the logo now */
export async function addLogo(asked: ProfileRequest): Promise<InvalidForm | undefined> {
	const file = (await readFormData(asked.request)).get('logo');
	if (!(file instanceof File) || file.size === 0) return invalidForm({}, { logo: 'Wybierz plik z logo.' });
	const picture = await readLogo(file);
	if ('problem' in picture) return invalidForm({}, { logo: picture.problem });
	await setLogo(asked.db, actorOf(asked), asked.organizationId, picture);
	return undefined;
}

export const dropLogo = (asked: ProfileRequest): Promise<void> =>
	removeLogo(asked.db, actorOf(asked), asked.organizationId);
