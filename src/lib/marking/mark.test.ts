import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { areApart, finalMark, sumOf, taskOf, visibleMarks, type Mark, type Reader } from './mark.ts';
import { pointsInField, readMark } from './mark-form.ts';

const mark = (reader: Reader, criteria: number[], markedBy: string | null = reader): Mark => ({
	...{ reader, criteria, markedBy, comment: `od ${reader}` },
	score: sumOf(criteria),
	markedAt: '2026-11-23T10:00:00.000Z'
});
const single = { policy: 'single', maxScore: 400 } as const;
const double = { policy: 'double', maxScore: 400 } as const;

describe('the mark that counts', () => {
	test('of one reader it is theirs', () => {
		expect(finalMark({ ...single, marks: [] })).toBeNull();
		expect(finalMark({ ...single, marks: [mark('first', [250, 50])] })).toMatchObject({ score: 300 });
	});

	test('of two it is the mean of each criterion, rounded down to a hundredth, so that it adds up', () => {
		const final = finalMark({ ...double, marks: [mark('first', [251, 50]), mark('second', [300, 1])] });
		expect(final).toEqual({ criteria: [275, 25], score: 300, comments: ['od first', 'od second'] });
	});

	test('15 % apart is still a mean, a hundredth more asks for a third mark', () => {
		expect(areApart(300, 360, 400)).toBe(false);
		expect(areApart(300, 361, 400)).toBe(true);
		const apart = [mark('first', [300, 100]), mark('second', [0, 0])];
		expect(finalMark({ ...double, marks: apart })).toBeNull();
		expect(finalMark({ ...double, marks: [...apart, mark('agreed', [200, 0])] })).toMatchObject({ score: 200 });
	});

	test('is a whole number between both marks, whatever they are', () => {
		const points = fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 3, maxLength: 3 });
		fc.assert(
			fc.property(points, points, (a, b) => {
				const marks = [mark('first', a), mark('second', b)];
				const final = finalMark({ policy: 'double', maxScore: 1_000_000, marks });
				const [low, high] = [Math.min(sumOf(a), sumOf(b)), Math.max(sumOf(a), sumOf(b))];
				expect(final && Number.isInteger(final.score) && final.score <= high && final.score >= low - 3).toBe(true);
				expect(final?.score).toBe(sumOf(final?.criteria ?? []));
			})
		);
	});
});

describe('who does what next', () => {
	test.each([
		['nobody marked', [], 'anna', 'mark', 'first'],
		['one marked and comes back', [mark('first', [1], 'anna')], 'anna', 'wait', 'first'],
		['another comes', [mark('first', [1], 'anna')], 'celina', 'mark', 'second'],
		['the first reader’s account is gone', [mark('first', [1], null)], 'celina', 'mark', 'second'],
		['both are close', [mark('first', [1]), mark('second', [2])], 'anna', 'change', 'agreed'],
		['both are far apart', [mark('first', [0]), mark('second', [300])], 'anna', 'agree', 'agreed']
	] as const)('%s', (_, marks, person, task, reader) => {
		expect(taskOf({ ...double, marks: [...marks] }, person)).toEqual({ task, reader });
	});

	test('only who has marked, or comes when both have, sees marks', () => {
		const marks = [mark('first', [100], 'anna')];
		expect(visibleMarks({ ...double, marks }, 'celina')).toEqual([]);
		expect(visibleMarks({ ...double, marks }, 'anna')).toEqual(marks);
		expect(visibleMarks({ ...single, marks }, 'celina')).toEqual(marks);
	});
});

describe('the form of a mark', () => {
	const criteria = [{ name: 'Cel', points: 3 }];
	const read = (points: string, comment = '') => {
		const form = new FormData();
		form.set('criterion-0', points);
		form.set('comment', comment);
		return readMark(form, criteria);
	};

	test.each([
		['2,5', 250],
		['2.25', 225],
		['0', 0],
		['3', 300],
		[' 1 ', 100]
	])('%s points', (text, hundredths) => {
		expect(read(text).mark?.criteria).toEqual([hundredths]);
	});

	test.each(['', '3,01', '-1', '1,005', 'dwa', '2 zł', '1e2', '99999999999999999999'])('„%s” is refused', (text) => {
		expect(read(text).invalid?.errors).toMatchObject([{ field: 'criterion-0' }]);
	});

	test('a comment that is too long is refused with everything typed kept', () => {
		const { invalid } = read('1', 'x'.repeat(2_001));
		expect(invalid).toMatchObject({ values: { 'criterion-0': '1' }, errors: [{ field: 'comment' }] });
	});

	test('points come back as they are typed', () => {
		expect([250, 300, 1].map(pointsInField)).toEqual(['2,5', '3', '0,01']);
	});
});
