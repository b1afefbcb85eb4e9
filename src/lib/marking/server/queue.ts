import { sql } from 'kysely';
import type { Db } from '#lib/server/db/db.ts';
import type { AttemptPolicy } from '#lib/quizzes/policy.ts';
import { loadRevisions } from '#lib/quizzes/server/revisions.ts';
import { taskOf, type MarkingTask } from '../mark.ts';
import { listMarksOf, markKey } from './marks.ts';
import { attemptsIn, type MarkingScope } from './marking-scope.ts';

const SHOWN_AT_MOST = 200;
const RECENT_AT_MOST = 20;

/** An answer in a list of answers to mark. */
export interface QueuedAnswer {
	attemptId: string;
	attemptNumber: number;
	position: number;
	quizTitle: string;
	questionHash: string;
	questionTitle: string;
	/** null: authors see no names. */
	learnerName: string | null;
	/** When it was handed in. */
	closedAt: string;
	task: MarkingTask;
}

/** `people`: the oldest first; `questions`: all answers to one question after another, the oldest first. */
export type QueueOrder = 'people' | 'questions';

export interface Queue {
	/** For this person to do. */
	waiting: QueuedAnswer[];
	/** Marked by this person, waiting for a second reader. */
	forOthers: QueuedAnswer[];
	/** There is more than is shown: the oldest are. */
	isCut: boolean;
}

/** What waits for marks, as one of its readers sees it. */
export async function getQueue(db: Db, scope: MarkingScope, order: QueueOrder = 'people'): Promise<Queue> {
	const rows = await attemptsIn(db, scope)
		.innerJoin('attemptItem', 'attemptItem.attemptId', 'attempt.id')
		.innerJoin('userAccount', 'userAccount.id', 'attempt.userAccountId')
		.select(['attempt.id', 'attempt.number', 'attempt.policy', 'attempt.closedAt', 'userAccount.displayName'])
		.select(['attemptItem.position', 'attemptItem.questionHash'])
		// Written out, so that the index of submitted attempts serves it.
		.where('attempt.state', '=', sql.lit('submitted'))
		.where('attemptItem.score', 'is', null)
		.orderBy('attempt.closedAt')
		.orderBy('attempt.id')
		.orderBy('attemptItem.position')
		.limit(SHOWN_AT_MOST + 1)
		.execute();
	const shown = await describe(db, scope, rows.slice(0, SHOWN_AT_MOST));
	if (order === 'questions') sortByQuestion(shown);
	return {
		waiting: shown.filter(({ task }) => task !== 'wait'),
		forOthers: shown.filter(({ task }) => task === 'wait'),
		isCut: rows.length > SHOWN_AT_MOST
	};
}

/** The answers last marked: in a group by anybody, of learners without one by this author. */
export async function listRecentlyMarked(db: Db, scope: MarkingScope): Promise<QueuedAnswer[]> {
	const rows = await attemptsIn(db, scope)
		.innerJoin('mark', 'mark.attemptId', 'attempt.id')
		.innerJoin('attemptItem', (join) =>
			join.onRef('attemptItem.attemptId', '=', 'mark.attemptId').onRef('attemptItem.position', '=', 'mark.position')
		)
		.innerJoin('userAccount', 'userAccount.id', 'attempt.userAccountId')
		.select(['attempt.id', 'attempt.number', 'attempt.policy', 'attempt.closedAt', 'userAccount.displayName'])
		.select(['attemptItem.position', 'attemptItem.questionHash'])
		.where('attemptItem.score', 'is not', null)
		.$if(scope.kind === 'authors', (query) => query.where('mark.markedBy', '=', scope.readerId))
		.orderBy('mark.markedAt', 'desc')
		.limit(RECENT_AT_MOST)
		.execute();
	const once = new Map(rows.map((row) => [markKey(row.id, row.position), row]));
	return describe(db, scope, [...once.values()]);
}

interface Row {
	id: string;
	number: number;
	policy: string;
	closedAt: string | null;
	displayName: string;
	position: number;
	questionHash: string;
}

async function describe(db: Db, scope: MarkingScope, rows: Row[]): Promise<QueuedAnswer[]> {
	const contents = await loadRevisions(db, [...new Set(rows.map(({ questionHash }) => questionHash))]);
	const marks = await listMarksOf(db, [...new Set(rows.map(({ id }) => id))]);
	return rows.map(({ id, number, policy, closedAt, displayName, position, questionHash }) => {
		const { title, marking = 'single' } = JSON.parse(policy) as AttemptPolicy;
		const content = contents.get(questionHash);
		const maxScore = (content?.points ?? 0) * 100;
		const state = { marks: marks.get(markKey(id, position)) ?? [], policy: marking, maxScore };
		return {
			...{ attemptId: id, attemptNumber: number, position, questionHash },
			quizTitle: title,
			questionTitle: content?.title ?? '',
			learnerName: scope.kind === 'group' ? displayName : null,
			closedAt: closedAt ?? '',
			task: taskOf(state, scope.readerId).task
		};
	});
}

/** Questions in the order in which the oldest answer to each waits. */
function sortByQuestion(answers: QueuedAnswer[]): void {
	const places = new Map<string, number>();
	for (const { questionHash } of answers) if (!places.has(questionHash)) places.set(questionHash, places.size);
	answers.sort((a, b) => (places.get(a.questionHash) ?? 0) - (places.get(b.questionHash) ?? 0));
}
