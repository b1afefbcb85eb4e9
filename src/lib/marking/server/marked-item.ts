import { notFound } from '#lib/errors.ts';
import { isMarkedByPeople } from '#lib/quizzes/grade.ts';
import type { FileContent, OpenContent } from '#lib/quizzes/question.ts';
import { listItems, type AttemptItem } from '#lib/quizzes/server/attempts.ts';
import type { Db } from '#lib/server/db/db.ts';

/** An answer that people mark. */
export interface MarkedItem extends AttemptItem {
	content: OpenContent | FileContent;
	value: string;
}

/**
 * The answer at a position of an attempt. Ask for the attempt first.
 * @throws AppError 404 when there is none, or none that people mark
 */
export async function getMarkedItem(db: Db, attemptId: string, position: number): Promise<MarkedItem> {
	const item = (await listItems(db, attemptId)).find((item) => item.position === position);
	if (!item || !isMarkedItem(item)) throw notFound('odpowiedź do oceny');
	return item;
}

export const isMarkedItem = (item: AttemptItem): item is MarkedItem => isMarkedByPeople(item);
