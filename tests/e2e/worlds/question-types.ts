import { randomUUID } from 'node:crypto';
import type { Course } from '#lib/courses/course.ts';
import { enroll } from '#lib/progress/server/enrollment.ts';
import type { QuestionType } from '#lib/quizzes/question.ts';
import type { Question, Quiz } from '#lib/quizzes/quiz.ts';
import { rightAnswer } from '#lib/quizzes/right-answer.ts';
import { saveAnswers } from '#lib/quizzes/server/answers.ts';
import { listItems, startAttempt } from '#lib/quizzes/server/attempts.ts';
import type { Db } from '#lib/server/db/db.ts';
import { wrongAnswer } from '../../../src/cli/demo/learn.ts';
import { openContent } from '../../support/marked-quiz.ts';
import { createPerson } from '../../support/people.ts';
import { question } from '../../support/quizzes.ts';

/** As the courses have them. */
const SHIPPED: QuestionType[] = ['categorize', 'inlineChoice', 'tableFill', 'calculated', 'case'];

/** One question of each type that the test of the course does not ask; people mark the last one. */
export function newerQuestions(courses: Course[]): Question[] {
	const all = courses.flatMap(({ lessons }) => lessons.flatMap(({ quiz }) => quiz?.questions ?? []));
	const shipped = SHIPPED.map((type) => {
		const found = all.find(({ content }) => content.type === type);
		if (!found) throw new Error(`No course asks a question of the type ${type}.`);
		return found;
	});
	return [...shipped, question('po-co', openContent)];
}

/** A test and a practice with a question of each newer type, the practice answered right and wrong by turns. */
export async function questionTypesWorld(db: Db, courses: Course[], course: Course) {
	const questions = newerQuestions(courses);
	const quizOf = (kind: Quiz['kind']): Quiz => ({
		...course.lessons.find(({ quiz }) => quiz?.kind === kind)!.quiz!,
		...{ draw: null, questions }
	});
	const begin = async (quiz: Quiz, isAnswered: (position: number) => boolean) => {
		const now = new Date();
		const person = await createPerson(db, 'Bartek');
		await enroll(db, person, course, now);
		const { id } = await startAttempt(db, { personId: person.id, course, quiz, now });
		const items = (await listItems(db, id)).filter(({ position }) => isAnswered(position));
		const changes = items.map(({ position, content }) => ({
			...{ position, key: randomUUID() },
			value: position % 2 === 0 ? rightAnswer(content) : wrongAnswer(content)
		}));
		await db.transaction().execute((trx) => saveAnswers(trx, [{ attemptId: id, receivedAt: now, changes }]));
		return { person, id };
	};
	return {
		// The case stands at a question of its own: its decisions are still to be made.
		test: await begin({ ...quizOf('test'), timeLimitMinutes: null }, (position) => position < SHIPPED.indexOf('case')),
		practice: await begin(quizOf('practice'), () => true)
	};
}
