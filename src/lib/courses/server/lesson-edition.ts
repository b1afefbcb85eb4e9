import { createHash } from 'node:crypto';

/** What a variant has in `basedOn` until the checker has told its author the right value. */
export const NO_EDITION = 'wersja-0000000000';

/**
 * The edition of a lesson, as a variant names it in `basedOn`: its title, summary and text, which are what a variant
 * says again. Minutes, sources and dates change without leaving a variant behind.
 * @param body what follows the front matter, lines ended by \n
 */
export const editionOf = ({ title, summary }: { title: string; summary: string }, body: string) =>
	`wersja-${createHash('sha256')
		.update(JSON.stringify([title, summary, body]))
		.digest('hex')
		.slice(0, 10)}`;
