import { createHash } from 'node:crypto';
import { findOpenRenewal } from '#lib/certificates/server/renew.ts';
import { confidenceResult } from '#lib/confidence/confidence-result.ts';
import { sizeInWords } from '#lib/handins/file-types.ts';
import { listHandedFiles, type HandedFile } from '#lib/handins/server/handed-files.ts';
import { lessonPath } from '#lib/courses/course.ts';
import { listMarkViews } from '#lib/marking/server/marked-answers.ts';
import { percentOf } from '#lib/progress/completion.ts';
import { listResultChanges } from '#lib/regrading/server/regrades.ts';
import type { Db } from '#lib/server/db/db.ts';
import { isAnswered, isFinished } from '../answer-value.ts';
import { fieldsOf, questionFeedbackView, questionView } from '../question-view.ts';
import { getAttemptForPerson, listItems, type AttemptItem, type AttemptOfPerson } from './attempts.ts';
import { findPercentBefore } from './before-learning.ts';
import { findFeedbackWait } from './feedback.ts';
import { expireIfOverdue, type Grading } from './grading.ts';
import { countTriesLeft } from './tries.ts';

type Asked = Grading & { personId: string; attemptId: string };
export type OpenAttemptPage = Awaited<ReturnType<typeof openPage>>;
export type ClosedAttemptPage = Awaited<ReturnType<typeof closedPage>>;

/**
 * What the page of an attempt shows: the questions while it is open, the result afterwards. Looking at an attempt whose
 * time is over ends it.
 */
export async function getAttemptPage(db: Db, asked: Asked): Promise<OpenAttemptPage | ClosedAttemptPage> {
	const found = await getAttemptForPerson(db, asked.personId, asked.attemptId);
	const attempt = await expireIfOverdue(db, found, asked);
	return showAttempt(db, attempt, asked);
}

/** An attempt as its learner sees it, left as it is. Who may look is for the caller to say. */
export async function showAttempt(
	db: Db,
	attempt: AttemptOfPerson,
	asked: Asked
): Promise<OpenAttemptPage | ClosedAttemptPage> {
	const items = await listItems(db, attempt.id);
	return attempt.state === 'open' ? openPage(db, attempt, items, asked) : closedPage(db, attempt, items, asked);
}

async function openPage(db: Db, attempt: AttemptOfPerson, items: AttemptItem[], asked: Asked) {
	const files = await filesOf(db, attempt.id, items);
	return {
		...head(attempt, asked),
		isOpen: true as const,
		asksConfidence: (attempt.policy.confidence ?? 'off') !== 'off',
		deadlineAt: attempt.deadlineAt,
		serverNow: asked.now.toISOString(),
		/** Tells this person's answers waiting in the browser from another's, without saying who it is. */
		personDigest: createHash('sha256').update(`${attempt.id} ${asked.personId}`).digest('hex').slice(0, 16),
		questions: items.map(({ content, optionOrder, position, value, confidence, changeKey }) => ({
			position,
			confidence,
			question: questionView(content, optionOrder, value),
			fields: fieldsOf(content, optionOrder, position, value),
			isAnswered: isFinished({ content, value }),
			file: fileOf(files, attempt.id, position, value),
			seenKey: changeKey ?? ''
		}))
	};
}

async function closedPage(db: Db, attempt: AttemptOfPerson, items: AttemptItem[], asked: Asked) {
	const feedbackWait = await findFeedbackWait(db, attempt, asked);
	const isDue = feedbackWait === null;
	const marks = await listMarkViews(db, attempt, items);
	const files = await filesOf(db, attempt.id, items);
	const isWaiting = attempt.state === 'submitted';
	const { passingPercent } = attempt.policy;
	const isResultDue = !isWaiting && (isDue || attempt.policy.kind !== 'pretest');
	const [score, maxScore] = isResultDue ? [attempt.score ?? 0, attempt.maxScore ?? 0] : [0, 0];
	return {
		...head(attempt, asked),
		isOpen: false as const,
		/** For marks: there is no result yet. */
		isWaiting,
		isExpired: attempt.state === 'expired',
		closedAt: attempt.closedAt ?? '',
		score,
		maxScore,
		percent: percentOf(score, maxScore),
		percentBefore: isWaiting ? null : await findPercentBefore(db, attempt, asked),
		isPassed: attempt.isPassed === 1,
		/** The result of a pretest is told when its keys are: what is compared with it must not lean on it. */
		isResultDue,
		isCourseCompleted: attempt.isPassed === 1 && (await isCompleted(db, attempt)),
		passingPercent,
		isFeedbackDue: isDue,
		feedbackWait,
		confidence: isDue ? confidenceResult(attempt.policy.confidence, items) : null,
		mayTryAgain: !isWaiting && (await hasTriesLeft(db, attempt, asked)),
		resultChanges: isResultDue ? await listResultChanges(db, attempt.id, isDue) : [],
		questions: items.map(({ content, key, questionHash, voided, optionOrder, position, value, score, confidence }) => ({
			position,
			/** The revision that a remark would be about; null: nothing is told of it yet. */
			reportable: isDue ? questionHash : null,
			voided,
			confidence,
			question: questionView(content, optionOrder, value),
			fields: fieldsOf(content, optionOrder, position, value),
			isAnswered: isAnswered(value),
			mark: marks.get(position) ?? null,
			file: fileOf(files, attempt.id, position, value),
			feedback: isDue ? questionFeedbackView(key, optionOrder, value, score) : null
		}))
	};
}

/** Files that were handed in, by id; asked for only where there can be some. */
const filesOf = (db: Db, attemptId: string, items: AttemptItem[]): Promise<Map<string, HandedFile>> =>
	items.some(({ content }) => content.type === 'file')
		? listHandedFiles(db, attemptId)
		: Promise.resolve(new Map<string, HandedFile>());

function fileOf(files: Map<string, HandedFile>, attemptId: string, position: number, value: unknown) {
	const file = typeof value === 'string' ? files.get(value) : undefined;
	if (!file) return null;
	return { name: file.name, size: sizeInWords(file.size), path: `/podejscia/${attemptId}/${position}/plik` };
}

/** By the rules of today: those of the next try. */
async function hasTriesLeft(db: Db, attempt: AttemptOfPerson, { courses, now }: Asked): Promise<boolean> {
	const course = courses.find(attempt.courseSlug);
	const quiz = course?.lessons.find(({ slug }) => slug === attempt.quizSlug)?.quiz;
	if (!course || !quiz) return false;
	const of = { personId: attempt.userAccountId, course, quiz, now };
	const renewal = await findOpenRenewal(db, of);
	return (await countTriesLeft(db, of, { usedTries: attempt.number, renewal })) !== 0;
}

async function isCompleted(db: Db, { userAccountId, courseSlug }: AttemptOfPerson): Promise<boolean> {
	const enrollment = await db
		.selectFrom('enrollment')
		.select('completedAt')
		.where('userAccountId', '=', userAccountId)
		.where('courseSlug', '=', courseSlug)
		.executeTakeFirst();
	return enrollment !== undefined && enrollment.completedAt !== null;
}

function head({ id, number, policy, courseSlug, quizSlug }: AttemptOfPerson, { courses }: Asked) {
	const course = courses.find(courseSlug);
	const lesson = course?.lessons.find(({ slug }) => slug === quizSlug);
	return {
		id,
		number,
		kind: policy.kind,
		title: policy.title,
		courseTitle: policy.courseTitle,
		/** null: the course or the lesson is no longer there. */
		coursePath: course ? `/kursy/${course.slug}` : null,
		lessonPath: course && lesson ? lessonPath(course, lesson) : null
	};
}
