import { expect, test } from 'vitest';
import { lineDifference, wordDifference } from './differences.ts';

test('words that came and went are told apart from those that stayed', () => {
	expect(wordDifference('Statut uchwala zarząd.', 'Statut uchwala walne zebranie.')).toEqual([
		{ kind: 'same', text: 'Statut uchwala ' },
		{ kind: 'removed', text: 'zarząd' },
		{ kind: 'added', text: 'walne zebranie' },
		{ kind: 'same', text: '.' }
	]);
});

test('lines are shown with three around each change, and both texts can be told from them', () => {
	const before = ['1', '2', '3', '4', '5', '6', '7', '8', '9'].join('\n');
	const [hunk, ...others] = lineDifference(before, before.replace('5', 'pięć'));
	expect(others).toEqual([]);
	expect(hunk).toMatchObject({ from: 2, to: 2 });
	expect(hunk?.lines.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
		'same 2',
		'same 3',
		'same 4',
		'removed 5',
		'added pięć',
		'same 6',
		'same 7',
		'same 8'
	]);
});

test('a text beside itself has no differences', () => {
	expect(lineDifference('a\nb', 'a\nb')).toEqual([]);
	expect(wordDifference('a b', 'a b').every(({ kind }) => kind === 'same')).toBe(true);
});
