/** Lanczos' series for the logarithm of the gamma function (g = 7, nine terms), for x > 0. */
const LANCZOS = [
	0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
	12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7
] as const;

function logGamma(x: number): number {
	const base = x + 6.5;
	const sum = LANCZOS.reduce((total, term, k) => total + (k === 0 ? term : term / (x - 1 + k)), 0);
	return Math.log(2 * Math.PI) / 2 + (x - 0.5) * Math.log(base) - base + Math.log(sum);
}

/** The continued fraction of the incomplete beta function, by Lentz's method (Abramowitz and Stegun 26.5.8). */
function betaFraction(x: number, a: number, b: number): number {
	const tiny = 1e-300;
	let c = 1;
	let d = 1 / (1 - ((a + b) * x) / (a + 1) || tiny);
	let fraction = d;
	for (let m = 1; m < 10_000; m++) {
		for (const term of [
			(m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m)),
			(-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
		]) {
			d = 1 / (1 + term * d || tiny);
			c = 1 + term / c || tiny;
			fraction *= c * d;
		}
		if (Math.abs(c * d - 1) < 1e-14) break;
	}
	return fraction;
}

/** The regularized incomplete beta function. */
function incompleteBeta(x: number, a: number, b: number): number {
	if (x <= 0) return 0;
	if (x >= 1) return 1;
	const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
	return x < (a + 1) / (a + b + 2) ? (front * betaFraction(x, a, b)) / a : 1 - (front * betaFraction(1 - x, b, a)) / b;
}

/**
 * The value below which an F variable with these degrees of freedom stays with probability `p`, by halving on the scale
 * of the beta distribution.
 */
export function fQuantile(p: number, df1: number, df2: number): number {
	let [low, high] = [0, 1];
	for (let step = 0; step < 60; step++) {
		const middle = (low + high) / 2;
		if (incompleteBeta(middle, df1 / 2, df2 / 2) < p) low = middle;
		else high = middle;
	}
	const x = (low + high) / 2;
	return (x * df2) / ((1 - x) * df1);
}
