import type { Db } from '#lib/server/db/db.ts';
import type { AnswerPlace } from './marking-page.ts';
import type { MarkingScope } from './marking-scope.ts';
import { getQueue, type QueueOrder } from './queue.ts';

/** The order that an address asks for: `?wg=pytania`. */
export const orderIn = (url: URL): QueueOrder => (url.searchParams.get('wg') === 'pytania' ? 'questions' : 'people');

/** What stands behind the path of an answer so that the next one follows in the same order. */
export const orderQuery = (order: QueueOrder): string => (order === 'questions' ? '?wg=pytania' : '');

/**
 * Where a reader goes on after one answer.
 * @param path of the list of answers
 * @returns the path of the next answer that waits for this reader, or of the list when there is none
 */
export async function findNextPath(
	db: Db,
	scope: MarkingScope,
	{ order, path, done }: { order: QueueOrder; path: string; done: AnswerPlace }
): Promise<string> {
	const { waiting } = await getQueue(db, scope, order);
	const next = waiting.find((each) => each.attemptId !== done.attemptId || each.position !== done.position);
	return `${next ? `${path}/${next.attemptId}/${next.position}` : path}${orderQuery(order)}`;
}
