import type { AuthoredContent, QuestionContent, QuestionType } from '../quizzes/question.ts';

/** Seconds an answer with its explanation takes, by type: an honest guess, not a measurement. */
const SECONDS: Partial<Record<QuestionType, number>> = {
	single: 20,
	multiple: 30,
	trueFalse: 15,
	number: 40,
	text: 25,
	ordering: 40,
	matching: 45,
	categorize: 45,
	inlineChoice: 35,
	tableFill: 60
};

/** One day's reviews take no longer. */
const DAY_SECONDS = 300;
const MOST_A_DAY = 12;

/** Whether a question can be reviewed: answered in a minute and checked at once, with nothing to draw or hand in. */
export const isReviewable = (content: AuthoredContent): content is QuestionContent =>
	SECONDS[content.type] !== undefined;

export interface Timed {
	type: QuestionType;
	/** Cards of one lesson. */
	lesson: string;
}

const secondsOf = (cards: Pick<Timed, 'type'>[]) => cards.reduce((sum, { type }) => sum + (SECONDS[type] ?? 0), 0);

/**
 * What is left of today: the cards that wait longest, as many as fit into five minutes with those already answered. The
 * rest waits for another day, however many they are. Neighbours come from different lessons where there are some.
 * @param due those that wait longest first
 */
export function pickForToday<Card extends Timed>(due: Card[], answeredToday: Pick<Timed, 'type'>[]): Card[] {
	let seconds = secondsOf(answeredToday);
	const room = Math.max(0, MOST_A_DAY - answeredToday.length);
	const picked: Card[] = [];
	for (const card of due) {
		seconds += secondsOf([card]);
		if (picked.length === room || seconds > DAY_SECONDS) break;
		picked.push(card);
	}
	return mixLessons(picked);
}

/** About how long they take, in whole minutes, at least one. */
export const minutesOf = (cards: Pick<Timed, 'type'>[]): number => Math.max(1, Math.round(secondsOf(cards) / 60));

/** One of each lesson in turn; within a lesson the order stays. */
function mixLessons<Card extends Timed>(cards: Card[]): Card[] {
	const turns = new Map<string, number>();
	const turned = cards.map((card) => {
		const turn = turns.get(card.lesson) ?? 0;
		turns.set(card.lesson, turn + 1);
		return { card, turn };
	});
	return turned.sort((a, b) => a.turn - b.turn).map(({ card }) => card);
}
