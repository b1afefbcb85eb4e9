import { expect, test } from 'vitest';
import { minutesOf, pickForToday, type Timed } from './queue.ts';

const card = (lesson: string, type: Timed['type'] = 'single') => ({ lesson, type });
const cards = (count: number, type: Timed['type'] = 'single') => Array.from({ length: count }, () => card('a', type));

test('a day holds five minutes or twelve questions, however many wait', () => {
	expect(pickForToday(cards(500), [])).toHaveLength(12);
	const slow = pickForToday(cards(500, 'tableFill'), []);
	expect(slow).toHaveLength(5);
	expect(minutesOf(slow)).toBe(5);
});

test('what was answered today is part of the day', () => {
	expect(pickForToday(cards(500), cards(10))).toHaveLength(2);
	expect(pickForToday(cards(500), cards(12))).toHaveLength(0);
	expect(pickForToday(cards(500), cards(30))).toHaveLength(0);
});

test('those that wait longest come today, with lessons in turn', () => {
	const due = ['a', 'a', 'a', 'b', 'b', 'c'].map((lesson, at) => ({ ...card(lesson), at }));
	expect(pickForToday(due, []).map(({ lesson, at }) => `${lesson}${at}`)).toEqual(['a0', 'b3', 'c5', 'a1', 'b4', 'a2']);
});

test('nothing due is nothing to do', () => {
	expect(pickForToday([], [])).toEqual([]);
});
