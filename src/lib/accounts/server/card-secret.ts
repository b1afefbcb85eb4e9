import { randomInt } from 'node:crypto';
import { foldPolish } from '#lib/format.ts';
import { CARD_WORDS } from '../card-words.ts';

const WORDS = 4;

/** The words of a login card, 42 bits: `rower kanapka chmura lis`. */
export function createCardSecret(): string {
	return Array.from({ length: WORDS }, () => CARD_WORDS[randomInt(CARD_WORDS.length)]).join(' ');
}

/** The words as they are hashed: however the pupil typed capitals, Polish letters, spaces and hyphens. */
export function normalizeCardSecret(typed: string): string {
	return foldPolish(typed).replaceAll(/[^a-z]/g, '');
}
