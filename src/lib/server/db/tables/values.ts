/** 0 or 1: the portable boolean. */
export type Flag = 0 | 1;
/** An instant, ISO 8601 in UTC. */
export type Instant = string;
/** A day, YYYY-MM-DD. */
export type Day = string;
/** Text that holds JSON. */
export type Json = string;
