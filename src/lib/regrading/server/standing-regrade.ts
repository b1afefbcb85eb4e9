import type { Selectable } from 'kysely';
import { loadRevisions } from '#lib/quizzes/server/revisions.ts';
import type { Db } from '#lib/server/db/db.ts';
import type { RegradeTable } from '#lib/server/db/tables/questions.ts';
import { heldAs } from '../corrections.ts';
import type { Judging } from '../judge.ts';
import type { Held } from './holders.ts';
import { listCorrections } from './corrections.ts';

/** A regrade with all that is needed to carry it out. */
export interface StandingRegrade extends Selectable<RegradeTable> {
	held: Held;
	judging: Judging;
}

/** Undefined: there is none, or it was undone. */
export async function findStandingRegrade(db: Db, regradeId: string): Promise<StandingRegrade | undefined> {
	const row = await db
		.selectFrom('regrade')
		.selectAll()
		.where('id', '=', regradeId)
		.where('state', '!=', 'undone')
		.executeTakeFirst();
	if (!row) return undefined;
	const { courseSlug, fromHash, toHash, policy } = row;
	const quizSlugs = JSON.parse(row.quizSlugs) as string[];
	const hashes = await listHeldHashes(db, courseSlug, fromHash, toHash);
	const key = toHash === null ? null : (await loadRevisions(db, [toHash])).get(toHash)!;
	return { ...row, held: { courseSlug, quizSlugs, hashes }, judging: { policy, key } };
}

/** The revisions that a regrade from one of them is about; never the one it leads to. */
export async function listHeldHashes(
	db: Db,
	courseSlug: string,
	fromHash: string,
	toHash: string | null
): Promise<string[]> {
	const corrections = await listCorrections(db, courseSlug);
	return heldAs(corrections, fromHash).filter((hash) => hash !== toHash);
}
