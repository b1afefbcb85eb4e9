import { daysAfter } from '#lib/format.ts';

/** How long before its day a review is worth a word. */
const NEAR_DAYS = 30;

/** What asks for its author in a course. */
export interface CourseCares {
	/** Whether the day the course is to be read anew is over or near. */
	review: 'past' | 'near' | 'fine';
	/** The files on the disk have mistakes, so an older edition is served. */
	errors: number;
	/** Questions whose key statistics doubt. */
	suspects: number;
	/** Remarks of learners that nobody answered. */
	reports: number;
	/** Corrections whose results are still being changed. */
	regrades: number;
	/** Attempts of learners without a group that wait for an author's marks. */
	marking: number;
}

/** @param today YYYY-MM-DD */
export function reviewState(reviewBy: string, today: string): CourseCares['review'] {
	if (reviewBy < today) return 'past';
	return reviewBy <= daysAfter(today, NEAR_DAYS) ? 'near' : 'fine';
}

/** Courses that need more care first: wrong keys and people who wait before what only has a day. */
export function compareCares(a: CourseCares, b: CourseCares): number {
	const [one, other] = [weightsOf(a), weightsOf(b)];
	const at = one.findIndex((weight, i) => weight !== other[i]);
	return at < 0 ? 0 : (other[at] ?? 0) - (one[at] ?? 0);
}

const weightsOf = ({ review, errors, suspects, reports, regrades, marking }: CourseCares) => [
	errors + suspects,
	marking,
	reports,
	review === 'past' ? 1 : 0,
	regrades,
	review === 'near' ? 1 : 0
];
