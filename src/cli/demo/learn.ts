import { randomUUID } from 'node:crypto';
import type { Confidence } from '#lib/confidence/confidence.ts';
import type { Course, Lesson } from '#lib/courses/course.ts';
import type { CourseIndex } from '#lib/courses/server/course-index.ts';
import { enroll } from '#lib/progress/server/enrollment.ts';
import { markLessonRead } from '#lib/progress/server/progress.ts';
import type { AnswerValue, QuestionContent } from '#lib/quizzes/question.ts';
import { rightAnswer } from '#lib/quizzes/right-answer.ts';
import { saveAnswers } from '#lib/quizzes/server/answers.ts';
import { listItems, startAttempt } from '#lib/quizzes/server/attempts.ts';
import { submitAttempt } from '#lib/quizzes/server/grading.ts';
import type { Db } from '#lib/server/db/db.ts';
import type { Pace } from './cast.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** What people say of their answers, where they are asked. */
const SAID: Confidence[] = ['rather', 'sure', 'guess', 'sure'];

interface Learner {
	id: string;
	courses: CourseIndex;
	course: Course;
	issuer: string;
}

/** Takes a person through the course as far as their pace says, as if on the days before `now`. */
export async function learn(db: Db, learner: Learner, pace: Pace, now: Date): Promise<void> {
	const begin = now.getTime() - pace.days * DAY_MS;
	await enroll(db, learner, learner.course, new Date(begin));
	const { lessons } = learner.course;
	const stepMs = ((pace.days - (pace.quietDays ?? 1)) * DAY_MS) / pace.steps;

	for (const lesson of lessons.slice(0, pace.steps)) {
		const at = new Date(begin + lesson.number * stepMs);
		await readLesson(db, learner, lesson, at);
		await takeQuiz(db, learner, lesson, { ...pace, at });
	}
	const next = lessons[pace.steps];
	if (pace.isMidQuiz && next)
		await takeQuiz(db, learner, next, { ...pace, at: new Date(now.getTime() - MINUTE_MS), isLeftOpen: true });
}

function readLesson(db: Db, { id, course, issuer }: Learner, lesson: Lesson, now: Date) {
	return markLessonRead(db, { personId: id, course, lessonSlug: lesson.slug, issuer, now });
}

/** Answers through the same functions as the pages; left open, the second half stays unanswered. */
async function takeQuiz(
	db: Db,
	{ id: personId, course, courses, issuer }: Learner,
	{ quiz }: Lesson,
	{ rightPercent, at, isLeftOpen = false }: { rightPercent: number; at: Date; isLeftOpen?: boolean }
) {
	if (!quiz) return;
	const { id: attemptId } = await startAttempt(db, { personId, course, quiz, now: at });
	const items = await listItems(db, attemptId);
	const answered = isLeftOpen ? items.slice(0, Math.ceil(items.length / 2)) : items;
	// Before learning, every other answer is a guess that fails.
	const wrongEvery = quiz.kind === 'pretest' ? 2 : Math.round(100 / (100 - rightPercent));
	const changes = answered.map(({ position, content }) => ({
		position,
		key: randomUUID(),
		confidence: quiz.confidence === 'off' ? null : SAID[position % SAID.length],
		value: (position + 1) % wrongEvery === 0 ? wrongAnswer(content) : rightAnswer(content)
	}));
	await db.transaction().execute((trx) => saveAnswers(trx, [{ attemptId, receivedAt: at, changes }]));
	if (!isLeftOpen) await submitAttempt(db, { personId, attemptId, courses, issuer, now: at });
}

/** What somebody might think instead. */
export function wrongAnswer(content: QuestionContent): AnswerValue {
	switch (content.type) {
		case 'single':
		case 'trueFalse':
			return content.choices.findIndex((choice) => !choice.isRight);
		case 'multiple':
			return [content.choices.findIndex((choice) => !choice.isRight)];
		case 'number':
			return '0';
		case 'text':
			return 'nie pamiętam';
		case 'ordering':
			return content.items.map((_, index) => content.items.length - 1 - index);
		case 'matching':
			return content.pairs.map((_, index) => (index + 1) % content.pairs.length);
		case 'categorize':
			return content.items.map(({ category }) => (category + 1) % content.categories.length);
		case 'inlineChoice':
			return content.gaps.map(({ options, right }) => (right + 1) % options.length);
		case 'tableFill':
			return content.gaps.map(() => '0');
		case 'case':
			return [0];
		case 'open':
			return 'Nie wiem.';
		case 'file':
			return '';
	}
}
