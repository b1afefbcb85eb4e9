import { expect, test } from 'vitest';
import { certificateNumber, monthsAfter, statusOf } from './certificate.ts';
import { publicCertificate, revocationInWords } from './public-certificate.ts';
import { createVerificationCode, groupCode, parseCode } from './verification-code.ts';

const at = (text: string) => new Date(text);

test('a certificate is valid through its last day, in Polish time', () => {
	const certificate = { state: 'valid', expiresOn: '2029-11-23' } as const;
	expect(statusOf(certificate, at('2029-11-23T22:59:00Z'))).toBe('valid');
	expect(statusOf(certificate, at('2029-11-23T23:01:00Z'))).toBe('expired');
	expect(statusOf({ state: 'valid', expiresOn: null }, at('2099-01-01T00:00:00Z'))).toBe('valid');
});

test('what was revoked or replaced stays so after its last day', () => {
	const expiresOn = '2020-01-01';
	expect(statusOf({ state: 'revoked', expiresOn }, at('2029-01-01T00:00:00Z'))).toBe('revoked');
	expect(statusOf({ state: 'replaced', expiresOn }, at('2029-01-01T00:00:00Z'))).toBe('replaced');
});

test('the last day is the same day some months later, or the end of a shorter month', () => {
	expect(monthsAfter('2026-11-23', 36)).toBe('2029-11-23');
	expect(monthsAfter('2026-01-31', 1)).toBe('2026-02-28');
	expect(monthsAfter('2028-01-31', 1)).toBe('2028-02-29');
	expect(monthsAfter('2026-12-31', 12)).toBe('2027-12-31');
	expect(monthsAfter('2026-12-15', 1)).toBe('2027-01-15');
	expect(monthsAfter('2029-03-31', -1)).toBe('2029-02-28');
	expect(monthsAfter('2029-01-15', -3)).toBe('2028-10-15');
});

test('a number has its year and six digits', () => {
	expect(certificateNumber(2026, 123)).toBe('WSP/2026/000123');
	expect(certificateNumber(2026, 1_234_567)).toBe('WSP/2026/1234567');
});

test('codes are long, different and made of letters nobody mixes up', () => {
	const codes = new Set(Array.from({ length: 200 }, createVerificationCode));
	expect(codes.size).toBe(200);
	for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{28}$/);
});

test('a code is understood however it is typed', () => {
	const code = '7K3M0QZXA1B2C3D4E5F6G7H8J9KM';
	expect(groupCode(code)).toBe('7K3M 0QZX A1B2 C3D4 E5F6 G7H8 J9KM');
	for (const typed of [
		code,
		groupCode(code),
		` ${groupCode(code).toLowerCase()} `,
		groupCode(code).replaceAll(' ', '-'),
		groupCode(code).replaceAll(' ', '–'),
		code.replaceAll('0', 'o').replaceAll('1', 'l'),
		`https://wspolnie.example/zaswiadczenia/${code}`,
		`https://wspolnie.example/zaswiadczenia/${code}/`
	]) {
		expect(parseCode(typed)).toBe(code);
	}
});

test('what cannot be a code is refused at once', () => {
	for (const typed of ['', 'WSP/2026/000123', '7K3M', `${'7'.repeat(27)}U`, '7'.repeat(29), '7'.repeat(400)]) {
		expect(parseCode(typed)).toBeNull();
	}
});

test('the public entry says what is printed, the state and its ground, and nothing else of the person', () => {
	const certificate = {
		number: 'WSP/2026/000123',
		verificationCode: '7K3M0QZXA1B2C3D4E5F6G7H8J9KM',
		state: 'revoked' as const,
		expiresOn: '2029-11-23',
		content: {
			holder: 'Bartek',
			title: 'Dyplom',
			courseSlug: 'kurs',
			courseRevision: 'a',
			courseTitle: 'Kurs',
			hours: 6,
			directions: ['4.1.2'],
			outcomes: ['liczę'],
			resultPercent: 88,
			issuer: 'Operator',
			completedOn: '2026-11-22',
			issuedOn: '2026-11-23',
			lawAsOf: '2026-11-01',
			replaces: null
		}
	};
	const change = { kind: 'revoked' as const, happenedAt: '2026-12-01T09:00:00.000Z', reasonKind: 'error' };
	const now = at('2026-12-02T09:00:00.000Z');
	expect(publicCertificate(certificate, change, 'https://wspolnie.example', now)).toEqual({
		format: 'wspolnie-certificate/1',
		number: 'WSP/2026/000123',
		code: '7K3M0QZXA1B2C3D4E5F6G7H8J9KM',
		state: 'revoked',
		stateChangedAt: '2026-12-01T09:00:00.000Z',
		replacement: null,
		revocationReason: 'error',
		holder: 'Bartek',
		title: 'Dyplom',
		course: {
			title: 'Kurs',
			slug: 'kurs',
			revision: 'a',
			hours: 6,
			directions: ['4.1.2'],
			outcomes: ['liczę'],
			lawAsOf: '2026-11-01'
		},
		resultPercent: 88,
		issuer: 'Operator',
		organization: null,
		completedOn: '2026-11-22',
		issuedOn: '2026-11-23',
		expiresOn: '2029-11-23',
		replaces: null,
		page: 'https://wspolnie.example/zaswiadczenia/7K3M0QZXA1B2C3D4E5F6G7H8J9KM',
		checkedAt: '2026-12-02T09:00:00.000Z'
	});
	const organization = { id: 'o-1', name: 'Szkoła nr 3', logoHash: null };
	const named = { ...certificate, content: { ...certificate.content, organization } };
	const told = publicCertificate(named, change, 'https://wspolnie.example', now);
	expect(told.organization).toEqual({ name: 'Szkoła nr 3', logo: null });
	expect(revocationInWords('error')).toBe('wydane przez pomyłkę');
	expect(revocationInWords('unheard of')).toBe('z innego powodu');
});
