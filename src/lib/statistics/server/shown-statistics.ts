import { isStaffedBy } from '#lib/groups/server/access.ts';
import type { Db } from '#lib/server/db/db.ts';
import { LEAST_PEOPLE } from '../thresholds.ts';
import { listItemStatistics, listQuizStatistics, type StoredItem, type StoredQuiz } from './stored-statistics.ts';

/** Over more people nobody is found by subtraction: stored shares are rounded, and five people are less than the error. */
const MOST_LOOKED_AT = 5_000;

/** The numbers of quizzes of a course, or of one, that a viewer may see: see `findStrangers`. */
export async function listShownQuizzes(
	db: Db,
	viewerId: string,
	courseSlug: string,
	quizSlug?: string
): Promise<StoredQuiz[]> {
	const stored = await listQuizStatistics(db, courseSlug, quizSlug);
	const strangers = await findStrangers(db, viewerId, courseSlug, stored);
	return stored.filter((quiz) => isSafe(strangers.get(quiz.quizSlug)?.attempts));
}

/** The same of their questions. */
export async function listShownItems(
	db: Db,
	viewerId: string,
	courseSlug: string,
	quizSlug?: string
): Promise<StoredItem[]> {
	const quizzes = await listQuizStatistics(db, courseSlug, quizSlug);
	const strangers = await findStrangers(db, viewerId, courseSlug, quizzes);
	const items = await listItemStatistics(db, courseSlug, quizSlug);
	return items.filter((item) => {
		const ofQuiz = strangers.get(item.quizSlug);
		return !ofQuiz || isSafe(ofQuiz.items.get(item.questionHash) ?? 0);
	});
}

/** undefined: the viewer sees nobody by name, so there is nothing to subtract. */
const isSafe = (strangers: number | undefined): boolean => !strangers || strangers >= LEAST_PEOPLE;

interface Strangers {
	attempts: number;
	/** By question revision. */
	items: Map<string, number>;
}

/**
 * How many of the people counted the viewer does not see by name. An author who teaches sees their learners’ answers one
 * by one: taken from numbers about all they leave numbers about the others, who must be none or at least five.
 * @returns by quiz; none where the viewer answers for no group
 */
async function findStrangers(
	db: Db,
	viewerId: string,
	courseSlug: string,
	quizzes: StoredQuiz[]
): Promise<Map<string, Strangers>> {
	const groups = await db
		.selectFrom('learnerGroup as g')
		.select('g.id')
		.where((eb) => isStaffedBy(viewerId, eb.ref('g.id'), eb.ref('g.organizationId')))
		.execute();
	const ids = groups.map(({ id }) => id);
	const strangers = new Map<string, Strangers>();
	for (const quiz of ids.length > 0 ? quizzes : []) {
		if (quiz.statistics.attempts > MOST_LOOKED_AT) continue;
		strangers.set(quiz.quizSlug, await countStrangers(db, ids, courseSlug, quiz));
	}
	return strangers;
}

async function countStrangers(
	db: Db,
	groupIds: string[],
	courseSlug: string,
	{ quizSlug, computedAt }: StoredQuiz
): Promise<Strangers> {
	const counted = db
		.selectFrom('attempt as a')
		.where('a.courseSlug', '=', courseSlug)
		.where('a.quizSlug', '=', quizSlug)
		.where('a.closedAt', '<=', computedAt)
		.where('a.score', 'is not', null)
		.where('a.number', '=', 1)
		.where((eb) =>
			eb.not(
				eb.exists(
					eb
						.selectFrom('membership as m')
						.select('m.joinedAt')
						.whereRef('m.userAccountId', '=', 'a.userAccountId')
						.where('m.kind', '=', 'learner')
						.where('m.learnerGroupId', 'in', groupIds)
				)
			)
		);
	const { count } = await counted.select((eb) => eb.fn.countAll().as('count')).executeTakeFirstOrThrow();
	const items = await counted
		.innerJoin('attemptItem as i', 'i.attemptId', 'a.id')
		.select((eb) => ['i.questionHash', eb.fn.countAll().as('count')])
		.groupBy('i.questionHash')
		.execute();
	return {
		attempts: Number(count),
		items: new Map(items.map((item) => [item.questionHash, Number(item.count)]))
	};
}
