import { foldPolish } from '#lib/format.ts';
import { isCommonPassword } from './common-passwords.ts';

export const MIN_PASSWORD_LENGTH = 8;
export const MAX_PASSWORD_LENGTH = 128;

/** Said beside every field for a new password. */
export const PASSWORD_HINT =
	'Co najmniej 8 znaków. Dobre hasło to kilka niepowiązanych słów, np. kot pije zimny atrament.';

/** What a person is known by: no part of it may make up their password. */
export interface PasswordContext {
	displayName?: string;
	email?: string | null;
	signInName?: string | null;
}

/** Counted as people count: `ą` is one sign however it is encoded. */
export function passwordLength(password: string): number {
	return [...password.normalize('NFC')].length;
}

/** Short or long beyond what is ever hashed. */
export function hasAllowedLength(password: string): boolean {
	const length = passwordLength(password);
	return length >= MIN_PASSWORD_LENGTH && length <= MAX_PASSWORD_LENGTH;
}

/** What is wrong with a new password, as a sentence for the person; null when it will do. */
export function findPasswordProblem(password: string, context: PasswordContext = {}): string | null {
	const length = passwordLength(password);
	if (length === 0) return 'Wpisz hasło.';
	if (length < MIN_PASSWORD_LENGTH) return 'Hasło jest za krótkie. Wpisz co najmniej 8 znaków.';
	if (length > MAX_PASSWORD_LENGTH) return 'Hasło jest za długie. Wpisz najwyżej 128 znaków.';
	const folded = foldPolish(password.normalize('NFC'));
	if (isCommonPassword(folded)) {
		return 'To hasło jest zbyt popularne i łatwo je zgadnąć. Ułóż inne, np. z kilku niepowiązanych słów.';
	}
	if (isMadeOfContext(folded, context)) {
		return 'To hasło składa się z Twojej nazwy, adresu albo nazwy platformy. Ułóż inne, np. z kilku niepowiązanych słów.';
	}
	return null;
}

/** Nothing much is left when the person's own words are taken away. */
function isMadeOfContext(folded: string, { displayName, email, signInName }: PasswordContext): boolean {
	const texts = ['wspolnie', displayName ?? '', email?.split('@')[0] ?? '', signInName ?? ''].map(foldPolish);
	const words = texts.flatMap((text) => [text.replaceAll(/[^a-z0-9]/g, ''), ...text.split(/[^a-z]+/)]);
	const squeezed = folded.replaceAll(/[^a-z0-9]/g, '');
	return [folded, squeezed].some((text) => isMadeOf(text, words));
}

function isMadeOf(text: string, words: string[]): boolean {
	let rest = text;
	for (const word of words.filter((word) => word.length >= 3).sort((a, b) => b.length - a.length)) {
		rest = rest.replaceAll(word, '');
	}
	return rest.length < text.length && rest.length < 6 && rest.replaceAll(/[^a-z]/g, '').length < 3;
}
