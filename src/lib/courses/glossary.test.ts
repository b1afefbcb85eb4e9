import { describe, expect, test } from 'vitest';
import { sampleCourse, sampleLesson } from '../../../tests/support/courses.ts';
import { byLetter, findEntries, findTermPlaces, type GlossaryEntry } from './glossary.ts';

const entry = (changes: Partial<GlossaryEntry> & Pick<GlossaryEntry, 'id' | 'term'>): GlossaryEntry => ({
	...{ abbreviation: null, html: '', text: '', english: null, ukrainian: null, sources: [] },
	...changes
});
const cooperative = entry({
	id: 'spoldzielnia',
	term: 'spółdzielnia',
	english: 'co-operative',
	ukrainian: 'кооператив'
});
const meeting = entry({ id: 'walne', term: 'walne zgromadzenie', abbreviation: 'WZ', text: 'Organ spółdzielni.' });
const entries = [cooperative, meeting, entry({ id: 'lustracja', term: 'lustracja' })];
const found = (typed: string) => findEntries(entries, typed).map(({ id }) => id);

describe('search in the glossary', () => {
	test.each([
		['walnego zgromadzenia', ['walne']],
		['wz', ['walne']],
		['SPOLDZIELNIAMI', ['spoldzielnia', 'walne']],
		['lustr', ['lustracja']],
		['кооператив', ['spoldzielnia']],
		['operative', ['spoldzielnia']],
		['walne lustracja', []],
		['<script>', []]
	])('%s', (typed, expected) => expect(found(typed)).toEqual(expected));

	test.each(['', '   ', '?!', '\u0000'])('%j shows everything', (typed) => expect(found(typed)).toHaveLength(3));

	test('a very long question is answered too', () => {
		expect(found('statut '.repeat(10_000))).toEqual([]);
	});
});

test('letters follow the Polish alphabet, and a quotation mark is no letter', () => {
	const terms = ['łódź', 'lis', '„Żuk”', 'zebra', 'Ćma', 'cel'].map((term) => entry({ id: term, term }));
	expect(byLetter(terms).map(({ letter }) => letter)).toEqual(['C', 'Ć', 'L', 'Ł', 'Z', 'Ż']);
});

test('a term leads to the words in lessons that are marked with it', () => {
	const lessons = [
		sampleLesson({ slug: 'po-co', title: 'Po co razem', terms: [cooperative] }),
		sampleLesson({ slug: 'kto-decyduje', title: 'Kto decyduje', terms: [meeting, cooperative] })
	];
	const places = findTermPlaces([sampleCourse({ lessons })]);
	expect(places.get('spoldzielnia')).toEqual([
		{ title: 'Po co razem', path: '/kursy/spoldzielnia-uczniowska/pomysl/po-co#slowo-spoldzielnia' },
		{ title: 'Kto decyduje', path: '/kursy/spoldzielnia-uczniowska/pomysl/kto-decyduje#slowo-spoldzielnia' }
	]);
	expect(places.get('lustracja')).toBeUndefined();
});
