import { describe, expect, test } from 'vitest';
import { findPasswordProblem } from './password-rules.ts';

describe('a new password', () => {
	test.each([
		'kot pije zimny atrament',
		'zażółć gęślą jaźń',
		'correct horse battery',
		'Xk7#pqv2Lm',
		'                kropka',
		'Bartek lubi tort z malinami',
		'pstrąg w śmietanie',
		'7392 0185 4620 9917'
	])('%s is good enough', (password) => {
		expect(findPasswordProblem(password, { displayName: 'Bartek', email: 'bartek@example.org' })).toBeNull();
	});

	test.each([
		'password',
		'Haslo123!',
		'hasło1234',
		'ZAQ!2wsx',
		'qwerty123',
		'QWERTYUIOP',
		'12345678',
		'1qaz2wsx',
		'aaaaaaaaaa',
		'abababab',
		'Polska2026',
		'Krakow2026!',
		'H@sl0123',
		'iloveyou',
		'kochamcie1',
		'mateusz2012',
		'szkola2026',
		'23112026',
		'abcdefgh',
		'87654321',
		'wspolnie1',
		'Wspólnie2026'
	])('%s is refused as too common', (password) => {
		expect(findPasswordProblem(password)).toMatch(/zbyt popularne|nazwy platformy/);
	});

	test.each(['annakowalska', 'Anna.Kowalska1', 'kowalska2', 'anna-k.1985'])(
		'%s is refused: it is who she is',
		(password) => {
			const context = { displayName: 'Anna Kowalska', email: 'anna-k.1985@example.org' };
			expect(findPasswordProblem(password, context)).toMatch(/Twojej nazwy|zbyt popularne/);
		}
	);

	test('length is counted in signs, from 8 to 128', () => {
		expect(findPasswordProblem('kręć żół')).toBeNull();
		expect(findPasswordProblem('kręćżół')).toMatch(/za krótkie/);
		expect(findPasswordProblem('z\u0307o\u0301łw ma')).toMatch(/za krótkie/);
		expect(findPasswordProblem('kot i pies '.repeat(11) + 'kotek!')).toBeNull();
		expect(findPasswordProblem('kot i pies '.repeat(12))).toMatch(/za długie/);
		expect(findPasswordProblem('')).toBe('Wpisz hasło.');
	});
});
