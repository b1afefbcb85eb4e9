import { createHash } from 'node:crypto';
import { normalizeSource } from './front-matter.ts';

/** What a variant has in `basedOn` until the checker has told its author the right value. */
export const NO_EDITION = 'wersja-0000000000';

/**
 * The edition of a lesson, as a variant names it in `basedOn`.
 * @param source lesson.md as it stands on the disk
 */
export const editionOf = (source: string) =>
	`wersja-${createHash('sha256').update(normalizeSource(source)).digest('hex').slice(0, 10)}`;
