import * as v from 'valibot';
import { expect, test } from 'vitest';
import { isPlainText, NewGroupPupilsForm } from './account-forms.ts';

test.each(['Żółwik Ęą', 'Anna Nowak-Kowalska', "O'Brien", '🦊', 'Олена', '7b, nr 12'])('%s is a name', (name) => {
	expect(isPlainText(name)).toBe(true);
});

test.each([
	['a direction sign', 'Anna \u202eakzcyzcuan'],
	['a sign nobody sees', 'Anna\u200b'],
	['a blank letter', '\u3164\u3164'],
	['hidden tags', 'Anna\u{e0041}'],
	['a line end', 'Anna\nNowak'],
	['a line separator', 'Anna\u2028Nowak'],
	['a pile of accents', `A${'\u0301'.repeat(9)}`],
	['half a sign', 'Anna\ud800']
])('%s is not part of a name', (_, name) => {
	expect(isPlainText(name)).toBe(false);
});

test('the numbers of a pasted list are no part of nicknames, unlike those somebody chose', () => {
	const formKey = '00000000-0000-4000-8000-000000000000';
	const { nicknames } = v.parse(NewGroupPupilsForm, {
		formKey,
		nicknames: '1. Zosia\n12)\tKuba P.\nBóbr 7\n7b, nr 12'
	});
	expect(nicknames).toEqual(['Zosia', 'Kuba P.', 'Bóbr 7', '7b, nr 12']);
});
