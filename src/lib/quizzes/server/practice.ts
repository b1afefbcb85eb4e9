import { randomUUID } from 'node:crypto';
import { findOpenRenewal } from '#lib/certificates/server/renew.ts';
import { confidenceResult, type ConfidenceResult } from '#lib/confidence/confidence-result.ts';
import type { Confidence } from '#lib/confidence/confidence.ts';
import { addReviewCards } from '#lib/reviews/server/cards.ts';
import { withRightKeys } from '#lib/regrading/server/corrections.ts';
import { inTransaction, type Db, type Trx } from '#lib/server/db/db.ts';
import { isFinished } from '../answer-value.ts';
import { readPracticeAnswer } from '../practice-answer.ts';
import { gradeAnswer, maxScoreOf } from '../grade.ts';
import type { AnswerValue, QuestionContent } from '../question.ts';
import {
	fieldsOf,
	questionFeedbackView,
	questionView,
	type QuestionFeedbackView,
	type QuestionView
} from '../question-view.ts';
import { saveAnswers } from './answers.ts';
import {
	createAttempt,
	findLatestAttempt,
	listItems,
	seedOfPractice,
	startAttempt,
	type AttemptItem,
	type QuizOfPerson
} from './attempts.ts';
import { drawQuestions, type DrawnItem } from './draw.ts';
import { closeAttempt, type Grading } from './grading.ts';

export interface PracticeQuestion {
	position: number;
	question: QuestionView;
	/** The fields of the saved answer, by name. */
	fields: Record<string, string>;
	/** null: not answered yet. */
	feedback: QuestionFeedbackView | null;
	/** What was said of the saved answer; null: nothing. */
	confidence: Confidence | null;
	/** The revision that a remark would be about; null: not answered, or not kept. */
	reportable: string | null;
}

/** The check-yourself quiz of a lesson, ready for `PracticeQuiz.svelte`. */
export interface PracticeView {
	title: string;
	passingPercent: number | null;
	asksConfidence: boolean;
	questions: PracticeQuestion[];
	rightCount: number;
	answeredCount: number;
	/** Set once all questions have been answered: hundredths of a point. */
	result: { score: number; maxScore: number; isPassed: boolean; confidence: ConfidenceResult | null } | null;
}

type PracticeOf = Omit<QuizOfPerson, 'now'>;

/**
 * Practice as the person left it. Until the first answer nothing is stored, and the page shows the order of the attempt
 * that the first answer will make. When the course has changed since the last finished attempt, it starts afresh.
 */
export async function getPractice(db: Db, practice: PracticeOf): Promise<PracticeView> {
	const { quiz } = practice;
	const latest = await findLatestAttempt(db, practice);
	if (latest) {
		const items = await listItems(db, latest.id);
		const isOpen = latest.state === 'open';
		if (isOpen) return practiceView(quiz, await withRightKeys(db, practice.course.slug, items), null);
		if (isDrawnFrom(quiz, items)) return practiceView(quiz, items, latest);
	}
	const number = (latest?.number ?? 0) + 1;
	return practiceView(quiz, unanswered(drawQuestions(quiz, seedOfPractice(practice, number))), null);
}

/** Practice for those who are not signed in: the same order for everyone, nothing stored. */
export function visitorPractice(quiz: PracticeOf['quiz']): PracticeView {
	return practiceView(unasked(quiz), visitorItems(quiz), null);
}

/** The same questions with their keys, in the order visitors see: for practice where there is no server. */
export const visitorQuestions = (quiz: PracticeOf['quiz']): { content: QuestionContent; optionOrder: number[] }[] =>
	visitorItems(quiz).map(({ content, optionOrder }) => ({ content, optionOrder }));

export type PracticeCheck = { message: string; position: number } | { message?: undefined; view: PracticeView };

/** Checks one visitor's answer without storing it. */
export function checkVisitorAnswer(quiz: PracticeOf['quiz'], position: number, given: GivenAnswer): PracticeCheck {
	const items = visitorItems(quiz);
	const item = items[position];
	if (!item) return gone(position);
	const read = readPracticeAnswer(item.content, item.optionOrder, given(item));
	if (read.message !== undefined) return { message: read.message, position };
	item.value = read.value;
	return { view: practiceView(unasked(quiz), items, null) };
}

/** How sure somebody is leads nowhere when nothing is kept. */
const unasked = (quiz: PracticeOf['quiz']): PracticeOf['quiz'] => ({ ...quiz, confidence: 'off' });

/** Takes the answer out of a form, once it is known which question it belongs to. */
export type GivenAnswer = (item: Pick<AttemptItem, 'content' | 'optionOrder' | 'position'>) => unknown;

/**
 * Stores one answer and says at once how good it is. The first answer begins an attempt; the one that leaves no
 * question unanswered ends it, grades it and counts. The last answer to each question is the one that counts.
 */
export async function checkPracticeAnswer(
	db: Db,
	check: QuizOfPerson & Grading & { position: number; given: GivenAnswer; confidence?: Confidence | null; key?: string }
): Promise<PracticeCheck> {
	const { quiz, position, now } = check;
	return inTransaction(db, async (trx) => {
		const { id } = await startAttempt(trx, check);
		const items = await listItems(trx, id);
		const item = items[position];
		if (!item) return gone(position);
		const read = readPracticeAnswer(item.content, item.optionOrder, check.given(item));
		if (read.message !== undefined) return { message: read.message, position };

		const { confidence, key = randomUUID() } = check;
		const changes = [{ position, value: read.value, confidence, key }];
		await saveAnswers(trx, [{ attemptId: id, receivedAt: now, changes }]);
		// Read again under the lock that saving took: another tab may have answered another question meanwhile.
		const after = await withRightKeys(trx, check.course.slug, await listItems(trx, id));
		if (after.every(isFinished) && (await closeAttempt(trx, id, check))) {
			await addCardsOf(trx, check);
		}
		return { view: practiceView(quiz, after, null) };
	});
}

async function addCardsOf(trx: Trx, { personId, course, courses, quiz, now }: QuizOfPerson & Grading) {
	const served = courses.find(course.slug);
	const lesson = served?.lessons.find(({ slug }) => slug === quiz.slug);
	if (served && lesson) await addReviewCards(trx, { personId, course: served, lesson, now });
}

/**
 * Begins practice again after a finished attempt. Right answers are kept, in the same order, so that only the others
 * are left to mend; when all were right, everything starts afresh, as does the first practice that renews a certificate.
 */
export async function restartPractice(db: Db, practice: QuizOfPerson): Promise<void> {
	const { quiz, now } = practice;
	await inTransaction(db, async (trx) => {
		const latest = await findLatestAttempt(trx, practice);
		if (!latest || latest.state === 'open') return;
		const items = await listItems(trx, latest.id);
		const right = items.filter(isRight);
		const renewal = await findOpenRenewal(trx, practice);
		const isOfOldCertificate = renewal !== undefined && latest.startedAt < renewal.since;
		const isMending = right.length < items.length && isDrawnFrom(quiz, items) && !isOfOldCertificate;
		const number = latest.number + 1;
		const seed = isMending ? latest.seed : seedOfPractice(practice, number);
		const id = await createAttempt(trx, practice, { number, seed });
		if (id && isMending) await keepAnswers(trx, id, right, now);
	});
}

async function keepAnswers(trx: Trx, attemptId: string, items: AttemptItem[], now: Date) {
	const current = await listItems(trx, attemptId);
	const changes = items.flatMap(({ position, questionHash, value, confidence }) =>
		current[position]?.questionHash === questionHash
			? [{ position, value: value as AnswerValue, confidence, key: `kept-${position}` }]
			: []
	);
	if (changes.length > 0) await saveAnswers(trx, [{ attemptId, receivedAt: now, changes }]);
}

const gone = (position: number): PracticeCheck => ({
	message: 'Tego pytania już tu nie ma. Odśwież stronę.',
	position
});

/** Without a hash where nothing is stored. */
type ShownItem = Pick<AttemptItem, 'position' | 'content' | 'key' | 'optionOrder' | 'value' | 'confidence' | 'score'> &
	Partial<Pick<AttemptItem, 'questionHash'>>;

const visitorItems = (quiz: PracticeOf['quiz']): ShownItem[] => unanswered(drawQuestions(quiz, `visitor:${quiz.slug}`));

const unanswered = (drawn: DrawnItem[]): ShownItem[] =>
	drawn.map(({ content, optionOrder }, position) => ({
		position,
		content,
		key: content,
		optionOrder,
		value: undefined,
		confidence: null,
		score: null
	}));

/** What is only compared with a model answer is right once answered. */
const isRight = ({ key, value }: ShownItem) =>
	isFinished({ content: key, value }) && gradeAnswer(key, value) === maxScoreOf(key);

function isDrawnFrom(quiz: PracticeOf['quiz'], items: AttemptItem[]): boolean {
	const current = new Set(quiz.questions.map((question) => question.hash));
	return items.every(({ gradedHash, questionHash }) => current.has(gradedHash ?? questionHash));
}

function practiceView(
	quiz: PracticeOf['quiz'],
	items: ShownItem[],
	closed: { score: number | null; maxScore: number | null; isPassed: number | null } | null
): PracticeView {
	return {
		title: quiz.title,
		passingPercent: quiz.passingPercent,
		asksConfidence: quiz.confidence !== 'off',
		questions: items.map(({ position, content, key, optionOrder, value, confidence, questionHash = null }) => ({
			position,
			confidence,
			reportable: isFinished({ content, value }) ? questionHash : null,
			question: questionView(content, optionOrder, value),
			fields: fieldsOf(content, optionOrder, position, value),
			feedback: isFinished({ content, value }) ? questionFeedbackView(key, optionOrder, value) : null
		})),
		rightCount: items.filter(isRight).length,
		answeredCount: items.filter(isFinished).length,
		result: closed && {
			score: closed.score ?? 0,
			maxScore: closed.maxScore ?? 0,
			isPassed: closed.isPassed === 1,
			confidence: confidenceResult(quiz.confidence, items)
		}
	};
}
