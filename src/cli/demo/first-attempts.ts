import { createHash, randomUUID } from 'node:crypto';
import type { Course, Lesson } from '#lib/courses/course.ts';
import { gradeAttempt, isPassed } from '#lib/quizzes/grade.ts';
import { policyOf } from '#lib/quizzes/policy.ts';
import type { AnswerValue, QuestionContent } from '#lib/quizzes/question.ts';
import type { Quiz } from '#lib/quizzes/quiz.ts';
import { rightAnswer } from '#lib/quizzes/right-answer.ts';
import { drawQuestions, type DrawnItem } from '#lib/quizzes/server/draw.ts';
import { storeRevisions } from '#lib/quizzes/server/revisions.ts';
import type { Db, Trx } from '#lib/server/db/db.ts';
import { wrongAnswer } from './learn.ts';

const PEOPLE_AT_ONCE = 100;
const MINUTE_MS = 60_000;

export interface Crowd {
	course: Course;
	lesson: Lesson & { quiz: Quiz };
	people: number;
	/** When the last of them ended; each one minute before the next. */
	now: Date;
	/** The question whose key looks wrong: those who know the rest choose another option. */
	suspect?: string;
}

/**
 * People from elsewhere who have each ended a first attempt: abilities and difficulties spread as in a Rasch model, from
 * a fixed sequence, so that every demo and test shows the same. Written in bulk: thousands take seconds.
 */
export async function addCrowd(db: Db, crowd: Crowd): Promise<void> {
	for (let from = 0; from < crowd.people; from += PEOPLE_AT_ONCE) {
		const numbers = Array.from({ length: Math.min(PEOPLE_AT_ONCE, crowd.people - from) }, (_, at) => from + at);
		await db.transaction().execute((trx) => addSome(trx, crowd, numbers));
	}
}

async function addSome(trx: Trx, crowd: Crowd, numbers: number[]): Promise<void> {
	const { course, lesson, now } = crowd;
	await storeRevisions(trx, { questions: lesson.quiz.questions, courseSlug: course.slug, now });
	const sittings = numbers.map((number) => sittingOf(crowd, number));
	await trx
		.insertInto('userAccount')
		.values(sittings.map(({ account }) => account))
		.execute();
	await trx
		.insertInto('attempt')
		.values(sittings.map(({ attempt }) => attempt))
		.execute();
	await trx
		.insertInto('attemptItem')
		.values(sittings.flatMap(({ items }) => items))
		.execute();
	const answers = sittings.flatMap(({ answers: some }) => some);
	if (answers.length > 0) await trx.insertInto('answer').values(answers).execute();
}

function sittingOf({ course, lesson, people, now, suspect }: Crowd, number: number) {
	const [personId, attemptId] = [randomUUID(), randomUUID()];
	const { quiz } = lesson;
	const seed = `${course.slug}/${quiz.slug}/${number}`;
	const ability = normal(`${seed}/ability`);
	const drawn = drawQuestions(quiz, seed);
	const end = now.getTime() - (people - number) * MINUTE_MS;
	const start = end - (drawn.length + 1) * MINUTE_MS;
	const given = drawn.map((item) => ({
		content: item.content,
		value: answerOf(item, { seed, ability, isSuspect: item.question.id === suspect })
	}));
	const { scores, score, maxScore } = gradeAttempt(given);
	const passed = score === null ? null : isPassed(score, maxScore, quiz.passingPercent);
	const at = (time: number) => new Date(time).toISOString();
	return {
		account: {
			...{ id: personId, kind: 'email' as const, displayName: `Osoba ${number + 1}`, mustChangePassword: 0 as const },
			...{ email: `${personId}@gdzie-indziej.example`, emailConfirmedAt: at(start), createdAt: at(start) }
		},
		attempt: {
			...{ id: attemptId, userAccountId: personId, courseSlug: course.slug, quizSlug: quiz.slug, number: 1, seed },
			...{ state: score === null ? ('submitted' as const) : ('graded' as const), deadlineAt: null },
			policy: JSON.stringify(policyOf(quiz, course.title, null)),
			...{ courseRevision: course.revision, startedAt: at(start), lastSavedAt: at(end), closedAt: at(end) },
			...{ score, maxScore, isPassed: passed === null ? null : passed ? (1 as const) : (0 as const) }
		},
		items: drawn.map(({ question, optionOrder, variables }, position) => ({
			...{ attemptId, position, questionHash: question.hash, optionOrder: JSON.stringify(optionOrder) },
			...{ score: scores[position] ?? null, variables: variables && JSON.stringify(variables) }
		})),
		answers: given.map(({ value }, position) => {
			const savedAt = at(start + (position + 0.4 + 0.6 * uniform(`${seed}/${position}/time`)) * MINUTE_MS);
			return { attemptId, position, value: JSON.stringify(value), changeKey: randomUUID(), savedAt };
		})
	};
}

interface Answering {
	seed: string;
	ability: number;
	isSuspect: boolean;
}

function answerOf({ question, content }: DrawnItem, { seed, ability, isSuspect }: Answering): AnswerValue {
	const difficulty = normal(`difficulty/${question.id}`) - 0.8;
	const chance = 1 / (1 + Math.exp(difficulty - ability));
	const knows = uniform(`${seed}/${question.id}`) < chance;
	// Who knows goes by what is true, which here is not what the key says.
	const isRight = isSuspect ? !knows : knows;
	return isRight ? rightAnswer(content) : mistakeIn(content, isSuspect ? 0 : uniform(`${seed}/${question.id}/mistake`));
}

function mistakeIn(content: QuestionContent, luck: number): AnswerValue {
	if (content.type !== 'single') return wrongAnswer(content);
	const wrong = content.choices.flatMap(({ isRight }, at) => (isRight ? [] : [at]));
	return wrong[Math.floor(luck ** 2 * wrong.length)] ?? 0;
}

/** From 0 up to, not including, 1; the same for the same name. */
const uniform = (name: string): number => createHash('sha256').update(name).digest().readUInt32BE(0) / 2 ** 32;

/** Standard normal, by Box and Muller. */
const normal = (name: string): number =>
	Math.sqrt(-2 * Math.log(1 - uniform(`${name}/a`))) * Math.cos(2 * Math.PI * uniform(`${name}/b`));
