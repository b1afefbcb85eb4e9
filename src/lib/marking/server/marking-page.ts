import { notFound } from '#lib/errors.ts';
import { sizeInWords, type HandedFileView } from '#lib/handins/file-types.ts';
import { listHandedFiles } from '#lib/handins/server/handed-files.ts';
import { maxScoreOf } from '#lib/quizzes/grade.ts';
import { questionView } from '#lib/quizzes/question-view.ts';
import { withPolicy, type AttemptOfPerson } from '#lib/quizzes/server/attempts.ts';
import type { Db } from '#lib/server/db/db.ts';
import { finalMark, seenToken, taskOf, visibleMarks, type Mark } from '../mark.ts';
import { getMarkedItem, type MarkedItem } from './marked-item.ts';
import { attemptsIn, fileNameIn, type MarkingScope } from './marking-scope.ts';
import { listMarks } from './marks.ts';
import { hasSecondReader } from './second-reader.ts';

export interface AnswerPlace {
	attemptId: string;
	/** Of the question in the attempt, from 0. */
	position: number;
}

export type MarkingPage = Awaited<ReturnType<typeof getMarkingPage>>;

/**
 * An answer with everything its reader needs, and nothing a blind reader must not see.
 * @param path of the list of answers, below which this one stands
 * @throws AppError 404 for an answer out of scope, or one that nobody marks
 */
export async function getMarkingPage(
	db: Db,
	scope: MarkingScope,
	{ attemptId, position, path }: AnswerPlace & { path: string }
) {
	const { attempt, learnerName } = await getClosedAttempt(db, scope, attemptId);
	const item = await getMarkedItem(db, attemptId, position);
	const policy = attempt.policy.marking ?? 'single';
	const marks = (await listMarks(db, attemptId)).get(position) ?? [];
	const { content } = item;
	const maxScore = maxScoreOf(content);
	const marking = { marks, policy, maxScore };
	const visible = visibleMarks(marking, scope.readerId);
	const { task, reader } = taskOf(marking, scope.readerId);
	return {
		...{ attemptId, position, attemptNumber: attempt.number, closedAt: attempt.closedAt ?? '' },
		...{ quizTitle: attempt.policy.title, learnerName },
		question: questionView(content, item.optionOrder, item.value),
		answer: await readAnswer(db, scope, item, { attemptId, path: `${path}/${attemptId}/${position}/plik` }),
		criteria: content.criteria.map((criterion) => ({ ...criterion, maxScore: criterion.points * 100 })),
		modelAnswerHtml: content.modelAnswerHtml,
		...{ maxScore, policy, task, reader },
		marks: await nameReaders(db, visible),
		/** The mark that this form changes; null: a new one. */
		own: visible.find((mark) => mark.reader === reader) ?? null,
		final: visible.length === marks.length ? finalMark(marking) : null,
		seen: seenToken(visible),
		isSecondReaderMissing: policy === 'double' && task === 'wait' && !(await hasSecondReader(db, scope))
	};
}

/**
 * A closed attempt of the scope, with its learner's name where readers see names.
 * @throws AppError 404 while it is open, too: nobody reads over a learner's shoulder
 */
export async function getClosedAttempt(
	db: Db,
	scope: MarkingScope,
	attemptId: string
): Promise<{ attempt: AttemptOfPerson; learnerName: string | null }> {
	const { displayName, ...row } = await attemptsIn(db, scope)
		.innerJoin('userAccount', 'userAccount.id', 'attempt.userAccountId')
		.selectAll('attempt')
		.select('userAccount.displayName')
		.where('attempt.id', '=', attemptId)
		.where('attempt.state', '!=', 'open')
		.executeTakeFirstOrThrow(() => notFound('odpowiedź do oceny'));
	return { attempt: withPolicy(row), learnerName: scope.kind === 'group' ? displayName : null };
}

/** The answer as text, or the file that is it. */
async function readAnswer(
	db: Db,
	scope: MarkingScope,
	{ content, value }: MarkedItem,
	{ attemptId, path }: { attemptId: string; path: string }
): Promise<{ text: string; file: null } | { text: null; file: HandedFileView | null }> {
	if (content.type === 'open') return { text: value, file: null };
	const file = (await listHandedFiles(db, attemptId)).get(value);
	return { text: null, file: file ? { name: fileNameIn(scope, file.name), size: sizeInWords(file.size), path } : null };
}

async function nameReaders(db: Db, marks: Mark[]): Promise<(Mark & { name: string | null })[]> {
	const ids = marks.flatMap(({ markedBy }) => markedBy ?? []);
	if (ids.length === 0) return marks.map((mark) => ({ ...mark, name: null }));
	const people = await db.selectFrom('userAccount').select(['id', 'displayName']).where('id', 'in', ids).execute();
	const names = new Map(people.map(({ id, displayName }) => [id, displayName]));
	return marks.map((mark) => ({ ...mark, name: names.get(mark.markedBy ?? '') ?? null }));
}

/**
 * What saving a mark asks of the form.
 * @throws AppError 404 for an answer out of scope, or one that nobody marks
 */
export async function getCriteria(db: Db, scope: MarkingScope, { attemptId, position }: AnswerPlace) {
	await getClosedAttempt(db, scope, attemptId);
	return (await getMarkedItem(db, attemptId, position)).content.criteria;
}
