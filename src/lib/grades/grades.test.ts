import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { defaultGradeBook, gradeOf, type GradeBook, type GradedQuiz } from './grade-book.ts';
import { decisionForm, gradeBookForm } from './grade-forms.ts';
import { gradeRows, type StoredDecision } from './grade-rows.ts';
import { gradeSheet } from './grade-sheet.ts';
import { weightedResult, type Mark } from './weighted-result.ts';

const book: GradeBook = { ...defaultGradeBook({ lessons: [] }), weights: { test: 2, cwiczenie: 1 } };
const quizzes: GradedQuiz[] = [
	{ slug: 'cwiczenie', title: 'Ćwiczenie', kind: 'practice', weight: 1 },
	{ slug: 'test', title: 'Sprawdzian', kind: 'test', weight: 2 }
];
const ala = { id: 'ala', displayName: 'Ala' };
const lukasz = { id: 'lukasz', displayName: 'Łukasz' };
const zosia = { id: 'zosia', displayName: 'Zosia' };
const result = (personId: string, quizSlug: string, best: number, last: number) => ({
	personId,
	quizSlug,
	best: { score: best, maxScore: 1000 },
	last: { score: last, maxScore: 1000 }
});
const decision = (given: Partial<StoredDecision>): StoredDecision => ({
	personId: 'ala',
	quizSlug: 'test',
	kind: 'override',
	percent: 80,
	reason: 'Zaliczyła ustnie',
	decidedBy: 'Anna',
	decidedAt: '2026-11-23T10:00:00.000Z',
	...given
});

const score = fc
	.tuple(fc.nat(100_000), fc.integer({ min: 1, max: 100_000 }))
	.map(([a, b]): Mark => ({ kind: 'score', score: Math.min(a, b), maxScore: Math.max(a, b) || 1 }));
const mark = fc.oneof(
	score,
	fc.nat(100).map((percent): Mark => ({ kind: 'override', percent })),
	fc.constant<Mark>({ kind: 'excused' }),
	fc.constant<Mark>({ kind: 'missing' })
);
const marks = fc.array(fc.record({ weight: fc.nat(100), mark }), { maxLength: 12 });

test('the result never depends on the order of quizzes', () => {
	fc.assert(
		fc.property(marks, (given) => {
			expect(weightedResult([...given].reverse())).toEqual(weightedResult(given));
		})
	);
});

test('the result lies between the lowest and the highest mark that counts', () => {
	fc.assert(
		fc.property(marks, (given) => {
			const { percent } = weightedResult(given);
			const alone = given
				.filter(({ weight }) => weight > 0)
				.flatMap((one) => weightedResult([{ ...one, weight: 1 }]).percent ?? []);
			if (percent === null) expect(alone).toEqual([]);
			else {
				expect(percent).toBeGreaterThanOrEqual(Math.min(...alone));
				expect(percent).toBeLessThanOrEqual(Math.max(...alone));
			}
		})
	);
});

test('weights all multiplied alike change nothing', () => {
	fc.assert(
		fc.property(marks, fc.integer({ min: 1, max: 50 }), (given, times) => {
			expect(weightedResult(given.map((one) => ({ ...one, weight: one.weight * times })))).toEqual(
				weightedResult(given)
			);
		})
	);
});

test('thirds add up to a whole: no floating sum falls one percent short', () => {
	const third: Mark = { kind: 'score', score: 1, maxScore: 3 };
	const twoThirds: Mark = { kind: 'score', score: 2, maxScore: 3 };
	const half = weightedResult([third, twoThirds].map((one) => ({ weight: 1, mark: one })));
	expect(half.percent).toBe(50);
	expect(
		weightedResult(Array.from({ length: 10 }, () => ({ weight: 7, mark: { kind: 'override', percent: 29 } }))).percent
	).toBe(29);
});

test('the result is rounded down once, at the end', () => {
	const given = [49, 50].map((percent) => ({ weight: 1, mark: { kind: 'override', percent } as const }));
	expect(weightedResult(given).percent).toBe(49);
});

test('a higher percent never gives a lower grade, and thresholds themselves count', () => {
	expect([30, 50, 70, 85, 96].map((percent) => gradeOf(percent, book))).toEqual(['2', '3', '4', '5', '6']);
	expect([0, 29, 95].map((percent) => gradeOf(percent, book))).toEqual(['1', '1', '5']);
	fc.assert(
		fc.property(fc.nat(100), fc.nat(100), (a, b) => {
			const [low, high] = a < b ? [a, b] : [b, a];
			expect(Number(gradeOf(low, book))).toBeLessThanOrEqual(Number(gradeOf(high, book)));
		})
	);
	expect(gradeOf(50, { ...book, scale: 'pass' })).toBe('zaliczone');
	expect(gradeOf(49, { ...book, scale: 'pass' })).toBe('niezaliczone');
	expect(gradeOf(49, { ...book, scale: 'percent' })).toBe('49%');
	expect(gradeOf(null, book)).toBeNull();
});

test('the best or the last attempt counts, as the rules say', () => {
	const stored = { results: [result('ala', 'test', 900, 600)], decisions: [] };
	expect(gradeRows(book, quizzes, [ala], stored)[0]).toMatchObject({ percent: 90, grade: '5', missing: 1 });
	expect(gradeRows({ ...book, counting: 'last' }, quizzes, [ala], stored)[0]).toMatchObject({
		percent: 60,
		grade: '3'
	});
});

test('the newest decision counts and taking it back brings the result again', () => {
	const results = [result('ala', 'test', 400, 400)];
	const percentWith = (...decisions: StoredDecision[]) =>
		gradeRows(book, quizzes, [ala], { results, decisions })[0]?.percent;
	const excused = decision({ kind: 'excused', percent: null });
	const withdrawn = decision({ kind: 'withdrawn', percent: null });
	expect(percentWith(decision({}))).toBe(80);
	expect(percentWith(decision({}), excused)).toBeNull();
	expect(percentWith(decision({}), excused, withdrawn)).toBe(40);
	expect(percentWith(decision({ quizSlug: 'inny' }))).toBe(40);
});

test('people stand in Polish order and the file has what the page has', () => {
	const stored = {
		results: [result('zosia', 'test', 1000, 1000), result('zosia', 'cwiczenie', 700, 700)],
		decisions: [decision({ kind: 'excused', percent: null })]
	};
	const rows = gradeRows(book, quizzes, [zosia, lukasz, ala], stored);
	expect(rows.map(({ person }) => person.displayName)).toEqual(['Ala', 'Łukasz', 'Zosia']);
	const sheet = gradeSheet({ group: '7b', course: 'Kurs' }, book, quizzes, rows);
	expect(sheet.columns.map(({ title }) => title)).toEqual([
		'Osoba',
		'Ćwiczenie (waga 1)',
		'Sprawdzian (waga 2)',
		'Wynik',
		'Ocena',
		'Brakuje wyników'
	]);
	expect(sheet.rows).toEqual([
		['Ala', null, 'zwolnienie', null, null, 1],
		['Łukasz', null, null, null, null, 2],
		['Zosia', 70, 100, 90, 5, 0]
	]);
});

const typed = {
	counting: 'last',
	scale: 'grades',
	'prog-6': '96',
	'prog-5': '85',
	'prog-4': '70',
	'prog-3': '50',
	'prog-2': '30',
	'prog-pass': '50',
	'waga-cwiczenie': '0',
	'waga-test': '3'
};
const messages = (given: Record<string, string>) =>
	v.safeParse(gradeBookForm(quizzes), given).issues?.map(({ message }) => message) ?? [];

test('the rules of a book are read from the form', () => {
	expect(v.parse(gradeBookForm(quizzes), typed)).toEqual({
		...book,
		counting: 'last',
		weights: { cwiczenie: 0, test: 3 }
	});
});

test('rules that cannot be are refused with what to mend', () => {
	expect(messages({ ...typed, 'prog-5': '70' })).toEqual(['Próg na ocenę 5 musi być wyższy niż próg na ocenę 4.']);
	expect(messages({ ...typed, 'waga-test': '1,5' })).toEqual([
		'Waga „Sprawdzian”: wpisz liczbę całkowitą od 0 do 100.'
	]);
	expect(messages({ ...typed, 'prog-2': '101' })).toEqual(['Próg na ocenę 2: wpisz całe procenty od 1 do 100.']);
	expect(messages({ ...typed, counting: 'first' })).toEqual(['Wybierz, które podejście się liczy.']);
	expect(messages({ ...typed, 'waga-obcy': '1' })).toHaveLength(1);
});

test('another result needs a percent, and every decision a reason', () => {
	const read = (given: Record<string, string>) => v.safeParse(decisionForm(quizzes), given);
	const given = { quiz: 'test', kind: 'override', percent: '80', reason: 'ustnie' };
	expect(read(given).output).toEqual({ quizSlug: 'test', kind: 'override', percent: 80, reason: 'ustnie' });
	expect(read({ ...given, percent: '' }).issues?.[0]).toMatchObject({ path: [{ key: 'percent' }] });
	expect(read({ ...given, percent: '101' }).success).toBe(false);
	expect(read({ ...given, reason: ' ' }).success).toBe(false);
	expect(read({ ...given, quiz: 'obcy' }).success).toBe(false);
	expect(read({ ...given, kind: 'excused', percent: '80' }).output).toMatchObject({ percent: null });
});
