import { describe, expect, test } from 'vitest';
import { guessColumns, roleOfHeading } from './columns.ts';
import { readColumns } from './columns-form.ts';
import { readPerson } from './read-person.ts';

describe('headings', () => {
	test.each([
		['Imię', 'firstName'],
		['NAZWISKO', 'lastName'],
		['Nazwisko i imię', 'name'],
		['Uczeń', 'name'],
		['Adres e-mail', 'email'],
		['E-mail służbowy', 'email'],
		['Login', 'signInName'],
		['Zespół', 'team'],
		['Nr albumu', 'externalId'],
		['Lp.', 'ignored'],
		['Klasa', 'ignored'],
		['PESEL', 'private'],
		['Data ur.', 'private'],
		['Telefon do opiekuna prawnego', 'private'],
		['E-mail rodzica', 'private'],
		['Imię ojca', 'private']
	])('„%s” means %s', (heading, role) => {
		expect(roleOfHeading(heading)).toBe(role);
	});

	test('that nobody knows are left to the teacher', () => {
		expect(roleOfHeading('Ksywa')).toBeUndefined();
	});

	test('stand below the title of the list, too', () => {
		const rows = [['Szkoła Podstawowa nr 1'], ['Lista uczniów 4b'], ['Lp.', 'Nazwisko', 'Imię'], ['1', 'Lis', 'Ola']];
		expect(guessColumns(rows)).toEqual({
			headingAt: 2,
			columns: { headings: ['Lp.', 'Nazwisko', 'Imię'], roles: ['ignored', 'lastName', 'firstName'], hasHeadings: true }
		});
	});

	test('may be missing: PESEL numbers are known by themselves and never shown', () => {
		const { headingAt, columns } = guessColumns([
			['Ola', '04211512345'],
			['Kuba', '98020212345']
		]);
		expect([headingAt, columns.roles]).toEqual([-1, ['ignored', 'private']]);
	});

	test('of one meaning twice: the first counts', () => {
		expect(guessColumns([['E-mail', 'Adres e-mail', 'Imię']]).columns.roles).toEqual(['email', 'ignored', 'firstName']);
	});
});

describe('a person', () => {
	const columns = (...roles: Parameters<typeof readPerson>[1]['roles']) => ({
		headings: roles.map((role) => role),
		roles,
		hasHeadings: true
	});

	test('has the first name first, or only the first letter of the surname', () => {
		expect(readPerson(['Śliwińska', 'Żaneta'], columns('lastName', 'firstName')).person?.name).toBe('Żaneta Śliwińska');
		expect(readPerson(['Śliwińska', 'Żaneta'], columns('lastInitial', 'firstName')).person?.name).toBe('Żaneta Ś.');
	});

	test('is refused with signs that could disguise a name', () => {
		const { problem } = readPerson(['Ola\u202egro'], columns('name'));
		expect(problem).toMatchObject({ column: 'name' });
	});
});

describe('what a teacher says about columns', () => {
	const before = { headings: ['Ksywa', 'PESEL'], roles: ['ignored' as const, 'private' as const], hasHeadings: true };
	const fields = (values: Record<string, string>) => {
		const data = new FormData();
		for (const [name, value] of Object.entries(values)) data.set(name, value);
		return data;
	};

	test('never makes a private column readable, nor a role known that is not on the list', () => {
		const said = readColumns(fields({ 'kolumna-0': 'name', 'kolumna-1': 'externalId', naglowki: 'on' }), before);
		expect(said.columns?.roles).toEqual(['name', 'private']);
		expect(readColumns(fields({ 'kolumna-0': 'groupId' }), before).errors).toHaveProperty('kolumna-0');
	});

	test('must say where the names are, once', () => {
		expect(readColumns(fields({}), before).errors).toHaveProperty('kolumna-0');
		const two = { ...before, roles: ['ignored' as const, 'ignored' as const] };
		expect(readColumns(fields({ 'kolumna-0': 'name', 'kolumna-1': 'name' }), two).errors).toHaveProperty('kolumna-1');
	});
});
