import { describe, expect, test } from 'vitest';
import { drawCertificate, type PrintableCertificate } from './pdf.ts';
import { checkSeal, sealPdf } from './seal.ts';

const certificate: PrintableCertificate = {
	number: 'WSP/2026/000123',
	verificationCode: '7K3M0QZXA1B2C3D4E5F6G7H8J9KM',
	issuedAt: '2026-11-23T10:00:00.000Z',
	expiresOn: null,
	content: {
		holder: 'Zuzanna Bąk-Ćwiąkalska (wspolnie-seal:',
		title: 'Dyplom ukończenia kursu',
		courseSlug: 'spoldzielnia-uczniowska',
		courseRevision: 'a',
		courseTitle: 'Spółdzielnia uczniowska',
		hours: 1.5,
		directions: ['4.1.2'],
		outcomes: Array.from(
			{ length: 8 },
			(_, i) => `opisuję krok ${i + 1} zakładania spółdzielni i wyjaśniam, po co jest`
		),
		resultPercent: 88,
		issuer: 'Operator <b>&</b> spółka',
		completedOn: '2026-11-23',
		issuedOn: '2026-11-23',
		lawAsOf: '2026-11-23',
		replaces: null
	}
};
const key = Buffer.alloc(32, 7);
const blank = await drawCertificate(certificate, 'https://wspolnie.example');
const sealed = sealPdf(blank, certificate.verificationCode, key);

describe('the drawing', () => {
	test('the same row gives the same bytes, whatever was drawn in between, and another holder other ones', async () => {
		const other = { ...certificate, content: { ...certificate.content, holder: 'Микола Шевченко' } };
		expect((await drawCertificate(other, 'https://wspolnie.example')).equals(blank)).toBe(false);
		expect((await drawCertificate(certificate, 'https://wspolnie.example')).equals(blank)).toBe(true);
	});

	test('it is one tagged page in Polish with its faces inside', () => {
		const text = blank.toString('latin1');
		expect(text.match(/\/Type \/Page\b/g)).toHaveLength(1);
		expect(text).toContain('/Marked true');
		expect(text).toContain('/Lang (pl)');
		expect(text).toContain('<pdfuaid:part>1</pdfuaid:part>');
		expect(text.match(/\/FontFile2/g)).toHaveLength(3);
		expect(text).not.toContain('/Helvetica');
	});
});

describe('the seal', () => {
	test('a file as we made it is genuine, and as long as before', () => {
		expect(sealed).toHaveLength(blank.length);
		expect(checkSeal(sealed, certificate, key)).toBe('genuine');
	});

	test('one flipped bit anywhere is found', () => {
		for (let at = 0; at < sealed.length; at += 97) {
			const forged = Buffer.from(sealed);
			forged[at]! ^= 1;
			expect(checkSeal(forged, certificate, key), `byte ${at}`).not.toBe('genuine');
		}
	});

	test('every byte of the seal itself counts', () => {
		const start = sealed.indexOf('(wspolnie-seal:');
		for (let at = start; at < start + 110; at++) {
			const forged = Buffer.from(sealed);
			forged[at]! ^= 1;
			expect(checkSeal(forged, certificate, key), `byte ${at}`).not.toBe('genuine');
		}
	});

	test('bytes added, taken away or sealed twice make it changed', () => {
		expect(checkSeal(Buffer.concat([sealed, Buffer.from('\n')]), certificate, key)).toBe('changed');
		expect(checkSeal(sealed.subarray(0, -1), certificate, key)).toBe('changed');
		expect(checkSeal(Buffer.concat([sealed, sealed]), certificate, key)).toBe('changed');
		expect(checkSeal(blank, certificate, key)).toBe('changed');
	});

	test('the file of another certificate is told apart, also when its code was rewritten', () => {
		const other = { verificationCode: '0'.repeat(28) };
		expect(checkSeal(sealed, other, key)).toBe('other certificate');
		const rewritten = Buffer.from(
			sealed.toString('latin1').replace(certificate.verificationCode, '0'.repeat(28)),
			'latin1'
		);
		expect(checkSeal(rewritten, other, key)).toBe('changed');
	});

	test('the seal of another installation does not count', () => {
		expect(checkSeal(sealed, certificate, Buffer.alloc(32, 8))).toBe('changed');
	});

	test('any other file is not ours', () => {
		expect(checkSeal(Buffer.from('%PDF-1.7 something else'), certificate, key)).toBe('not ours');
		expect(checkSeal(Buffer.alloc(0), certificate, key)).toBe('not ours');
	});
});
