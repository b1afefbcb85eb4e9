import type { Grading } from '#lib/quizzes/server/grading.ts';
import type { Db } from '#lib/server/db/db.ts';
import { readFormData, type InvalidForm } from '#lib/server/forms.ts';
import { readMark } from '../mark-form.ts';
import { getCriteria, type AnswerPlace } from './marking-page.ts';
import type { MarkingScope } from './marking-scope.ts';
import { findNextPath, orderIn } from './next-answer.ts';
import { saveMark } from './save-mark.ts';

interface SentMark {
	request: Request;
	url: URL;
	place: AnswerPlace;
	/** Of the list of answers. */
	path: string;
}

/**
 * Stores the mark that a form holds.
 * @returns where its reader goes on, or what to mend
 * @throws AppError as `saveMark`
 */
export async function saveMarkForm(
	db: Db,
	scope: MarkingScope,
	address: string,
	{ request, url, place, path }: SentMark,
	grading: Grading
): Promise<{ invalid: InvalidForm; next?: undefined } | { next: string; invalid?: undefined }> {
	const criteria = await getCriteria(db, scope, place);
	const { mark, invalid } = readMark(await readFormData(request), criteria);
	if (invalid) return { invalid };
	await saveMark(db, scope, address, { ...place, mark }, grading);
	const next = await findNextPath(db, scope, { order: orderIn(url), path, done: place });
	return { next: `${next}${next.includes('?') ? '&' : '?'}oceniono=tak` };
}
