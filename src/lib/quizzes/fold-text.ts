import { foldPolish } from '../format.ts';

/** What counts when short texts are compared: letters and digits, without case, diacritics and double spaces. */
export function foldText(text: string): string {
	const folded = foldPolish(text.normalize('NFKC'))
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();
	return folded === '' ? text.trim() : folded;
}
