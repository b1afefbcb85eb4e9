import { confidenceInForm } from '#lib/confidence/confidence.ts';
import type { Course, Lesson } from '#lib/courses/course.ts';
import { AppError } from '#lib/errors.ts';
import type { AssignmentRules } from '#lib/groups/assignment.ts';
import { enroll } from '#lib/progress/server/enrollment.ts';
import { withCorrections } from '#lib/regrading/server/corrections.ts';
import type { Db } from '#lib/server/db/db.ts';
import { answerInForm, textFields } from '../answer-form.ts';
import type { Quiz } from '../quiz.ts';
import { getAttemptForPerson, startAttempt } from './attempts.ts';
import { expireIfOverdue, type Grading } from './grading.ts';
import {
	checkPracticeAnswer,
	checkVisitorAnswer,
	getPractice,
	restartPractice,
	visitorPractice,
	type GivenAnswer,
	type PracticeView
} from './practice.ts';
import { getPretestIntro, type PretestIntroView } from './pretest-intro.ts';
import { getTestIntro, type TestIntroView } from './test-intro.ts';

interface AtLesson extends Grading {
	course: Course;
	lesson: Lesson;
	/** null: a visitor. */
	personId: string | null;
}

/** What the lesson page needs about its quiz: one of the three, or none. */
export async function getLessonQuiz(
	db: Db,
	{ course, lesson, personId, rules, now }: Omit<AtLesson, keyof Grading> & { rules: AssignmentRules | null; now: Date }
): Promise<{ practice: PracticeView | null; test: TestIntroView | null; pretest: PretestIntroView | null }> {
	const none = { practice: null, test: null, pretest: null };
	if (!lesson.quiz) return none;
	const quiz = await withCorrections(db, course.slug, lesson.quiz);
	if (quiz.kind === 'test') return { ...none, test: await getTestIntro(db, { course, quiz, personId, rules, now }) };
	if (quiz.kind === 'pretest') return { ...none, pretest: await getPretestIntro(db, { course, quiz, personId }) };
	if (personId === null) return { ...none, practice: visitorPractice(quiz) };
	return { ...none, practice: await getPractice(db, { personId, course, quiz }) };
}

/** A practice answer that could not be checked: what to say at which question, with what was typed. */
export interface RefusedCheck {
	position: number;
	message: string;
	fields: Record<string, string>;
}

/**
 * Checks one practice answer sent as a form: `position` and the fields of `QuestionFields`. A visitor's answer is not
 * stored: its page is `view`, shown once.
 */
export async function checkFromForm(
	db: Db,
	at: AtLesson,
	form: FormData
): Promise<{ refused: RefusedCheck; view?: undefined } | { view: PracticeView; refused?: undefined }> {
	const quiz = await withCorrections(db, at.course.slug, quizOf(at.lesson, 'practice'));
	const position = Number(form.get('position') ?? NaN);
	const given: GivenAnswer = ({ content, optionOrder }) => answerInForm(content, optionOrder, position, form);
	const { personId } = at;
	const checked =
		personId === null
			? checkVisitorAnswer(quiz, position, given)
			: await checkPracticeAnswer(db, {
					...at,
					personId,
					quiz,
					position,
					given,
					confidence: confidenceInForm(form, position)
				});
	if (checked.message === undefined) return { view: checked.view };
	return { refused: { position, message: checked.message, fields: textFields(form) } };
}

/** Begins practice again. */
export async function restartFromForm(db: Db, at: AtLesson & { personId: string }): Promise<void> {
	const quiz = await withCorrections(db, at.course.slug, quizOf(at.lesson, 'practice'));
	return restartPractice(db, { ...at, quiz });
}

/**
 * Starts the test or pretest, or goes back to the open attempt. Starting puts the person on the course, or passing would complete
 * nothing.
 * @returns the path of the attempt
 */
export async function startTest(db: Db, at: AtLesson & { personId: string }): Promise<string> {
	const { personId, course, now } = at;
	const quiz = quizOf(at.lesson, at.lesson.quiz?.kind === 'pretest' ? 'pretest' : 'test');
	await enroll(db, { id: personId }, course, now);
	const start = () => startAttempt(db, { personId, course, quiz, now });
	let { id } = await start();
	const attempt = await expireIfOverdue(db, await getAttemptForPerson(db, personId, id), at);
	if (attempt.state !== 'open') ({ id } = await start());
	return `/podejscia/${id}`;
}

function quizOf({ quiz }: Lesson, kind: Quiz['kind']): Quiz {
	if (quiz?.kind === kind) return quiz;
	throw new AppError(404, 'not_found', 'Przy tej lekcji nie ma już tego quizu. Odśwież stronę.');
}
