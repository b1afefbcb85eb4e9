import { expect, test } from 'vitest';
import { foldPolish } from '#lib/format.ts';
import { cardPath, readCardPath } from '../card.ts';
import { createCardSecret, normalizeCardSecret } from './card-secret.ts';

test('a card has four words, and another card has others', () => {
	const secrets = Array.from({ length: 50 }, createCardSecret);
	for (const secret of secrets) expect(secret.split(' ')).toHaveLength(4);
	expect(new Set(secrets).size).toBe(50);
});

test('the words are the same with or without Polish letters, capitals, spaces and hyphens', () => {
	const typed = ['żółw łódka rower mąka', ' ŻÓŁW-Łódka  rower mąka ', 'zolwlodkarowermaka', 'Zolw lodka, rower. maka'];
	expect(new Set(typed.map(normalizeCardSecret))).toEqual(new Set(['zolwlodkarowermaka']));
});

test('the address in the QR code gives the name and the words back', () => {
	const secret = createCardSecret();
	const path = cardPath('zosia27', foldPolish(secret).replaceAll(' ', '-'));
	const card = readCardPath(new URL(path, 'https://wspolnie.example').searchParams);
	expect(card.signInName).toBe('zosia27');
	expect(normalizeCardSecret(card.words)).toBe(normalizeCardSecret(secret));
	expect(readCardPath(new URLSearchParams())).toEqual({ signInName: '', words: '' });
});
