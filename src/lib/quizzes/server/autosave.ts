import * as v from 'valibot';
import { AppError, notFound } from '#lib/errors.ts';
import type { Db } from '#lib/server/db/db.ts';
import { readBody } from '#lib/server/forms.ts';
import { AnswerChanges, MOST_CHANGES, type GivenChange, type SavedChange } from '../answer-changes.ts';
import { isAnswered, readAnswer } from '../answer-value.ts';
import { findAnswerTargets, type AnswerChange, type AnswerSave, type SaveState } from './answers.ts';

const MOST_BYTES = 64 * 1024;
/** Said of an answer that came too late. */
export const LATE = 'Ta odpowiedź dotarła po zakończeniu podejścia. Została zachowana, ale się nie liczy.';
const TAKEN = 'Ta odpowiedź nie została zapisana. Odśwież stronę i odpowiedz jeszcze raz.';

/**
 * Reads the body of a request to save answers.
 * @throws AppError 413 when it is too large, 400 when it is not what a page of ours sends
 */
export async function readChanges(request: Request): Promise<GivenChange[]> {
	if (Number(request.headers.get('content-length') ?? 0) > MOST_BYTES) throw tooLarge();
	const body = await readBody(() => request.text());
	if (Buffer.byteLength(body) > MOST_BYTES) throw tooLarge();
	const result = v.safeParse(AnswerChanges, parseJson(body));
	if (!result.success) {
		const message = `Nie rozumiemy tego zapisu. Odśwież stronę. (Najwyżej ${MOST_CHANGES} odpowiedzi naraz.)`;
		throw new AppError(400, 'bad_changes', message);
	}
	return result.output.changes;
}

/**
 * Saves answers to the person's own attempt and says of each what became of it. Returns once they are on disk.
 * @param answers the process's group commit of `saveAnswers`
 * @throws AppError 404 when none of the questions is theirs
 */
export async function acceptAnswers(
	db: Db,
	answers: (save: AnswerSave) => Promise<SaveState[]>,
	given: { personId: string; attemptId: string; changes: GivenChange[]; now: Date }
): Promise<SavedChange[]> {
	const { personId, attemptId, changes, now } = given;
	const positions = changes.map(({ position }) => position);
	const targets = await findAnswerTargets(db, { personId, attemptId, positions });
	if (targets.size === 0) throw notFound('podejście do testu');

	const accepted: AnswerChange[] = [];
	const replies = changes.map(({ position, key, value, confidence }): SavedChange => {
		const target = targets.get(position);
		if (!target) return { position, key, state: 'refused', message: 'Tego pytania nie ma w tym podejściu.' };
		const read = readAnswer(target.content, target.optionOrder, value);
		if (read.message !== undefined) return { position, key, state: 'refused', message: read.message };
		const isPath = target.content.type === 'case';
		accepted.push({ position, key, value: read.value, confidence: isAnswered(read.value) ? confidence : null, isPath });
		return { position, key, state: 'saved' };
	});
	if (accepted.length === 0) return replies;

	const states = await answers({ attemptId, receivedAt: now, changes: accepted });
	for (const reply of replies) {
		if (reply.state !== 'saved') continue;
		const state = states.shift();
		if (state === 'late') Object.assign(reply, { state, message: LATE });
		if (state === 'taken') Object.assign(reply, { state: 'refused', message: TAKEN });
	}
	return replies;
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

const tooLarge = () =>
	new AppError(413, 'too_large', 'Te odpowiedzi są za duże, żeby je zapisać. Skróć je i spróbuj ponownie.');
