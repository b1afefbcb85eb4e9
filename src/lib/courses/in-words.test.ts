import { expect, test } from 'vitest';
import { sampleCourse } from '../../../tests/support/courses.ts';
import { certificateSteps, hoursInWords, renewalInWords, validityInWords } from './in-words.ts';

test('half hours take the genitive, whole ones the form of their number', () => {
	expect(hoursInWords(1.5)).toBe('1,5\u00a0godziny');
	expect(hoursInWords(1)).toBe('1\u00a0godzina');
	expect(hoursInWords(3)).toBe('3\u00a0godziny');
	expect(hoursInWords(6)).toBe('6\u00a0godzin');
});

test('the certificate rule names each thing to do, and the test with its threshold', () => {
	expect(certificateSteps(sampleCourse())).toEqual([
		'przeczytaj 3\u00a0lekcje',
		'zalicz 2\u00a0quizy „Sprawdź się”',
		'zdaj sprawdzian: co najmniej 60% punktów'
	]);
});

test('a certificate that needs reading only says nothing about tests', () => {
	const course = sampleCourse();
	const certificate = { ...course.certificate, requires: ['lessons' as const] };
	expect(certificateSteps({ ...course, certificate })).toEqual(['przeczytaj 3\u00a0lekcje']);
});

test('validity is told in years where they are whole', () => {
	expect(validityInWords(36)).toBe('Ważność: 3\u00a0lata od dnia wydania.');
	expect(validityInWords(18)).toBe('Ważność: 18\u00a0miesięcy od dnia wydania.');
	expect(validityInWords(null)).toBe('Bez terminu ważności.');
});

test('the renewal rule tells when and what to do anew', () => {
	const course = sampleCourse();
	const renewedBy = (openMonths: number) => {
		const certificate = { ...course.certificate, renewal: { requires: ['test' as const], openMonths } };
		return renewalInWords({ ...course, certificate });
	};
	expect(renewedBy(3)).toEqual({
		when: 'w ostatnich 3\u00a0miesiącach ważności',
		steps: ['zdaj sprawdzian: co najmniej 60% punktów']
	});
	expect(renewedBy(1)?.when).toBe('w ostatnim miesiącu ważności');
	expect(renewalInWords(course)).toBeNull();
});
