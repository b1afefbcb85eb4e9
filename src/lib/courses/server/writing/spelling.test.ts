import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readProse } from './prose.ts';
import { checkSpelling, openSpeller } from './spelling.ts';

const folder = mkdtempSync(join(tmpdir(), 'wspolnie-words-'));
writeFileSync(join(folder, 'slowa.txt'), '# Nasze słowa\ninteresariusz*   # od stakeholder\nPszczelin\n');
const speller = openSpeller(join(folder, 'slowa.txt'));
afterAll(() => rmSync(folder, { recursive: true }));

const unknown = (text: string, kind: 'page' | 'quiz' = 'page') =>
	checkSpelling(readProse(text, 1, kind), speller).map(
		({ line, message }) => `${line}: ${/„(.*?)”/.exec(message)![1]}`
	);

test.each([
	'Spółdzielczyni z Krakowa głosowała najostrożniej ze wszystkich.',
	'Interesariuszami są mieszkańcy: Pszczelin to interesariusze.',
	'PES, OWES-u i CUS-ów w XX w. jest 12a, a kod to KRS.',
	'Pisz na ola@example.org albo wejdź na es.malopolska.pl i www.example.org/xyz.',
	'Kod `npm instal` i adres <https://example.org/xyzzy>.',
	'Polsko-ukraińska szkoła',
	'Źródło[^x] i przypis [@su-krs].\n\n[^x]: Treść.'
])('right: %s', (text) => expect(unknown(text)).toEqual([]));

test('a misspelt word is told once, at its line, with what was meant', () => {
	expect(unknown('Dobre słowo.\n\nZłe słowo to grzebiiień.\n\nZnowu grzebiiień.')).toEqual(['3: grzebiiień']);
	expect(checkSpelling(readProse('grzebiiień', 1, 'page'), speller)[0]!.message).toContain(
		'czy chodziło o „grzebień”?'
	);
	expect(unknown('| nagłuwek |\n| - |\n| kómórka |\n\n![Obrazekk](a.svg "Podpisś")')).toEqual([
		'1: nagłuwek',
		'3: kómórka',
		'5: Obrazekk',
		'5: Podpisś'
	]);
});

test('a proper name is known only with its capital', () => {
	expect(unknown('kraków i Kraków, pszczelin i Pszczelin')).toEqual(['1: kraków', '1: pszczelin']);
});

test('answers that a quiz accepts may be misspelt', () => {
	expect(unknown('## Jak? {#a}\n\nOdpowiedź: „zolw”\n\n> Zółw.', 'quiz')).toEqual(['5: Zółw']);
});

test('no suggestion is rude', () => {
	expect(speller.suggest('hubu').join()).not.toMatch(/huj/);
});
