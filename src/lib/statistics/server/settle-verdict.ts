import type { Trx } from '#lib/server/db/db.ts';

/** A doubt about a key is answered by putting it right, until the question is measured anew. */
export async function settleVerdict(trx: Trx, courseSlug: string, questionHash: string): Promise<void> {
	await trx
		.updateTable('itemStatistic')
		.set({ verdict: null })
		.where('courseSlug', '=', courseSlug)
		.where('questionHash', '=', questionHash)
		.execute();
}
