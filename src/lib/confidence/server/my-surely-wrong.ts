import { lessonPath, type Course } from '#lib/courses/course.ts';
import { questionFeedbackView, type QuestionFeedbackView } from '#lib/quizzes/question-view.ts';
import { listItems, getAttemptForPerson } from '#lib/quizzes/server/attempts.ts';
import { isFeedbackDue } from '#lib/quizzes/server/feedback.ts';
import type { Db } from '#lib/server/db/db.ts';
import { isSurelyWrong, listLastAnswers } from './last-answers.ts';

/** The newest are what there is to learn from. */
const MOST = 50;

export interface SurelyWrong {
	attemptId: string;
	position: number;
	title: string;
	courseTitle: string;
	/** Where it can be read up; null: the lesson is no longer there. */
	lesson: { title: string; path: string } | null;
	closedAt: string;
	feedback: QuestionFeedbackView;
}

/** What the person was sure of and got wrong, over all courses, the newest first; only where feedback is due. */
export async function listMySurelyWrong(
	db: Db,
	{ personId, courses, now }: { personId: string; courses: { find(slug: string): Course | undefined }; now: Date }
): Promise<SurelyWrong[]> {
	const wrong = (await listLastAnswers(db, [personId]))
		.filter(isSurelyWrong)
		.sort((a, b) => b.closedAt.localeCompare(a.closedAt))
		.slice(0, MOST);
	const byAttempt = Map.groupBy(wrong, ({ attemptId }) => attemptId);
	const listed: SurelyWrong[] = [];
	for (const [attemptId, answers] of byAttempt) {
		const attempt = await getAttemptForPerson(db, personId, attemptId);
		if (!(await isFeedbackDue(db, attempt, { courses, now }))) continue;
		const hashes = new Set(answers.map(({ questionHash }) => questionHash));
		const course = courses.find(attempt.courseSlug);
		const lesson = course?.lessons.find(({ slug }) => slug === attempt.quizSlug);
		for (const { position, questionHash, content, key, optionOrder, value } of await listItems(db, attemptId)) {
			if (!hashes.has(questionHash)) continue;
			listed.push({
				...{ attemptId, position, title: content.title, courseTitle: attempt.policy.courseTitle },
				lesson: course && lesson ? { title: lesson.shortTitle, path: lessonPath(course, lesson) } : null,
				closedAt: attempt.closedAt ?? '',
				feedback: questionFeedbackView(key, optionOrder, value)
			});
		}
	}
	return listed;
}
