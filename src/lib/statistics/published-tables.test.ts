import { expect, test } from 'vitest';
import { LSAT6 } from '../../../tests/support/lsat6.ts';
import { everyType } from '../../../tests/support/quizzes.ts';
import { discriminationOf } from './discrimination.ts';
import { fQuantile } from './f-distribution.ts';
import { raschForms } from './rasch-forms.ts';
import { fitRasch, type RaschFit } from './rasch.ts';
import { largestForm, reliabilityOf } from './reliability.ts';
import { Responses, type ItemRow } from './responses.ts';
import { placesByItem, restScores } from './rest-scores.ts';

const POINTS = 100;
const contents = new Map(['a', 'b', 'c', 'd', 'e'].map((hash) => [hash, everyType.trueFalse]));

function lsat(): Responses {
	const responses = new Responses();
	for (const [pattern, count] of Object.entries(LSAT6)) {
		const rows = [...pattern].map((mark, at): ItemRow => ['abcde'[at] ?? '', null, null, Number(mark) * POINTS, mark]);
		for (let person = 0; person < count; person++) responses.addAttempt(rows, contents);
	}
	return responses;
}

/** `itemstats(expand.table(LSAT6))` in the documentation of the R package mirt (Chalmers 2012). */
test('facility and item–rest correlations of LSAT section 6 are as published', () => {
	const responses = lsat();
	const rest = restScores(responses);
	const columns = placesByItem(responses).map((places) => ({
		points: Array.from(places, (at) => responses.points[at] as number),
		rest: Array.from(places, (at) => rest[at] as number)
	}));
	const facilities = columns.map(({ points }) => points.reduce((a, b) => a + b, 0) / points.length / POINTS);
	expect(facilities.map((value) => value.toFixed(3))).toEqual(['0.924', '0.709', '0.553', '0.763', '0.870']);
	const discriminations = columns.map(({ points, rest: others }) => discriminationOf(points, others)?.value.toFixed(3));
	expect(discriminations).toEqual(['0.113', '0.153', '0.173', '0.144', '0.122']);
});

/** The same documentation: alpha 0.295, SEM.alpha 0.869 points of 5. */
test('alpha and its error of measurement of LSAT section 6 are as published', () => {
	const { rows, maxScore } = largestForm(lsat(), 1000);
	const reliability = reliabilityOf(rows, maxScore);
	expect(reliability?.alpha.value.toFixed(3)).toBe('0.295');
	expect((((reliability?.sem ?? 0) / 100) * 5).toFixed(3)).toBe('0.869');
	expect(reliability).toMatchObject({ isKr20: true, itemCount: 5, alpha: { n: 1000 } });
});

/**
 * Rizopoulos (2006), ltm: An R Package for Latent Variable Modeling and Item Response Theory Analyses, Journal of
 * Statistical Software 17(5): `summary(rasch(LSAT))`. Difficulties there are in standard deviations of ability.
 */
test('the Rasch fit of LSAT section 6 is as published', () => {
	const fit = fitRasch(raschForms(lsat(), [0, 1, 2, 3, 4], 1000), 5) as RaschFit;
	const inDeviations = fit.difficulties.map((difficulty) => difficulty / fit.sd);
	[-3.6153, -1.3224, -0.3176, -1.7301, -2.7802].forEach((published, item) =>
		expect(inDeviations[item]).toBeCloseTo(published, 2)
	);
	expect(fit.sd).toBeCloseTo(0.7551, 3);
	expect(fit.sdError).toBeCloseTo(0.0694, 3);
	expect(fit.logLikelihood).toBeCloseTo(-2466.938, 2);
	for (const mean of [...fit.infit, ...fit.outfit]) expect(mean).toBeCloseTo(1, 1);
});

/** Wuensch, East Carolina University, KR20.txt: ten students, ten questions, Σpq = 2.18. The variance is of n − 1. */
test('KR-20 of a classroom example is what its formula gives by hand', () => {
	const marks =
		'1111110110 1011011101 1111011001 0010001000 0000010010 1110111111 1101110111 1111111101 0101111101 1101101110';
	const rows = marks.split(' ').map((row) => [...row].map(Number));
	const totals = rows.map((row) => row.reduce((a, b) => a + b));
	const mean = totals.reduce((a, b) => a + b) / 10;
	const variance = totals.reduce((sum, total) => sum + (total - mean) ** 2, 0) / 10;
	const pq = Array.from({ length: 10 }, (_, item) => rows.filter((row) => row[item] === 1).length / 10).map(
		(p) => p * (1 - p)
	);
	const byHand = (10 / 9) * (1 - pq.reduce((a, b) => a + b) / variance);
	expect(reliabilityOf(rows, 10)?.alpha.value).toBeCloseTo(byHand, 10);
});

/** NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.3, upper critical values of the F distribution. */
test('quantiles of F are those of the printed tables', () => {
	expect(fQuantile(0.95, 5, 10)).toBeCloseTo(3.326, 3);
	expect(fQuantile(0.95, 1, 1)).toBeCloseTo(161.448, 2);
	expect(fQuantile(0.95, 10, 100)).toBeCloseTo(1.927, 3);
	expect(fQuantile(0.99, 5, 10)).toBeCloseTo(5.636, 3);
	expect(fQuantile(0.025, 10, 20)).toBeCloseTo(1 / fQuantile(0.975, 20, 10), 9);
});
