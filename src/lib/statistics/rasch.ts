import { invert } from './invert.ts';
import type { RaschForm } from './rasch-forms.ts';

/** Standard normal density at equal steps: for functions this smooth as exact as Gauss–Hermite quadrature. */
const NODES = Array.from({ length: 31 }, (_, k) => (k - 15) / 3);
const DENSITIES = NODES.map((z) => Math.exp((-z * z) / 2)).map(
	(weight, _, all) => weight / all.reduce((a, b) => a + b)
);
const MOST_STEPS = 1_000;
const TOLERANCE = 1e-5;

export interface RaschFit {
	/** In logits, by item; abilities have mean 0. */
	difficulties: number[];
	standardErrors: number[];
	/** Standard deviation of abilities, in logits. */
	sd: number;
	sdError: number;
	logLikelihood: number;
	/** Mean squares of residuals, 1 where answers are as the model has them; weighted by information, and not. */
	infit: number[];
	outfit: number[];
	/** How many people have about which ability (the mean of its posterior distribution, EAP). */
	abilities: { ability: number; n: number }[];
}

/**
 * Fits the Rasch model, logit P(right) = ability − difficulty, by marginal maximum likelihood with normal abilities: the
 * EM algorithm of Bock and Aitkin (1981), over raw scores, which in this model say all that answers say about an
 * ability. Standard errors come from the observed information; residuals are averaged over the posterior of abilities,
 * so that their mean squares have expectation 1 whatever the length of the quiz (as in Adams and Wu, 2007).
 * @param itemCount items of the forms are 0 to itemCount − 1; each must have been answered both right and wrong
 * @returns null where it does not converge, or where the errors cannot be told
 */
export function fitRasch(forms: RaschForm[], itemCount: number): RaschFit | null {
	const asked = new Float64Array(itemCount);
	const right = new Float64Array(itemCount);
	let people = 0;
	for (const { items, byScore } of forms)
		for (const { n, rights } of byScore) {
			people += n;
			items.forEach((item, at) => {
				asked[item] = (asked[item] as number) + n;
				right[item] = (right[item] as number) + (rights[at] as number);
			});
		}
	const b = Float64Array.from(right, (won, item) => Math.log(((asked[item] as number) - won) / won));
	if (people === 0 || b.some((difficulty) => !Number.isFinite(difficulty))) return null;

	let sd = 1;
	for (let step = 0; step < MOST_STEPS; step++) {
		const model = probabilities(b, sd);
		const expected = new Float64Array(itemCount);
		const information = new Float64Array(itemCount);
		let squares = 0;
		eachPosterior(forms, model, ({ form, n, posterior }) => {
			for (let q = 0; q < NODES.length; q++) {
				const weight = n * (posterior[q] as number);
				squares += weight * (NODES[q] as number) ** 2;
				const p = model.p[q] as Float64Array;
				for (const item of form.items) {
					const chance = p[item] as number;
					expected[item] = (expected[item] as number) + weight * chance;
					information[item] = (information[item] as number) + weight * chance * (1 - chance);
				}
			}
		});
		let change = 0;
		for (let item = 0; item < itemCount; item++) {
			const move = ((expected[item] as number) - (right[item] as number)) / (information[item] as number);
			b[item] = (b[item] as number) + Math.max(-1, Math.min(1, move));
			change = Math.max(change, Math.abs(move));
		}
		const nextSd = sd * Math.sqrt(squares / people);
		change = Math.max(change, Math.abs(nextSd - sd));
		sd = nextSd;
		if (change < TOLERANCE) return describe(forms, b, sd, right);
	}
	return null;
}

interface Model {
	/** Chances of a right answer, by node and item. */
	p: Float64Array[];
	/** Logarithms of the chances of a wrong one. */
	logQ: Float64Array[];
	sd: number;
}

function probabilities(b: Float64Array, sd: number): Model {
	const p = NODES.map((z) => b.map((difficulty) => 1 / (1 + Math.exp(difficulty - sd * z))));
	return { p, logQ: p.map((chances) => chances.map((chance) => Math.log1p(-chance))), sd };
}

interface Group {
	form: RaschForm;
	score: number;
	n: number;
	rights: number[];
	/** By node; the same array is used again for the next group. */
	posterior: Float64Array;
	/** The logarithm of their chance, but for the part that only difficulties decide. */
	logChance: number;
}

/** Hands over each group of people with the same form and raw score, with the posterior of their ability. */
function eachPosterior(forms: RaschForm[], { logQ, sd }: Model, take: (group: Group) => void): void {
	const posterior = new Float64Array(NODES.length);
	const base = new Float64Array(NODES.length);
	for (const form of forms) {
		for (let q = 0; q < NODES.length; q++) {
			let sum = 0;
			const wrong = logQ[q] as Float64Array;
			for (const item of form.items) sum += wrong[item] as number;
			base[q] = sum;
		}
		form.byScore.forEach(({ n, rights }, score) => {
			if (n === 0) return;
			let most = -Infinity;
			for (let q = 0; q < NODES.length; q++) {
				const log = (base[q] as number) + score * sd * (NODES[q] as number);
				posterior[q] = log;
				if (log > most) most = log;
			}
			let sum = 0;
			for (let q = 0; q < NODES.length; q++) {
				const weight = (DENSITIES[q] as number) * Math.exp((posterior[q] as number) - most);
				posterior[q] = weight;
				sum += weight;
			}
			for (let q = 0; q < NODES.length; q++) posterior[q] = (posterior[q] as number) / sum;
			take({ form, score, n, rights, posterior, logChance: most + Math.log(sum) });
		});
	}
}

function describe(forms: RaschForm[], b: Float64Array, sd: number, right: Float64Array): RaschFit | null {
	const count = b.length;
	const model = probabilities(b, sd);
	const information = Array.from({ length: count + 1 }, () => new Float64Array(count + 1));
	const sums = Array.from({ length: count }, () => ({ squares: 0, weights: 0, standardized: 0, n: 0 }));
	const abilities: RaschFit['abilities'] = [];
	let logLikelihood = -b.reduce((sum, difficulty, item) => sum + difficulty * (right[item] as number), 0);
	eachPosterior(forms, model, (group) => {
		logLikelihood += group.n * group.logChance;
		const ability = sd * group.posterior.reduce((sum, weight, q) => sum + weight * (NODES[q] as number), 0);
		abilities.push({ ability, n: group.n });
		addInformation(information, group, model);
		addResiduals(sums, group, model);
	});
	const covariance = invert(information);
	if (!covariance) return null;
	const variances = covariance.map((row, at) => row[at] as number);
	// Not the top of the likelihood: errors that cannot be told would be told as none.
	if (variances.some((variance) => !(variance > 0))) return null;
	const errorOf = (at: number) => Math.sqrt(variances[at] as number);
	return {
		difficulties: [...b],
		standardErrors: Array.from(b, (_, item) => errorOf(item)),
		sd,
		sdError: errorOf(count),
		logLikelihood,
		infit: sums.map(({ squares, weights }) => squares / weights),
		outfit: sums.map(({ standardized, n }) => standardized / n),
		abilities
	};
}

/** Minus the second derivatives of the log-likelihood by difficulties and, last, by the standard deviation. */
function addInformation(into: Float64Array[], { form, score, n, posterior }: Group, { p }: Model): void {
	const { items } = form;
	const last = into.length - 1;
	const places = [...items, last];
	const means = new Float64Array(places.length);
	const products = places.map(() => new Float64Array(places.length));
	const slopes = new Float64Array(places.length);
	for (let q = 0; q < NODES.length; q++) {
		const [weight, z, chances] = [posterior[q] as number, NODES[q] as number, p[q] as Float64Array];
		const first = items.map((item) => chances[item] as number);
		const variances = first.map((chance) => chance * (1 - chance));
		first.push((score - first.reduce((a, c) => a + c, 0)) * z);
		const spread = variances.reduce((a, c) => a + c, 0);
		for (let i = 0; i < places.length; i++) {
			means[i] = (means[i] as number) + weight * (first[i] as number);
			const row = products[i] as Float64Array;
			for (let j = 0; j <= i; j++) row[j] = (row[j] as number) + weight * (first[i] as number) * (first[j] as number);
			// Of each item by itself; of the last, what its own change brings.
			const own = i < items.length ? (variances[i] as number) : spread * z * z;
			row[i] = (row[i] as number) - weight * own;
			if (i < items.length) slopes[i] = (slopes[i] as number) + weight * (variances[i] as number) * z;
		}
	}
	for (let i = 0; i < places.length; i++)
		for (let j = 0; j <= i; j++) {
			const cross = i === items.length && j < i ? (slopes[j] as number) : 0;
			const value = (products[i]?.[j] as number) - (means[i] as number) * (means[j] as number) + cross;
			const [row, column] = [places[i] as number, places[j] as number];
			(into[row] as Float64Array)[column] = (into[row]?.[column] as number) - n * value;
			if (row !== column) (into[column] as Float64Array)[row] = (into[column]?.[row] as number) - n * value;
		}
}

interface Residuals {
	squares: number;
	weights: number;
	standardized: number;
	n: number;
}

function addResiduals(sums: Residuals[], { form, n, rights, posterior }: Group, { p }: Model): void {
	form.items.forEach((item, at) => {
		const sum = sums[item] as Residuals;
		const right = rights[at] as number;
		const wrong = n - right;
		for (let q = 0; q < NODES.length; q++) {
			const weight = posterior[q] as number;
			const chance = p[q]?.[item] as number;
			const rest = 1 - chance;
			sum.squares += weight * (right * rest * rest + wrong * chance * chance);
			sum.weights += weight * n * chance * rest;
			sum.standardized += weight * ((right * rest) / chance + (wrong * chance) / rest);
		}
		sum.n += n;
	});
}
