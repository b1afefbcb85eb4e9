import { expect, test } from 'vitest';
import type { ProgressStep } from './server/progress.ts';
import { stepStateOf } from './step-state.ts';

const quiz = { kind: 'practice' as const, passingPercent: 60, bestPercent: null, isPassed: false };
const step = (changes: Partial<ProgressStep>): ProgressStep => ({
	lessonSlug: 'siedem-zasad',
	isRead: false,
	quiz: null,
	isLocked: false,
	gate: null,
	...changes
});

test('a lesson without a quiz is done once it is read', () => {
	expect(stepStateOf(step({}))).toBe('todo');
	expect(stepStateOf(step({ isRead: true }))).toBe('done');
});

test('a lesson with a quiz is only started until both are done', () => {
	expect(stepStateOf(step({ isRead: true, quiz }))).toBe('started');
	expect(stepStateOf(step({ quiz: { ...quiz, bestPercent: 100, isPassed: true } }))).toBe('started');
	expect(stepStateOf(step({ isRead: true, quiz: { ...quiz, bestPercent: 100, isPassed: true } }))).toBe('done');
});

test('the lesson of a test is done when the test is passed, read or not', () => {
	expect(stepStateOf(step({ quiz: { ...quiz, kind: 'test', bestPercent: 80, isPassed: true } }))).toBe('done');
	expect(stepStateOf(step({ quiz: { ...quiz, kind: 'test', bestPercent: 40 } }))).toBe('started');
});
