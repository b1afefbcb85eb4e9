import type { Db, Trx } from '#lib/server/db/db.ts';
import type { AuthoredContent } from '../question.ts';
import type { Question } from '../quiz.ts';

const KEPT = 5_000;
const kept = new Map<string, AuthoredContent>();

/** Stores each question once under the hash of its content. */
export async function storeRevisions(
	trx: Trx,
	{
		questions,
		courseSlug,
		now
	}: { questions: Pick<Question, 'id' | 'hash' | 'content'>[]; courseSlug: string; now: Date }
): Promise<void> {
	// In one order everywhere: two transactions storing the same new questions wait for each other, not in a circle.
	const sorted = [...questions].sort((a, b) => (a.hash < b.hash ? -1 : 1));
	await trx
		.insertInto('questionRevision')
		.values(
			sorted.map(({ hash, id, content }) => ({
				hash,
				courseSlug,
				questionSlug: id,
				content: JSON.stringify(content),
				createdAt: now.toISOString()
			}))
		)
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}

/** The questions behind the hashes. A revision never changes, so the most recently used ones are kept in memory. */
export async function loadRevisions(db: Db, hashes: string[]): Promise<Map<string, AuthoredContent>> {
	const missing = [...new Set(hashes)].filter((hash) => !kept.has(hash));
	const loaded = new Map<string, AuthoredContent>();
	if (missing.length > 0) {
		const rows = await db
			.selectFrom('questionRevision')
			.select(['hash', 'content'])
			.where('hash', 'in', missing)
			.execute();
		for (const row of rows) loaded.set(row.hash, JSON.parse(row.content) as AuthoredContent);
	}
	for (const hash of hashes) {
		const content = kept.get(hash) ?? loaded.get(hash);
		if (!content) throw new Error(`Question revision ${hash} is not stored.`);
		loaded.set(hash, content);
		keep(hash, content);
	}
	return loaded;
}

function keep(hash: string, content: AuthoredContent) {
	kept.delete(hash);
	kept.set(hash, content);
	if (kept.size > KEPT) kept.delete(kept.keys().next().value as string);
}
