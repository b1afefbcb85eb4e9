import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { typeset, typesetPieces } from './typography.ts';

/** Hard spaces drawn as ~. */
const seen = (text: string) => typeset(text).replaceAll('\u00a0', '~');

describe('quotes', () => {
	test('straight quotes become Polish ones, inner ones single', () => {
		expect(seen('Mówi "razem" i "każdy ma "jeden" głos".')).toBe('Mówi „razem” i~„każdy ma ‚jeden’ głos”.');
	});
	test('a quote without a partner stays as it is', () => {
		expect(seen('Ekran 15" i nic')).toBe('Ekran 15" i~nic');
		expect(seen('To "urwane')).toBe('To "urwane');
	});
	test('quotes typed the Polish way stay, and a straight end closes them', () => {
		expect(seen('„Skarpa” działa')).toBe('„Skarpa” działa');
		expect(seen('„Skarpa" działa')).toBe('„Skarpa” działa');
	});
	test('quotes find each other across bold type', () => {
		expect(typesetPieces(['Spółdzielnia "', 'Grosik', '" z Wieliczki'])).toEqual([
			'Spółdzielnia „',
			'Grosik',
			'” z\u00a0Wieliczki'
		]);
	});
});

describe('dashes and dots', () => {
	test('a hyphen between spaces becomes a dash that does not begin a line', () => {
		expect(seen('Walne - najwyższa władza')).toBe('Walne~– najwyższa władza');
	});
	test('a hyphen inside a word stays', () => {
		expect(seen('biało-czerwony, ping-pong, su-krs')).toBe('biało-czerwony, ping-pong, su-krs');
	});
	test('ranges of numbers take a dash; dates, postcodes and phone numbers do not', () => {
		expect(seen('klasy 7-8, lata 1956-1971, 1,5-2,5 godziny')).toBe('klasy 7–8, lata 1956–1971, 1,5–2,5 godziny');
		expect(seen('2026-11-23, 30-001 Kraków, 123-456-789, COVID-19')).toBe(
			'2026-11-23, 30-001 Kraków, 123-456-789, COVID-19'
		);
	});
	test('three dots become one sign', () => {
		expect(seen('I co teraz... A kropki ....')).toBe('I~co teraz… A~kropki ....');
	});
});

describe('hard spaces', () => {
	test.each([
		['Idę w góry i z kimś o tym mówię', 'Idę w~góry i~z~kimś o~tym mówię'],
		['W szkole, a potem w domu', 'W~szkole, a~potem w~domu'],
		['23 listopada 2026 r. w Krakowie', '23~listopada~2026~r. w~Krakowie'],
		['Kosztuje 12 zł, czyli 40 % z 1 000 000 zł', 'Kosztuje 12~zł, czyli 40~% z~1~000~000~zł'],
		['art. 85 ust. 2, Dz.U. 2026 poz. 197, nr 3', 'art.~85 ust.~2, Dz.U.~2026 poz.~197, nr~3'],
		['koniec wiersza w\nKrakowie', 'koniec wiersza w~Krakowie'],
		['Punkt a) i b) oraz 5 osobno', 'Punkt a) i~b) oraz 5 osobno']
	])('%s', (text, expected) => expect(seen(text)).toBe(expected));

	test('none when refused', () => {
		expect(typeset('Idę "w góry" - 12 zł', { hardSpaces: false })).toBe('Idę „w góry” – 12 zł');
	});
});

describe('other languages', () => {
	const set = (text: string, language: 'uk' | 'en') => typeset(text, { language }).replaceAll('\u00a0', '~');

	test('Ukrainian has its own quotes, a long dash, an apostrophe and short words', () => {
		expect(set('Він каже: "Разом, а не "поодинці"" - і йде в школу', 'uk')).toBe(
			'Він каже: «Разом, а~не „поодинці“»~— і~йде в~школу'
		);
		expect(set("Ім'я, 23 листопада 2026 р., 12 злотих, ст. 85", 'uk')).toBe(
			'Ім’я, 23~листопада~2026~р., 12~злотих, ст.~85'
		);
		expect(set('«Гросік» уже працює', 'uk')).toBe('«Гросік» уже працює');
	});

	test('English has its own quotes and apostrophe, and one-letter words stand free', () => {
		expect(set(`It's "one member, "one" vote" - a rule I like`, 'en')).toBe(
			'It’s “one member, ‘one’ vote”~– a rule I like'
		);
		expect(set('On 23 November 2026, Art. 5, 12 PLN', 'en')).toBe('On 23~November~2026, Art.~5, 12~PLN');
	});

	test('a text already set stays as it is', () => {
		const text = fc.string({
			unit: fc.constantFrom(...'aIвЯ012 \n"«»„“”‘’\'-–—.,('.split(''), ' - ', '...', ' ст. '),
			maxLength: 60
		});
		fc.assert(
			fc.property(text, fc.constantFrom('uk' as const, 'en' as const), (source, language) => {
				const once = typeset(source, { language });
				return typeset(once, { language }) === once;
			}),
			{ numRuns: 1000 }
		);
	});
});

const polish = fc.string({
	unit: fc.constantFrom(...'aiowzżŁ0127 \n"„”‚’-–.,()%…'.split(''), 'zł', ' - ', '...', ' art. ', ' r.', '\u00a0'),
	maxLength: 80
});

/** The text before typography, as far as it can be told. */
const restore = (text: string) =>
	text
		.replace(/[„”‚’]/g, '"')
		.replaceAll('–', '-')
		.replaceAll('--', '-')
		.replaceAll('…', '...')
		.replace(/\s/g, ' ');

test('only spaces, quotes, hyphens and dots change', () => {
	fc.assert(fc.property(polish, (text) => restore(typeset(text)) === restore(text)));
});

test('a text already set stays as it is', () => {
	fc.assert(
		fc.property(polish, (text) => typeset(typeset(text)) === typeset(text)),
		{ numRuns: 2000 }
	);
});

test('pieces stay pieces and read as the whole', () => {
	fc.assert(
		fc.property(fc.array(polish, { minLength: 1, maxLength: 6 }), (pieces) => {
			const set = typesetPieces(pieces);
			return set.length === pieces.length && restore(set.join('')) === restore(pieces.join(''));
		})
	);
});
