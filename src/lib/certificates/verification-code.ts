/** Crockford's base 32: no I, L, O and U, so that a code read from paper is typed right. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 28;
const GROUP = 4;
const CODE = new RegExp(`^[${ALPHABET}]{${LENGTH}}$`);

/** A new code of 140 random bits: it cannot be guessed, so looking codes up needs no limit of pace. */
export function createVerificationCode(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(LENGTH));
	return Array.from(bytes, (byte) => ALPHABET[byte & 31]).join('');
}

/** `7K3M 0QZX …`, as it stands on paper. */
export function groupCode(code: string): string {
	return code.match(new RegExp(`.{1,${GROUP}}`, 'g'))?.join(' ') ?? code;
}

/**
 * The code somebody typed or pasted: lower case, spaces, dashes, letters that look like digits and the whole address
 * of the page are understood.
 * @returns null when it cannot be a code of ours
 */
export function parseCode(typed: string): string | null {
	if (typed.length > 300) return null;
	const last = typed.trim().replace(/\/+$/, '').split('/').at(-1) ?? '';
	const code = last
		.toUpperCase()
		.replace(/[\s\p{Pd}.]/gu, '')
		.replaceAll('O', '0')
		.replaceAll('I', '1')
		.replaceAll('L', '1');
	return CODE.test(code) ? code : null;
}
