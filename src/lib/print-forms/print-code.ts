/** How many forms of one test may be printed at once. */
export const MOST_FORMS = 4;

const CODE = /^([a-z0-9]{6})-([0-9a-f]{6})$/;

/** What stands on paper, so that the same forms can be made again: `k7m2xq-3fa91c`. */
export interface PrintCode {
	seed: string;
	/** Of what the forms rest on: questions and how hard they are. Another one: the same seed gives other forms. */
	edition: string;
}

const SEED = /^[a-z0-9]{6}$/;

/** Whether it is a seed by which new forms may be drawn. */
export const isSeed = (text: string): boolean => SEED.test(text);

/** Undefined for anything that is no code. */
export function readCode(text: string): PrintCode | undefined {
	const [, seed, edition] = CODE.exec(text.trim().toLowerCase()) ?? [];
	return seed && edition ? { seed, edition } : undefined;
}

export const writeCode = ({ seed, edition }: PrintCode): string => `${seed}-${edition}`;
