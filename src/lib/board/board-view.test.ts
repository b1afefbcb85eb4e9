import { expect, test } from 'vitest';
import type { BoardRow } from './board-row.ts';
import { summarize } from './board-summary.ts';
import { boardSearch, chooseRows, readBoardQuery } from './board-view.ts';

const row = (name: string, changes: Partial<BoardRow> = {}): BoardRow => ({
	id: name,
	name,
	teamId: null,
	completedAt: null,
	lastActivityAt: '2026-11-20T10:00:00.000Z',
	waiting: new Set(),
	isCertified: false,
	cells: [],
	doneSteps: 5,
	totalSteps: 10,
	reasons: [],
	...changes
});
const rows = [
	row('Żaneta', { doneSteps: 10, completedAt: '2026-11-21T10:00:00.000Z' }),
	row('Łukasz', { doneSteps: 2, reasons: ['po terminie'], lastActivityAt: '2026-11-01T10:00:00.000Z' }),
	row('Zosia', { teamId: 'czerwoni' }),
	row('Ludwik', { doneSteps: 0, lastActivityAt: null })
];
const shown = (search: string) => chooseRows(rows, readBoardQuery(new URLSearchParams(search))).map(({ name }) => name);

test('names stand in Polish order', () => {
	expect(shown('')).toEqual(['Ludwik', 'Łukasz', 'Zosia', 'Żaneta']);
});

test('by progress and by the last activity, equal ones by name', () => {
	expect(shown('kolejnosc=postep')).toEqual(['Ludwik', 'Łukasz', 'Zosia', 'Żaneta']);
	expect(shown('kolejnosc=ruch')).toEqual(['Ludwik', 'Łukasz', 'Zosia', 'Żaneta']);
});

test('filters choose whom they say; the search forgives diacritics', () => {
	expect(shown('pokaz=pomoc')).toEqual(['Łukasz']);
	expect(shown('pokaz=nie-zaczeli')).toEqual(['Ludwik']);
	expect(shown('pokaz=ukonczyli')).toEqual(['Żaneta']);
	expect(shown('zespol=czerwoni')).toEqual(['Zosia']);
	expect(shown('szukaj=lu')).toEqual(['Ludwik', 'Łukasz']);
	expect(shown('szukaj=ŁUK&pokaz=ukonczyli')).toEqual([]);
});

test('a mistyped address opens the usual board, and links keep only what was chosen', () => {
	expect(shown('pokaz=xyz&kolejnosc=__proto__')).toHaveLength(4);
	const query = readBoardQuery(new URLSearchParams('pokaz=pomoc&szukaj=Żuk i s&kolejnosc=nazwa'));
	expect(boardSearch(query, { zaznacz: 'pomoc' })).toBe('?pokaz=pomoc&szukaj=%C5%BBuk+i+s&zaznacz=pomoc');
	expect(boardSearch(query, { pokaz: 'wszyscy', szukaj: '' })).toBe('');
});

test('the numbers before the table count people and steps', () => {
	expect(summarize(rows)).toEqual({
		people: 4,
		needHelp: 1,
		helpedNames: ['Łukasz'],
		notBegun: 1,
		finished: 1,
		donePercent: 42
	});
	expect(summarize([]).donePercent).toBe(0);
});
