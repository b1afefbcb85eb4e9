/** Below so many people nothing at all is stored or shown: whoever knows four of five would know the fifth. */
export const LEAST_PEOPLE = 5;
/** A share of ten answers has an interval some 50 percent points wide; of fewer it says nothing. */
export const LEAST_FOR_FACILITY = 10;
/** The interval of a correlation over 30 people is ±0.36: just enough to tell good from bad. Thirds have ten people. */
export const LEAST_FOR_DISCRIMINATION = 30;
/** Feldt's interval of an alpha of 0.7 over 30 people reaches from about 0.5 to 0.85. */
export const LEAST_FOR_RELIABILITY = 30;
/** Difficulty decides what people are given: with 30 answers a share is known to within 18 percent points. */
export const LEAST_FOR_DIFFICULTY = 30;
/** Linacre (1994): with 100 people Rasch difficulties are stable to within half a logit. */
export const LEAST_FOR_RASCH = 100;
export const LEAST_ANSWERS_FOR_RASCH = 30;
export const LEAST_FOR_TIME = 10;
/** The newest so many first attempts are counted; more change nothing but the time it takes. */
export const MOST_ATTEMPTS = 100_000;
/**
 * Who chose what, reliability and the Rasch model go by the newest so many of them: a share of 10,000 is known to within
 * one percent point, and of a quiz that draws almost everybody is a pattern of their own to be fitted.
 */
export const MOST_IN_DETAIL = 10_000;
/** Medians of time need no more. */
export const MOST_FOR_TIME = 2_000;
