import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseGlossary, readGlossary } from './read-glossary.ts';

const now = new Date('2026-11-23T08:00:00Z');
const FRONT = `---
title: Słownik pojęć
lawAsOf: 2026-11-23
reviewBy: 2027-05-31
sources:
  - id: su-krs
    title: "Spółdzielczość uczniowska"
    address: https://example.org/su
---
`;
const read = (terms: string) => parseGlossary(FRONT + terms, now);
const messages = (terms: string) =>
	read(terms).problems.map(({ path, line, message }) => `${path}:${line}: ${message}`);

describe('a sound glossary', () => {
	const { glossary, problems } = read(`
Krótko o słowach.

## walne zgromadzenie {#walne}

- skrót: WZ
- en: general meeting
- uk: загальні збори
- źródła: su-krs

**Najwyższy** organ. Ma głos - jeden.

## Łąka {#laka}
Nie ma jej tu.
`);

	test('has no problems', () => expect(problems).toEqual([]));

	test('is read whole, set in type, in Polish order', () => {
		expect(glossary).toMatchObject({ title: 'Słownik pojęć', html: '<p>Krótko o\u00a0słowach.</p>' });
		expect(glossary!.entries.map(({ id }) => id)).toEqual(['laka', 'walne']);
		expect(glossary!.entries[1]).toEqual({
			id: 'walne',
			term: 'walne zgromadzenie',
			abbreviation: 'WZ',
			html: '<p><strong>Najwyższy</strong> organ. Ma głos\u00a0– jeden.</p>',
			text: 'Najwyższy organ. Ma głos\u00a0– jeden.',
			english: 'general meeting',
			ukrainian: 'загальні збори',
			sources: [{ id: 'su-krs', title: 'Spółdzielczość uczniowska', address: 'https://example.org/su' }]
		});
	});
});

test('each mistake is told at its line, with its cure', () => {
	expect(
		messages(`
# Tytuł
## bez identyfikatora
Definicja.
## zły identyfikator {#Zły_id}
Definicja.
## puste {#puste}

## dwa razy {#dwa}
- skrot: DR
- kolor: zielony
- en:
- uk: двічі
- uk: двічі
Definicja.
## inne pojęcie {#dwa}
- źródła: su-krs, nie-ma
Definicja.
## statuty {#statuty}
- skrót: KRS
Definicja.
## Statut {#statut}
- skrót: KRS
Definicja<br>z HTML.
`)
	).toEqual([
		'slownik.md:11: w słowniku są tylko nagłówki „##”, po jednym na pojęcie',
		'slownik.md:12: pojęcie „bez identyfikatora” nie ma identyfikatora; dopisz go na końcu nagłówka, na przykład {#walne-zgromadzenie}',
		'slownik.md:14: pojęcie „zły identyfikator” nie ma identyfikatora; dopisz go na końcu nagłówka, na przykład {#walne-zgromadzenie}',
		'slownik.md:16: pojęcie „puste” nie ma definicji; napisz ją w osobnym akapicie',
		'slownik.md:19: nieznany klucz „skrot”, czy chodziło o „skrót”?',
		'slownik.md:20: nieznany klucz „kolor”; usuń go albo użyj jednego z: „skrót”, „skrót bez zaznaczania”, „formy”, „en”, „uk”, „źródła”',
		'slownik.md:21: klucz „en” jest pusty; wpisz wartość albo usuń wiersz',
		'slownik.md:23: klucz „uk” się powtarza; zostaw jeden',
		'slownik.md:25: identyfikator „dwa” ma już pojęcie w wierszu 18; wpisz inny',
		'slownik.md:26: nie ma źródła „nie-ma”; dopisz je w sources na początku pliku albo popraw nazwę',
		'slownik.md:31: pojęcia „statuty” (wiersz 28) i „Statut” mają w tekście tę samą formę; zostaw jedno z nich albo nazwij je dokładniej',
		'slownik.md:31: pojęcia „statuty” (wiersz 28) i „Statut” mają w tekście tę samą formę; przy obu wpisz „skrót bez zaznaczania”',
		expect.stringMatching(/^slownik\.md:33: .*HTML/)
	]);
});

test('an abbreviation with two meanings is shown and not looked for', () => {
	const { glossary, forms, problems } = read(`
## Krajowa Rada Spółdzielcza {#rada}
- skrót bez zaznaczania: KRS
Organ.
## Krajowy Rejestr Sądowy {#rejestr}
- skrót bez zaznaczania: KRS
Spis.
`);
	expect(problems).toEqual([]);
	expect(glossary!.entries.map(({ abbreviation }) => abbreviation)).toEqual(['KRS', 'KRS']);
	expect(forms.map(({ abbreviation }) => abbreviation)).toEqual([null, null]);
});

test('front matter is closed, and a review that is due is a warning', () => {
	const { glossary, problems } = parseGlossary('---\ntitel: Słownik\n---\n', now);
	expect(glossary).toBeNull();
	expect(problems.map(({ message }) => message).join()).toContain('nieznany klucz „titel”, czy chodziło o „title”?');
	const late = parseGlossary(
		FRONT.replace('2027-05-31', '2026-11-22').replace('lawAsOf: 2026-11-23', 'lawAsOf: 2026-01-01'),
		now
	);
	expect(late.glossary).not.toBeNull();
	expect(late.problems).toMatchObject([{ line: 4, severity: 'warning' }]);
});

test('hostile definitions are refused or come out as text', () => {
	const { glossary, problems } = read('## a {#a}\n<script>alert(1)</script> [x](javascript:alert(1))\n');
	expect(glossary).toBeNull();
	expect(problems.length).toBeGreaterThan(0);
});

test('the example of the authors’ guide is sound, and so is the glossary of our courses', () => {
	const guide = readFileSync('courses/README.md', 'utf8');
	const example = /\n## Słownik pojęć\n[\s\S]*?```md\n([\s\S]*?)```/.exec(guide)![1]!;
	const { glossary, problems } = parseGlossary(FRONT.replace('su-krs', 'zasady') + example, now);
	expect(problems).toEqual([]);
	expect(glossary!.entries).toMatchObject([{ abbreviation: 'OWES', sources: [{ id: 'zasady' }] }]);

	const ours = readGlossary('courses', now);
	expect(ours.problems).toEqual([]);
	expect(ours.glossary!.entries.length).toBeGreaterThan(90);
});

test('a folder without a glossary has none, and nothing is wrong with that', () => {
	const folder = mkdtempSync(join(tmpdir(), 'wspolnie-glossary-'));
	expect(readGlossary(folder, now)).toEqual({ glossary: null, forms: [], problems: [] });
	rmSync(folder, { recursive: true });
});

test('no text makes it throw, and every problem has a line of the file', () => {
	const line = fc.constantFrom(
		...[
			'## a {#a}',
			'## {#}',
			'##',
			'### b',
			'- skrót: A',
			'- : x',
			'- en:',
			'tekst',
			'',
			'> [!NOTE]',
			'```',
			'---',
			'| a |',
			'[^a]: b'
		],
		...['## \u00a0{#a}', '- formy: ;;;', '![a](b.svg)', '[@su-krs]', '{#a}']
	);
	fc.assert(
		fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
			const text = FRONT + lines.join('\n');
			for (const problem of parseGlossary(text, now).problems) {
				expect(problem.line).toBeGreaterThanOrEqual(1);
				expect(problem.line).toBeLessThanOrEqual(text.split('\n').length);
			}
		}),
		{ numRuns: 300 }
	);
});
