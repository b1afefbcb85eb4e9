import fc from 'fast-check';
import { expect, test } from 'vitest';
import { everyType } from '../../../tests/support/quizzes.ts';
import { secondsByQuestion } from './answering-time.ts';
import { discriminationOf, keyVerdict } from './discrimination.ts';
import { facilityOf } from './facility.ts';
import { histogramOf } from './histogram.ts';
import { measuredDifficulty } from './measured-difficulty.ts';
import { mayReplace } from './publishing.ts';
import { quartilesOf } from './quartiles.ts';
import { measureQuiz, type Measured } from './quiz-statistics.ts';
import { Responses, type ItemRow } from './responses.ts';

const HASHES = ['a', 'b', 'c', 'd'];
const contents = new Map(HASHES.map((hash) => [hash, everyType.single]));

/** One row for each person: for each question the choice, of which the first is right, or null for none. */
type Sheet = (number | null)[][];

function measureSheet(sheet: Sheet): Measured | null {
	const responses = new Responses();
	const results = sheet.map((choices) => {
		const scores = choices.map((choice): number => (choice === 0 ? 100 : 0));
		responses.addAttempt(
			choices.map((choice, at): ItemRow => [
				HASHES[at] ?? '',
				null,
				null,
				scores[at] ?? 0,
				JSON.stringify(choice ?? '')
			]),
			contents
		);
		const share = scores.reduce((a, b) => a + b, 0) / (100 * choices.length);
		return { share, isPassed: share >= 0.5, minutes: null };
	});
	return measureQuiz(results, responses, new Map());
}

const sheets = (least: number, most: number) =>
	fc.array(fc.array(fc.option(fc.nat(2)), { minLength: 4, maxLength: 4 }), { minLength: least, maxLength: most });

const rounded = (measured: Measured | null): unknown =>
	JSON.parse(
		JSON.stringify(measured, (_, value: unknown) => (typeof value === 'number' ? Number(value.toFixed(6)) + 0 : value))
	);

test('numbers do not depend on the order of people', () => {
	fc.assert(
		fc.property(sheets(30, 60), fc.nat(), (sheet, turn) => {
			const turned = sheet.map((_, at) => sheet[(at + turn) % sheet.length] as (number | null)[]);
			expect(rounded(measureSheet(turned))).toEqual(rounded(measureSheet(sheet)));
			expect(rounded(measureSheet(sheet.toReversed()))).toEqual(rounded(measureSheet(sheet)));
		}),
		{ numRuns: 50 }
	);
});

test('numbers stay within their bounds and intervals hold them', () => {
	const isWithin = (one: { value: number; from: number; to: number } | null, least: number, most: number) => {
		if (!one) return;
		expect(one.from).toBeLessThanOrEqual(one.value + 1e-9);
		expect(one.to).toBeGreaterThanOrEqual(one.value - 1e-9);
		expect(one.from).toBeGreaterThanOrEqual(least - 1e-9);
		expect(one.to).toBeLessThanOrEqual(most + 1e-9);
	};
	fc.assert(
		fc.property(sheets(5, 120), (sheet) => {
			const { quiz, items } = measureSheet(sheet) as Measured;
			expect(quiz.histogram.reduce((sum, { n }) => sum + n, 0)).toBe(sheet.length);
			for (const { n } of quiz.histogram) expect(n === 0 || n >= 5).toBe(true);
			isWithin(quiz.passRate, 0, 1);
			isWithin(quiz.reliability?.alpha ?? null, -Infinity, 1);
			for (const { statistics } of items) {
				isWithin(statistics.facility, 0, 1);
				isWithin(statistics.discrimination, -1, 1);
				if (!statistics.distractors) continue;
				const { choices, blank } = statistics.distractors;
				const shares = [...choices, blank].flatMap(({ all }) => all ?? []);
				if (shares.length > choices.length) expect(shares.reduce((a, b) => a + b)).toBeCloseTo(1, 9);
				else for (const share of shares) expect(Math.round(share * sheet.length)).toBeGreaterThanOrEqual(5);
			}
		}),
		{ numRuns: 50 }
	);
});

test('nothing is said below the number of people it takes', () => {
	const sheet = (people: number): Sheet => Array.from({ length: people }, (_, at) => [at % 2, at % 3, at % 2, 0]);
	expect(measureSheet(sheet(4))).toBeNull();
	const five = measureSheet(sheet(5));
	expect(five?.quiz).toMatchObject({ attempts: 5, passRate: null, reliability: null, rasch: null });
	expect(five?.items[0]?.statistics).toMatchObject({ facility: null, discrimination: null, distractors: null });
	const ten = measureSheet(sheet(10));
	expect(ten?.items[0]?.statistics).toMatchObject({ facility: { n: 10 }, discrimination: null, distractors: null });
	const ninetyNine = measureSheet(sheet(99));
	expect(ninetyNine?.quiz).toMatchObject({ reliability: { alpha: { n: 99 } }, rasch: null });
	expect(ninetyNine?.items[0]).toMatchObject({ difficulty: 'medium', statistics: { discrimination: { n: 99 } } });
	expect(measureSheet(sheet(100))?.quiz.rasch?.n).toBe(100);
	const same: Sheet = Array.from({ length: 200 }, () => [0, 0, 1, 1]);
	expect(measureSheet(same)?.quiz, 'nobody is told apart').toMatchObject({ attempts: 200, rasch: null });
});

test('a key that those who know more would not choose is doubted', () => {
	const sheet: Sheet = Array.from({ length: 60 }, (_, at) => (at % 2 ? [1, 0, 0, 0] : [0, 1, 1, at % 4 ? 0 : 2]));
	const [first, second] = measureSheet(sheet)?.items ?? [];
	expect(keyVerdict(first?.statistics.discrimination ?? null)).toBe('checkFirst');
	expect(keyVerdict(second?.statistics.discrimination ?? null)).toBeNull();
	const shares = first?.statistics.distractors?.choices.map(({ lower, upper }) => [lower, upper]);
	expect(shares?.[1]?.[1]).toBe(1);
	expect(shares?.[0]?.[1]).toBe(0);
});

test('a correlation lost in rounding is no doubt about a key', () => {
	expect(keyVerdict({ value: -1e-17, from: -0.3, to: 0.3, n: 40 })).toBeNull();
	expect(keyVerdict({ value: -0.01, from: -0.3, to: 0.3, n: 40 })).toBe('check');
	expect(discriminationOf([1, 1, 1, 1, 1], [1, 2, 3, 4, 5])).toBeNull();
	expect(discriminationOf([0, 1, 0, 1, 1], [NaN, NaN, NaN, 1, 0])).toBeNull();
});

/** Newcombe (1998), Statistics in Medicine 17, table I: 81 of 263, Wilson without correction for continuity. */
test('the interval of a share is the published one', () => {
	const share = facilityOf({ won: 81, of: 263, n: 263 });
	expect([share?.from.toFixed(4), share?.to.toFixed(4)]).toEqual(['0.2553', '0.3662']);
});

test('difficulty follows from facility, once thirty people have answered', () => {
	const at = (value: number, n = 30) => measuredDifficulty({ value, from: 0, to: 1, n });
	expect([at(0.8), at(0.79), at(0.5), at(0.49)]).toEqual(['easy', 'medium', 'medium', 'hard']);
	expect(at(0.9, 29)).toBeNull();
});

test('numbers shown give way only to those over as many people, or over five more or fewer', () => {
	expect([null, 10, 5, 15].map((before) => mayReplace(before, 10))).toEqual([true, true, true, true]);
	expect([6, 9, 11, 14].map((before) => mayReplace(before, 10))).toEqual([false, false, false, false]);
});

test('a bin never shows fewer than five people', () => {
	const values = [0.05, 0.15, ...Array.from({ length: 6 }, () => 0.55), 0.95].map((value) => ({ value, n: 1 }));
	const bins = histogramOf(values, { from: 0, to: 1, count: 10 });
	expect(bins.filter(({ n }) => n > 0)).toMatchObject([{ n: 9 }]);
	expect(bins.at(0)?.from).toBe(0);
	expect(bins.at(-1)?.to).toBe(1);
});

test('time is counted from one save to the next, and only where answers were saved apart', () => {
	const at = (seconds: number) => new Date(Date.UTC(2026, 10, 23, 12) + seconds * 1000).toISOString();
	const answers = [
		{ questionHash: 'second', savedAt: at(90) },
		{ questionHash: 'first', savedAt: at(30) },
		{ questionHash: 'after an hour', savedAt: at(3690) },
		{ questionHash: 'together', savedAt: at(3700) },
		{ questionHash: 'with another', savedAt: at(3700) }
	];
	expect([...secondsByQuestion([{ startedAt: at(0), answers }])]).toEqual([
		['first', [30]],
		['second', [60]]
	]);
	expect(quartilesOf([4, 1, 3, 2])).toEqual({ n: 4, lower: 1.75, median: 2.5, upper: 3.25 });
});
