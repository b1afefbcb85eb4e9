import type { AuthoredContent, QuestionContent } from '#lib/quizzes/question.ts';
import { loadRevisions } from '#lib/quizzes/server/revisions.ts';
import { instantiate } from '#lib/quizzes/types/calculated/instantiate.ts';
import type { Db } from '#lib/server/db/db.ts';
import type { LiveQuestion } from './sessions.ts';

/** A question of a session as everybody in it is asked it. */
export async function loadLiveQuestion(db: Db, { hash, variables }: LiveQuestion): Promise<QuestionContent> {
	const contents = await loadRevisions(db, [hash]);
	return instantiate(contents.get(hash) as AuthoredContent, variables ?? null);
}
