import type { Difficulty } from '#lib/quizzes/difficulty.ts';
import { discriminationOf } from './discrimination.ts';
import { distractorTable, type DistractorTable } from './distractors.ts';
import type { Estimate } from './estimate.ts';
import { facilityOf } from './facility.ts';
import { histogramOf, type Bin } from './histogram.ts';
import { measuredDifficulty } from './measured-difficulty.ts';
import { quartilesOf, type Quartiles } from './quartiles.ts';
import { areLinked, raschForms } from './rasch-forms.ts';
import { fitRasch } from './rasch.ts';
import { largestForm, reliabilityOf, type Reliability } from './reliability.ts';
import { UNREAD, type ItemColumn, type Responses } from './responses.ts';
import { placesByItem, restScores } from './rest-scores.ts';
import {
	LEAST_ANSWERS_FOR_RASCH,
	LEAST_FOR_DISCRIMINATION,
	LEAST_FOR_FACILITY,
	LEAST_FOR_RASCH,
	LEAST_FOR_RELIABILITY,
	LEAST_FOR_TIME,
	LEAST_PEOPLE,
	MOST_IN_DETAIL
} from './thresholds.ts';

/** A first attempt as a whole. */
export interface AttemptResult {
	/** Of the points that could be had, from 0 to 1. */
	share: number;
	/** null: there was nothing to pass. */
	isPassed: boolean | null;
	/** From start to end; null: its time ran out, so it says nothing. */
	minutes: number | null;
}

/** How a quiz behaves. Whatever rests on too few people is null: it is not stored at all. */
export interface QuizStatistics {
	attempts: number;
	mean: number;
	/** Shares of points and how many people had about as much. */
	histogram: Bin[];
	passRate: Estimate | null;
	minutes: Quartiles | null;
	/** Over the largest group of people with the same questions. */
	reliability: Reliability | null;
	rasch: { n: number; sd: number; sdError: number; abilities: Bin[] } | null;
}

/** How one revision of a question behaves in a quiz. */
export interface ItemStatistics {
	/** By whose key: its own revision or the one put right. */
	gradedHash: string;
	isVoided: boolean;
	facility: Estimate | null;
	discrimination: Estimate | null;
	distractors: DistractorTable | null;
	seconds: Quartiles | null;
	rasch: { difficulty: number; error: number; infit: number; outfit: number } | null;
}

export interface MeasuredItem {
	questionHash: string;
	/** In how many attempts it stood. */
	n: number;
	difficulty: Difficulty | null;
	statistics: ItemStatistics;
}

export interface Measured {
	quiz: QuizStatistics;
	items: MeasuredItem[];
}

/**
 * Everything there is to say about a quiz from people's first attempts at it.
 * @param results and `responses` are of the same attempts, the newest first
 * @param seconds how long answers took, by question
 * @returns null of fewer than five people
 */
export function measureQuiz(
	results: AttemptResult[],
	responses: Responses,
	seconds: ReadonlyMap<string, number[]>
): Measured | null {
	if (results.length < LEAST_PEOPLE) return null;
	const rasch = measureRasch(responses);
	const rest = restScores(responses);
	const items = placesByItem(responses).map((places, at): MeasuredItem => {
		const item = responses.items[at] as ItemColumn;
		const facility = atLeast(LEAST_FOR_FACILITY, places.length, () => facilityOfItem(responses, places, item));
		return {
			questionHash: item.hash,
			n: places.length,
			difficulty: measuredDifficulty(facility),
			statistics: {
				gradedHash: item.gradedHash,
				isVoided: item.isVoided,
				facility,
				...byRestScores(responses, places, rest, item),
				seconds: timesOf(seconds.get(item.hash) ?? []),
				rasch: rasch?.items.get(at) ?? null
			}
		};
	});
	return {
		quiz: { ...measureResults(results), reliability: measureReliability(responses), rasch: rasch?.quiz ?? null },
		items: items.filter(({ n, statistics }) => n >= LEAST_PEOPLE || statistics.isVoided)
	};
}

const atLeast = <T>(least: number, n: number, work: () => T | null): T | null => (n >= least ? work() : null);

function measureResults(results: AttemptResult[]): Omit<QuizStatistics, 'reliability' | 'rasch'> {
	const judged = results.filter(({ isPassed }) => isPassed !== null);
	const passed = judged.filter(({ isPassed }) => isPassed).length;
	return {
		attempts: results.length,
		mean: results.reduce((sum, { share }) => sum + share, 0) / results.length,
		histogram: histogramOf(
			results.map(({ share }) => ({ value: share, n: 1 })),
			{ from: 0, to: 1, count: 10 }
		),
		passRate: atLeast(LEAST_FOR_FACILITY, judged.length, () =>
			facilityOf({ won: passed, of: judged.length, n: judged.length })
		),
		minutes: timesOf(results.flatMap(({ minutes }) => (minutes === null ? [] : [minutes])))
	};
}

const timesOf = (values: number[]) => atLeast(LEAST_FOR_TIME, values.length, () => quartilesOf(values));

function facilityOfItem({ points }: Responses, places: Int32Array, { maxScore }: ItemColumn): Estimate | null {
	let won = 0;
	for (const at of places) won += points[at] as number;
	return facilityOf({ won, of: places.length * maxScore, n: places.length });
}

function byRestScores({ points, ticked }: Responses, places: Int32Array, rest: Float64Array, item: ItemColumn) {
	if (places.length < LEAST_FOR_DISCRIMINATION) return { discrimination: null, distractors: null };
	const restOf = (those: Int32Array) => Float64Array.from(those, (at) => rest[at] as number);
	const pointsOf = Float64Array.from(places, (at) => points[at] as number);
	return { discrimination: discriminationOf(pointsOf, restOf(places)), distractors: distractorsOf() };

	function distractorsOf(): DistractorTable | null {
		const read = places.filter((at) => ticked[at] !== UNREAD);
		if (item.choiceCount === 0 || read.length < LEAST_FOR_DISCRIMINATION) return null;
		const choices = Int32Array.from(read, (at) => ticked[at] as number);
		return distractorTable(choices, restOf(read), item.choiceCount);
	}
}

function measureReliability(responses: Responses): Reliability | null {
	const { rows, maxScore } = largestForm(responses, MOST_IN_DETAIL);
	return atLeast(LEAST_FOR_RELIABILITY, rows.length, () => reliabilityOf(rows, maxScore));
}

/** Only questions that enough people answered, both right and wrong, and only where enough people are left. */
function measureRasch(responses: Responses) {
	const counts = responses.items.map(() => ({ n: 0, right: 0 }));
	const last = responses.starts[Math.min(MOST_IN_DETAIL, responses.attemptCount)] as number;
	for (let at = 0; at < last; at++) {
		const place = responses.itemOf[at] as number;
		const count = counts[place] as { n: number; right: number };
		count.n++;
		if (responses.points[at] === responses.items[place]?.maxScore) count.right++;
	}
	const chosen = counts.flatMap(({ n, right }, at) =>
		n >= LEAST_ANSWERS_FOR_RASCH && right > 0 && right < n ? [at] : []
	);
	if (chosen.length < 2) return null;
	const forms = raschForms(responses, chosen, MOST_IN_DETAIL);
	const n = forms.reduce((sum, { byScore }) => sum + byScore.reduce((people, group) => people + group.n, 0), 0);
	if (!areLinked(forms, chosen.length)) return null;
	const fit = atLeast(LEAST_FOR_RASCH, n, () => fitRasch(forms, chosen.length));
	if (!fit) return null;
	const items = new Map(
		chosen.map((item, at) => [
			item,
			{
				difficulty: fit.difficulties[at] as number,
				error: fit.standardErrors[at] as number,
				infit: fit.infit[at] as number,
				outfit: fit.outfit[at] as number
			}
		])
	);
	const abilities = histogramOf(
		fit.abilities.map(({ ability, n: people }) => ({ value: ability, n: people })),
		{ from: -4, to: 4, count: 16 }
	);
	return { items, quiz: { n, sd: fit.sd, sdError: fit.sdError, abilities } };
}
