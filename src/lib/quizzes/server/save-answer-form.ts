import { randomUUID } from 'node:crypto';
import { confidenceInForm, type Confidence } from '#lib/confidence/confidence.ts';
import type { Db } from '#lib/server/db/db.ts';
import { invalidForm, type InvalidForm } from '#lib/server/forms.ts';
import { answerInForm, textFields } from '../answer-form.ts';
import { isAnswered, readAnswer } from '../answer-value.ts';
import type { AnswerValue } from '../question.ts';
import type { AnswerChange, AnswerSave, SaveState } from './answers.ts';
import { getAttemptForPerson, listItems } from './attempts.ts';
import { LATE } from './autosave.ts';

const DECIDED = 'Tej decyzji nie można już zmienić. Odśwież stronę i prowadź sprawę dalej.';

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
		else {
			const confidence = isAnswered(read.value) ? confidenceInForm(form, position) : null;
			const given = { value: read.value, confidence };
			const isChanged = !isSame(given, seen.get(text(form, `seen${position}`)));
			if (isChanged) changes.push({ position, ...given, key: `form-${randomUUID()}`, isPath: content.type === 'case' });
		}
	}
	const states = changes.length > 0 ? await answers({ attemptId, receivedAt: now, changes }) : [];
	for (const [index, { position }] of changes.entries()) {
		if (states[index] === 'late') errors[`q${position}`] = `Pytanie ${position + 1}: ${LATE}`;
		if (states[index] === 'taken') errors[`q${position}`] = `Pytanie ${position + 1}: ${DECIDED}`;
	}
	return Object.keys(errors).length > 0 ? invalidForm(textFields(form), errors) : null;
}

interface Given {
	value: AnswerValue;
	confidence: Confidence | null;
}

/** Every answer there ever was, by the key of its change. */
async function listSeen(db: Db, attemptId: string): Promise<Map<string, Given>> {
	const rows = await db
		.selectFrom('answerChange')
		.select(['changeKey', 'value', 'confidence'])
		.where('attemptId', '=', attemptId)
		.execute();
	return new Map(
		rows.map(({ changeKey, value, confidence }) => [changeKey, { value: JSON.parse(value) as AnswerValue, confidence }])
	);
}

function isSame(a: Given, b: Given | undefined): boolean {
	if (!b || !isAnswered(a.value) || !isAnswered(b.value)) return isAnswered(a.value) === isAnswered(b?.value);
	return JSON.stringify(a.value) === JSON.stringify(b.value) && a.confidence === b.confidence;
}

function text(form: FormData, name: string): string {
	const value = form.get(name);
	return typeof value === 'string' ? value : '';
}
