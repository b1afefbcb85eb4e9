import { isAnswered } from '#lib/quizzes/answer-value.ts';
import type { AnswerValue } from '#lib/quizzes/question.ts';
import { listMyWork } from '#lib/marking/server/my-work.ts';
import { questionFeedbackView, questionView } from '#lib/quizzes/question-view.ts';
import { listItems, withPolicy, type AttemptItem, type AttemptOfPerson } from '#lib/quizzes/server/attempts.ts';
import { isFeedbackDue } from '#lib/quizzes/server/feedback.ts';
import { listResultChanges } from '#lib/regrading/server/regrades.ts';
import type { Db } from '#lib/server/db/db.ts';
import type { AttemptData, QuestionData } from '../my-data.ts';
import { answerInWords, questionText, shownOptions } from '../question-words.ts';
import { courseNamed, lessonNamed, type Asked } from './my-data.ts';

const ATTEMPTS_AT_ONCE = 50;

export async function countMyAttempts(db: Db, personId: string): Promise<number> {
	const { count } = await db
		.selectFrom('attempt')
		.select((eb) => eb.fn.countAll().as('count'))
		.where('userAccountId', '=', personId)
		.executeTakeFirstOrThrow();
	return Number(count);
}

/** A person's attempts with every question and answer, the newest first, one after the other. */
export async function* readMyAttempts(db: Db, asked: Asked, atOnce = ATTEMPTS_AT_ONCE): AsyncGenerator<AttemptData> {
	let rows: AttemptOfPerson[] = [];
	do {
		rows = await listOlder(db, asked.personId, atOnce, rows.at(-1));
		for (const row of rows) yield await describeAttempt(db, asked, row);
	} while (rows.length === atOnce);
}

async function listOlder(db: Db, personId: string, limit: number, last: AttemptOfPerson | undefined) {
	const rows = await db
		.selectFrom('attempt')
		.selectAll()
		.where('userAccountId', '=', personId)
		.$if(last !== undefined, (query) =>
			query.where((eb) =>
				eb.or([
					eb('startedAt', '<', last?.startedAt ?? ''),
					eb.and([eb('startedAt', '=', last?.startedAt ?? ''), eb('id', '<', last?.id ?? '')])
				])
			)
		)
		.orderBy('startedAt', 'desc')
		.orderBy('id', 'desc')
		.limit(limit)
		.execute();
	return rows.map(withPolicy);
}

async function describeAttempt(db: Db, asked: Asked, attempt: AttemptOfPerson): Promise<AttemptData> {
	const items = await listItems(db, attempt.id);
	const isDue = await isFeedbackDue(db, attempt, asked);
	const { id, courseSlug, quizSlug, number, state, policy } = attempt;
	const { startedAt, deadlineAt, lastSavedAt, closedAt, isPassed } = attempt;
	/** As on the page of the attempt: the result of a pretest waits for its keys. */
	const isResultDue = isDue || policy.kind !== 'pretest';
	const { score, maxScore } = isResultDue ? attempt : { score: null, maxScore: null };
	return {
		id,
		course: courseNamed(asked, courseSlug),
		quiz: { ...lessonNamed(asked, courseSlug, quizSlug), title: policy.title },
		kind: policy.kind,
		number,
		state,
		startedAt,
		deadlineAt,
		lastSavedAt,
		closedAt,
		score,
		maxScore,
		isPassed: isPassed === null ? null : isPassed === 1,
		resultChanges: (isResultDue ? await listResultChanges(db, id, isDue) : []).map((change) => ({
			question: change.position === null ? null : change.position + 1,
			changedAt: change.appliedAt,
			undoneAt: change.undoneAt,
			reason: change.reason,
			oldScore: change.oldScore,
			oldMaxScore: change.oldMaxScore,
			newScore: change.newScore,
			newMaxScore: change.newMaxScore
		})),
		questions: items.map((item) => describeQuestion(item, isDue)),
		work: await listMyWork(db, attempt, items),
		changes: await listChanges(db, id, items)
	};
}

function describeQuestion({ content, key, optionOrder, value, confidence }: AttemptItem, isDue: boolean): QuestionData {
	const view = questionView(content, optionOrder, value);
	const seen = { text: questionText(view), options: shownOptions(view) };
	const answer = isAnswered(value) ? answerInWords(content, value) : null;
	if (!isDue || answer === null) return { ...seen, answer, confidence, result: null };
	const { verdict, score, maxScore } = questionFeedbackView(key, optionOrder, value);
	return { ...seen, answer, confidence, result: { verdict, score, maxScore } };
}

async function listChanges(db: Db, attemptId: string, items: AttemptItem[]) {
	const rows = await db
		.selectFrom('answerChange')
		.select(['position', 'value', 'confidence', 'receivedAt', 'isLate'])
		.where('attemptId', '=', attemptId)
		.orderBy('receivedAt')
		.execute();
	const contents = new Map(items.map(({ position, content }) => [position, content]));
	return rows.flatMap(({ position, value, confidence, receivedAt, isLate }) => {
		const content = contents.get(position);
		if (!content) return [];
		const answer = answerInWords(content, JSON.parse(value) as AnswerValue);
		return [{ question: position + 1, answer, confidence, receivedAt, isLate: isLate === 1 }];
	});
}
