import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseGlossary } from './read-glossary.ts';
import { termMarker } from './mark-terms.ts';

const GLOSSARY = `---
title: Słownik
lawAsOf: 2026-11-23
reviewBy: 2027-05-31
sources: []
---

## spółdzielnia {#spoldzielnia}
Zrzeszenie.
## spółdzielnia uczniowska {#su}
- skrót: SU
Zrzeszenie uczniów.
## walne zgromadzenie {#walne}
Zebranie.
## zasada „jeden członek, jeden głos” {#jeden-glos}
- formy: jeden członek, jeden głos
Równość.
## jednostka samorządu terytorialnego {#jst}
- skrót: JST
Gmina.
## statut {#statut}
Dokument.
`;
const { forms } = parseGlossary(GLOSSARY, new Date('2026-11-23T08:00:00Z'));
const mark = termMarker(forms);
/** The marked words with the ids they lead to. */
const marksIn = (html: string) =>
	[...mark(html).html.matchAll(/<a class="term" id="slowo-[a-z0-9-]+" href="#pojecie-([^"]+)">([^<]*)<\/a>/g)].map(
		([, id, words]) => `${words} → ${id}`
	);

describe('a term is found', () => {
	test.each([
		['Zakładamy spółdzielnię.', ['spółdzielnię → spoldzielnia']],
		['W spółdzielniach i o spółdzielni', ['spółdzielniach → spoldzielnia']],
		['Statut spółdzielni uczniowskiej', ['Statut → statut', 'spółdzielni uczniowskiej → su']],
		['na walnym\u00a0zgromadzeniu', ['walnym\u00a0zgromadzeniu → walne']],
		['Zasada „jeden członek, jeden głos”!', ['Zasada „jeden członek, jeden głos → jeden-glos']],
		['Każdy wie: jeden członek, jeden głos.', ['jeden członek, jeden głos → jeden-glos']],
		['Nasza SU ma statut, a JST-om go pokaże', ['SU → su', 'statut → statut', 'JST-om → jst']]
	])('%s', (text, expected) => expect(marksIn(`<p>${text}</p>`)).toEqual(expected));
});

describe('a term is not found', () => {
	test.each([
		['in another word', 'spółdzielca, spółdzielczość, status, statutowy'],
		['in part of a longer name', 'walne'],
		['across a full stop', 'To było walne. Zgromadzenie trwało'],
		['where small letters stand for an abbreviation', 'su, jst, Su'],
		['in an entity', '&statut;']
	])('%s', (_, text) => expect(marksIn(`<p>${text}</p>`)).toEqual([]));

	test.each([
		'<h2 id="h-statut">Statut</h2>',
		'<p><a href="/x">statut</a></p>',
		'<p><code>statut</code></p>',
		'<pre tabindex="0"><code>statut</code></pre>',
		'<figure><img src="/a" alt="statut" /><figcaption>statut</figcaption></figure>',
		'<p class="callout-title"><span class="callout-kind">Uwaga</span> statut</p>',
		'<details><summary>statut</summary></details>',
		'<table><tr><th scope="col">statut</th></tr></table>',
		'<a href="/x"><strong>a</strong> statut</a>'
	])('in %s', (html) => expect(mark(html)).toEqual({ html, terms: [] }));

	test('again after one that was skipped', () => {
		expect(marksIn('<h2>Statut</h2><p>Nasz statut.</p>')).toEqual(['statut → statut']);
	});
});

describe('of several', () => {
	test('only the first is marked', () => {
		expect(marksIn('<p>Statut i statut.</p><p>statutem</p>')).toEqual(['Statut → statut']);
	});
	test('an abbreviation counts as its term', () => {
		expect(marksIn('<p>Spółdzielnia uczniowska, czyli SU</p>')).toEqual(['Spółdzielnia uczniowska → su']);
	});
	test('the longest wins, and its words do not count for the shorter one', () => {
		expect(marksIn('<p>Spółdzielnia uczniowska to spółdzielnia uczniowska, a nie każda spółdzielnia.</p>')).toEqual([
			'Spółdzielnia uczniowska → su',
			'spółdzielnia → spoldzielnia'
		]);
	});
	test('terms are listed in the order of the text', () => {
		expect(mark('<p>statut, JST, spółdzielnia</p>').terms.map(({ id }) => id)).toEqual([
			'statut',
			'jst',
			'spoldzielnia'
		]);
	});
});

test('nothing but links is added, whatever the text', () => {
	const piece = fc.constantFrom(
		...[
			'<p>',
			'</p>',
			'<a href="/x">',
			'</a>',
			'<h2>',
			'</h2>',
			'<br />',
			'<sup class="citation">',
			'</sup>',
			' ',
			', '
		],
		...[
			'statut',
			'Spółdzielni',
			'uczniowskiej',
			'SU',
			'jeden członek, jeden głos',
			'&amp;',
			'&lt;statut&gt;',
			'-',
			'„',
			'”'
		]
	);
	fc.assert(
		fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
			const html = pieces.join('');
			const marked = mark(html);
			expect(
				marked.html.replace(/<a class="term" id="slowo-[a-z0-9-]+" href="#pojecie-[a-z0-9-]+">([^<]*)<\/a>/g, '$1')
			).toBe(html);
			expect(new Set(marked.terms).size).toBe(marked.terms.length);
		}),
		{ numRuns: 500 }
	);
});
