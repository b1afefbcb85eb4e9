import { getAttemptForPerson, listItems, type AttemptItem } from '#lib/quizzes/server/attempts.ts';
import { textFields } from '#lib/quizzes/answer-form.ts';
import { LATE } from '#lib/quizzes/server/autosave.ts';
import type { Db } from '#lib/server/db/db.ts';
import { invalidForm, type InvalidForm } from '#lib/server/forms.ts';
import { countHandedFile, handIn, takeBack } from './handed-files.ts';
import { readHandedFile } from './read-handed-file.ts';

interface HandingForm {
	personId: string;
	attemptId: string;
	form: FormData;
	now: Date;
}

/**
 * Hands in the files of a form, in the fields `file-<position>`; fields where none was chosen say nothing. Each is read
 * and checked before the transaction that keeps it.
 * @returns what could not be taken; the others are kept
 * @throws AppError 404 when the attempt is not the person's own, 429 after many files in a day
 */
export async function handInFromForm(db: Db, given: HandingForm): Promise<InvalidForm | null> {
	const { personId, attemptId, form, now } = given;
	const attempt = await getAttemptForPerson(db, personId, attemptId);
	const errors: Record<string, string> = {};
	for (const { content, position } of await listItems(db, attemptId)) {
		const file = form.get(`file-${position}`);
		if (content.type !== 'file' || !(file instanceof File) || file.name === '') continue;
		const refuse = (problem: string) => (errors[`q${position}`] = `Pytanie ${position + 1}: ${problem}`);
		if (attempt.state !== 'open' || (attempt.deadlineAt !== null && now.toISOString() > attempt.deadlineAt)) {
			refuse(LATE);
			continue;
		}
		await countHandedFile(db, personId, now);
		const read = await readHandedFile(file, content);
		if ('problem' in read) refuse(read.problem);
		else await handIn(db, { attemptId, position, name: file.name, file: read, now });
	}
	return Object.keys(errors).length > 0 ? invalidForm(textFields(form), errors) : null;
}

/**
 * Takes back the file at the position that the form names in `takeBack`.
 * @throws AppError 404 when the attempt is not the person's own, 409 when it is over
 */
export async function takeBackFromForm(db: Db, { personId, attemptId, form, now }: HandingForm): Promise<void> {
	await getAttemptForPerson(db, personId, attemptId);
	const position = Number(form.get('takeBack') ?? NaN);
	const isFile = ({ content, position: at }: AttemptItem) => at === position && content.type === 'file';
	if ((await listItems(db, attemptId)).some(isFile)) await takeBack(db, { attemptId, position, now });
}
