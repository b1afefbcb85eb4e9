import type { RegradeTable } from '#lib/server/db/tables/questions.ts';

/** A regrade in force, as far as it says which key counts. */
export type Correction = Pick<RegradeTable, 'fromHash' | 'toHash' | 'policy'>;

/** What a revision comes to by the corrections in force: another revision, or nothing that counts. */
export interface Corrected {
	/** The revision whose key counts. */
	hash: string;
	voided: 'full' | 'none' | null;
}

/**
 * Follows corrections from a revision to the one whose key counts today.
 * @param corrections the oldest first: a key put right and later put back again ends where it began
 */
export function followCorrections(corrections: readonly Correction[], hash: string): Corrected {
	let current = hash;
	for (const { fromHash, toHash, policy } of corrections) {
		if (fromHash !== current) continue;
		if (toHash === null) return { hash: current, voided: policy === 'full' ? 'full' : 'none' };
		current = toHash;
	}
	return { hash: current, voided: null };
}

/**
 * The revisions whose holders a correction of one of them is about: itself, and those corrected to it before, by whose
 * keys the score of some was left because the new key would have lowered it.
 */
export function heldAs(corrections: readonly Correction[], hash: string): string[] {
	const held = new Set([hash]);
	for (const { fromHash, toHash } of [...corrections].reverse()) {
		if (toHash !== null && held.has(toHash)) held.add(fromHash);
	}
	return [...held];
}
