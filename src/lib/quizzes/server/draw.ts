import { createHash } from 'node:crypto';
import type { Question, Quiz } from '../quiz.ts';
import { kindOf } from '../types/registry.ts';

export interface DrawnItem {
	question: Question;
	/** The i-th shown option is option `optionOrder[i]` of the content; empty where nothing is shuffled. */
	optionOrder: number[];
}

/**
 * The questions of one attempt, in the order shown. The same quiz and seed always give the same draw: the numbers come
 * from SHA-256 of the seed and a counter, so a stored seed can be checked by anyone.
 *
 * With a blueprint, each topic gives as many questions as it says, drawn without repetition, and all are shuffled
 * together; without one, all questions come in file order. Options are shuffled, except true and false.
 */
export function drawQuestions(quiz: Quiz, seed: string): DrawnItem[] {
	const below = randomNumbers(seed);
	return pickQuestions(quiz, below).map((question) => ({
		question,
		optionOrder: kindOf(question.content).orderOptions(question.content, (indexes) => shuffle(indexes, below))
	}));
}

/** The seed of practice: it follows from who practises what for which time, so that a page shows the order to come. */
export function practiceSeed(personId: string, courseSlug: string, quizSlug: string, number: number): string {
	return createHash('sha256')
		.update(JSON.stringify([personId, courseSlug, quizSlug, number]))
		.digest('hex');
}

type Below = (limit: number) => number;

/** Numbers from 0 up to, not including, `limit`, all equally likely. */
function randomNumbers(seed: string): Below {
	let counter = 0;
	let block = Buffer.alloc(0);
	let offset = 0;
	const next = () => {
		if (offset === block.length) {
			block = createHash('sha256').update(`${seed}:${counter++}`).digest();
			offset = 0;
		}
		offset += 4;
		return block.readUInt32BE(offset - 4);
	};
	return (limit) => {
		const fair = 2 ** 32 - (2 ** 32 % limit);
		let number = next();
		while (number >= fair) number = next();
		return number % limit;
	};
}

function pickQuestions(quiz: Quiz, below: Below): Question[] {
	if (!quiz.draw) return quiz.questions;
	const picked = Object.entries(quiz.draw).flatMap(([topic, count]) =>
		shuffle(
			quiz.questions.filter((question) => question.topic === topic),
			below
		).slice(0, count)
	);
	return shuffle(picked, below);
}

/** Fisher and Yates. */
function shuffle<T>(values: T[], below: Below): T[] {
	const shuffled = [...values];
	for (let last = shuffled.length - 1; last > 0; last--) {
		const other = below(last + 1);
		[shuffled[last], shuffled[other]] = [shuffled[other] as T, shuffled[last] as T];
	}
	return shuffled;
}
