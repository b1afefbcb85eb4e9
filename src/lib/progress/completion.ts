import { counted, plural } from '../format.ts';
import type { Course, Lesson } from '../courses/course.ts';
import { passingPercentOf, type AssignmentRules } from '../groups/assignment.ts';

/** How a person stands with one quiz. */
export interface QuizFact {
	gradedCount: number;
	/** Hundredths of a point. */
	bestScore: number;
	bestMaxScore: number;
	isPassed: boolean;
}

/** Everything the completion of a course follows from, as stored for one person. */
export interface LearningFacts {
	/** null: not enrolled. */
	enrolledAt: string | null;
	completedAt: string | null;
	/** Slugs of lessons. */
	readLessons: ReadonlySet<string>;
	/** By the slug of the lesson the quiz lies beside. */
	quizzes: ReadonlyMap<string, QuizFact>;
	/** Slugs of quizzes handed in that wait for somebody's marks. */
	waiting: ReadonlySet<string>;
	/** Where the person stopped reading; null: nowhere yet. */
	place: { lessonSlug: string; headingId: string | null } | null;
	/** How the group has the course that the person learns it with; null: learning without a group. */
	assignment: AssignmentRules | null;
}

export const NO_FACTS: LearningFacts = {
	enrolledAt: null,
	completedAt: null,
	readLessons: new Set(),
	quizzes: new Map(),
	waiting: new Set(),
	place: null,
	assignment: null
};

export interface Completion {
	isCompleted: boolean;
	doneSteps: number;
	totalSteps: number;
	/** What is still to do, one Polish sentence each; empty once the course is completed. */
	missing: string[];
	/** Where to go on; null when nothing is left but to wait. */
	nextLesson: Lesson | null;
}

/** Whole percent, rounded down, so that nobody reads „60%” beside a result that missed the threshold of 60. */
export function percentOf(score: number, maxScore: number): number {
	return maxScore > 0 ? Math.floor((score * 100) / maxScore) : 0;
}

/**
 * The completion rule: which steps the course asks for, and which are done. A lesson with a test is the door to that
 * test, so the test is its step, not the reading. What was completed once stays completed when the course grows.
 */
export function completionOf(course: Course, facts: LearningFacts): Completion {
	const { requires } = course.certificate;
	const isPassed = (lesson: Lesson) => facts.quizzes.get(lesson.slug)?.isPassed === true;
	const isRead = (lesson: Lesson) => facts.readLessons.has(lesson.slug);

	const toRead = requires.includes('lessons') ? course.lessons.filter((lesson) => !hasTest(lesson)) : [];
	const toPractise = requires.includes('quizzes') ? course.lessons.filter(hasPractice) : [];
	const toTest = requires.includes('test') ? course.lessons.filter(hasTest) : [];

	const unread = toRead.filter((lesson) => !isRead(lesson));
	const unpractised = toPractise.filter((lesson) => !isPassed(lesson));
	const untested = toTest.filter((lesson) => !isPassed(lesson));

	const totalSteps = toRead.length + toPractise.length + toTest.length;
	const leftSteps = unread.length + unpractised.length + untested.length;
	const isCompleted = facts.completedAt !== null || (totalSteps > 0 && leftSteps === 0);

	return {
		isCompleted,
		doneSteps: totalSteps - leftSteps,
		totalSteps,
		missing: isCompleted ? [] : missingInWords(unread, unpractised, untested, facts),
		nextLesson:
			course.lessons.find((lesson) => !isLessonDone(course, facts, lesson) && !facts.waiting.has(lesson.slug)) ?? null
	};
}

/** Whether nothing is left to do in a lesson: read, with its quiz where the course asks for it, or its test passed. */
export function isLessonDone(course: Pick<Course, 'certificate'>, facts: LearningFacts, lesson: Lesson): boolean {
	const isPassed = facts.quizzes.get(lesson.slug)?.isPassed === true;
	if (hasTest(lesson)) return isPassed;
	const isQuizLeft = hasPractice(lesson) && course.certificate.requires.includes('quizzes') && !isPassed;
	return facts.readLessons.has(lesson.slug) && !isQuizLeft;
}

/** The result of the course's tests together, in whole percent; null when there was none. */
export function testPercentOf(course: Course, facts: LearningFacts): number | null {
	let score = 0;
	let maxScore = 0;
	for (const lesson of course.lessons.filter(hasTest)) {
		const result = facts.quizzes.get(lesson.slug);
		if (!result) continue;
		score += result.bestScore;
		maxScore += result.bestMaxScore;
	}
	return maxScore > 0 ? percentOf(score, maxScore) : null;
}

const hasTest = (lesson: Lesson) => lesson.quiz?.kind === 'test';
const hasPractice = (lesson: Lesson) => lesson.quiz?.kind === 'practice';

function missingInWords(unread: Lesson[], unpractised: Lesson[], untested: Lesson[], facts: LearningFacts): string[] {
	const sentences: string[] = [];
	if (unread.length > 0) {
		sentences.push(`Przeczytaj jeszcze ${counted(unread.length, 'lekcję', 'lekcje', 'lekcji')}: ${named(unread)}.`);
	}
	if (unpractised.length > 0) {
		const quizzes = counted(unpractised.length, 'quiz', 'quizy', 'quizów');
		const where = plural(unpractised.length, 'lekcji', 'lekcjach', 'lekcjach');
		sentences.push(`Zalicz jeszcze ${quizzes} w\u00a0${where}: ${named(unpractised)}.`);
	}
	for (const lesson of untested) {
		const title = untested.length > 1 ? ` „${lesson.shortTitle}”` : '';
		if (facts.waiting.has(lesson.slug)) {
			sentences.push(`Sprawdzian${title} masz oddany. Czeka na ocenę, wynik przyjdzie w\u00a0powiadomieniu.`);
			continue;
		}
		const tried = facts.quizzes.get(lesson.slug);
		const best = tried ? ` (Twój najlepszy wynik: ${percentOf(tried.bestScore, tried.bestMaxScore)}%)` : '';
		const mark = lesson.quiz && passingPercentOf(lesson.quiz, facts.assignment);
		sentences.push(`Zalicz sprawdzian${title} – próg ${mark}%${best}.`);
	}
	return sentences;
}

const NAMED_AT_MOST = 4;

/** „A”, „B” i „C”; a long list ends in a number. */
function named(lessons: Lesson[]): string {
	const shown = lessons.length > NAMED_AT_MOST ? NAMED_AT_MOST - 1 : lessons.length;
	const titles = lessons.slice(0, shown).map((lesson) => `„${lesson.shortTitle}”`);
	const more = lessons.length - shown;
	if (more > 0) return `${titles.join(', ')} i\u00a0jeszcze ${more}`;
	const last = titles.pop() ?? '';
	return titles.length > 0 ? `${titles.join(', ')} i\u00a0${last}` : last;
}
