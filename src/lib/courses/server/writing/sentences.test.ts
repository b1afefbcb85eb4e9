import { expect, test } from 'vitest';
import { checkSentences, EASY_LIMIT, limitFor } from './sentence-rules.ts';
import { readProse } from './prose.ts';
import { splitSentences } from './sentences.ts';

const lengths = (text: string) => splitSentences(text).map((sentence) => sentence.words);

test.each([
	['Ola wnosi udział. Potem głosuje!', [3, 2]],
	['Mówi o tym art. 5 ustawy. Tak jest.', [6, 2]],
	['Sklep powstał w 1900 r. Potem był drugi.', [5, 3]],
	['Było to 2 lipca 2026 r. (Dz.U. poz. 5).', [9]],
	['Np. Kraków, m.in. Nowa Huta i ul. Długa.', [8]],
	['Tak pisze J. Kowalski. Czy ma rację? Ma…', [4, 3, 1]],
	['Powiedziała: „Nie wiem.” Poszła dalej.', [3, 2]],
	['Pierwszy wiersz\nDrugi wiersz', [2, 2]],
	['– , –', []]
])('%s', (text, expected) => expect(lengths(text)).toEqual(expected));

test('a sentence is told at its line, and a title or a list of links is no sentence', () => {
	const long = `${'słowo '.repeat(31)}koniec.`;
	const prose = readProse(`## ${long}\n\nKrótko. ${long}\n\n- ${long}\n`, 10, 'page');
	expect(checkSentences(prose, limitFor(['uczelnia', 'szkola']), 10).map((problem) => problem.line)).toEqual([12, 14]);
	expect(checkSentences(prose, limitFor(['uczelnia']), 10)).toEqual([]);
});

test('the mean counts from ten sentences on', () => {
	const ten = readProse('Jeden dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć.\n\n'.repeat(10), 1, 'page');
	expect(checkSentences(ten, EASY_LIMIT, 5)).toMatchObject([
		{ line: 5, message: expect.stringContaining('średnio 10,0 słowa') as string }
	]);
	expect(checkSentences(ten.slice(1), EASY_LIMIT, 5)).toEqual([]);
});
