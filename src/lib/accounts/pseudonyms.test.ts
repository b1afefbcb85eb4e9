import { expect, test } from 'vitest';
import { inventPseudonyms, isPseudonym } from './pseudonyms.ts';

test('a class gets different friendly names, none of them taken', () => {
	const first = inventPseudonyms(40, []);
	const second = inventPseudonyms(900, first);
	expect(new Set([...first, ...second]).size).toBe(940);
	expect([...first, ...second].every(isPseudonym)).toBe(true);
});

test('a nickname of a child is not taken for one of them', () => {
	for (const nickname of ['Zosia', 'Bóbr', 'Bóbr siódmy', 'Kuba 7', 'xBóbr 7'])
		expect(isPseudonym(nickname)).toBe(false);
});
