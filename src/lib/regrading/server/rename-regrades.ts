import type { Trx } from '#lib/server/db/db.ts';

interface Renamed {
	courseSlug: string;
	from: string;
	to: string;
}

/** The regrades of a renamed quiz hold for it under its new name. */
export async function renameRegradedQuiz(trx: Trx, { courseSlug, from, to }: Renamed): Promise<void> {
	for (const { id, quizSlugs } of await listRegrades(trx, courseSlug)) {
		if (!quizSlugs.includes(from)) continue;
		const renamed = [...new Set(quizSlugs.map((slug) => (slug === from ? to : slug)))];
		await trx
			.updateTable('regrade')
			.set({ quizSlugs: JSON.stringify(renamed) })
			.where('id', '=', id)
			.execute();
	}
}

/**
 * Carries the regrades of a question of these quizzes to its new name.
 * @returns hashes of the corrected revisions: no attempt need have drawn them
 */
export async function renameRegradedQuestion(
	trx: Trx,
	{ courseSlug, from, to, quizSlugs }: Renamed & { quizSlugs: string[] }
): Promise<string[]> {
	const moved = (await listRegrades(trx, courseSlug)).filter(
		(regrade) => regrade.questionSlug === from && regrade.quizSlugs.some((slug) => quizSlugs.includes(slug))
	);
	for (const { id } of moved) {
		await trx.updateTable('regrade').set({ questionSlug: to }).where('id', '=', id).execute();
	}
	return moved.flatMap(({ toHash }) => toHash ?? []);
}

/** Regrades are an author's rare deeds: a course has few. */
async function listRegrades(trx: Trx, courseSlug: string) {
	const rows = await trx
		.selectFrom('regrade')
		.select(['id', 'questionSlug', 'quizSlugs', 'toHash'])
		.where('courseSlug', '=', courseSlug)
		.execute();
	return rows.map(({ quizSlugs, ...row }) => ({ ...row, quizSlugs: JSON.parse(quizSlugs) as string[] }));
}
