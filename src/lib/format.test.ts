import { expect, test } from 'vitest';
import { comparePolish, counted, dayInPoland, foldPolish, formatDay, formatInstant, formatNumber } from './format.ts';

test('a noun takes the form of its number, and stays on its line', () => {
	expect(counted(1, 'kurs', 'kursy', 'kursów')).toBe('1\u00a0kurs');
	expect(counted(22, 'kurs', 'kursy', 'kursów')).toBe('22\u00a0kursy');
	expect(counted(12, 'kurs', 'kursy', 'kursów')).toBe('12\u00a0kursów');
	expect(counted(12, 'kurs', 'kursy', 'kursów')).toBe('12\u00a0kursów');
});

test('numbers have a decimal comma and at most two places', () => {
	expect(formatNumber(1.5)).toBe('1,5');
	expect(formatNumber(2 / 3)).toBe('0,67');
	expect(formatNumber(12_345)).toBe('12\u00a0345');
});

test('a day is the day in Poland, whatever the hour in UTC', () => {
	expect(formatDay('2026-11-23')).toBe('23 listopada 2026');
	expect(formatDay('2026-11-23T23:30:00.000Z')).toBe('24 listopada 2026');
	expect(dayInPoland('2026-06-30T22:30:00.000Z')).toBe('2026-07-01');
	expect(formatInstant('2026-11-23T13:05:00.000Z')).toContain('14:05');
});

test('thousands of different values are still right', () => {
	for (let value = 0; value < 3000; value++) formatNumber(value);
	expect(formatNumber(7)).toBe('7');
	expect(counted(2, 'dzień', 'dni', 'dni')).toBe('2\u00a0dni');
});

test('names are ordered and folded the Polish way', () => {
	expect(['Ćma', 'Cebula', 'Dom', 'Łoś', 'Lis'].sort(comparePolish)).toEqual(['Cebula', 'Ćma', 'Dom', 'Lis', 'Łoś']);
	expect(foldPolish('ŻÓŁĆ gęślą')).toBe('zolc gesla');
});
