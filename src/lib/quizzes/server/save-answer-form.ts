import { randomUUID } from 'node:crypto';
import type { Db } from '#lib/server/db/db.ts';
import { invalidForm, type InvalidForm } from '#lib/server/forms.ts';
import { answerInForm, textFields } from '../answer-form.ts';
import { isAnswered, readAnswer } from '../answer-value.ts';
import type { AnswerValue } from '../question.ts';
import type { AnswerChange, AnswerSave, SaveState } from './answers.ts';
import { getAttemptForPerson, listItems } from './attempts.ts';
import { LATE } from './autosave.ts';

/**
 * Saves the whole page of questions sent as a plain form. Only what the person changed on this page counts: the form
 * names, in `seen<position>`, the answer it was rendered with, so that an old page in another tab undoes nothing.
 * @returns what could not be read or came too late to count, with everything typed kept; the rest is saved
 */
export async function saveAnswerForm(
	db: Db,
	answers: (save: AnswerSave) => Promise<SaveState[]>,
	given: { personId: string; attemptId: string; form: FormData; now: Date }
): Promise<InvalidForm | null> {
	const { personId, attemptId, form, now } = given;
	await getAttemptForPerson(db, personId, attemptId);
	const seen = await listSeen(db, attemptId);
	const changes: AnswerChange[] = [];
	const errors: Record<string, string> = {};
	for (const { content, optionOrder, position } of await listItems(db, attemptId)) {
		const typed = answerInForm(content, optionOrder, position, form);
		if (typed === undefined) continue;
		const read = readAnswer(content, optionOrder, typed);
		if (read.message !== undefined) errors[`q${position}`] = `Pytanie ${position + 1}: ${read.message}`;
		else if (!isSame(read.value, seen.get(text(form, `seen${position}`)))) {
			changes.push({ position, value: read.value, key: `form-${randomUUID()}` });
		}
	}
	const states = changes.length > 0 ? await answers({ attemptId, receivedAt: now, changes }) : [];
	for (const [index, { position }] of changes.entries()) {
		if (states[index] === 'late') errors[`q${position}`] = `Pytanie ${position + 1}: ${LATE}`;
	}
	return Object.keys(errors).length > 0 ? invalidForm(textFields(form), errors) : null;
}

/** Every answer there ever was, by the key of its change. */
async function listSeen(db: Db, attemptId: string): Promise<Map<string, AnswerValue>> {
	const rows = await db
		.selectFrom('answerChange')
		.select(['changeKey', 'value'])
		.where('attemptId', '=', attemptId)
		.execute();
	return new Map(rows.map((row) => [row.changeKey, JSON.parse(row.value) as AnswerValue]));
}

function isSame(a: AnswerValue, b: AnswerValue | undefined): boolean {
	if (!isAnswered(a) || !isAnswered(b)) return isAnswered(a) === isAnswered(b);
	return JSON.stringify(a) === JSON.stringify(b);
}

function text(form: FormData, name: string): string {
	const value = form.get(name);
	return typeof value === 'string' ? value : '';
}
