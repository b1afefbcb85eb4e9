import { createHash } from 'node:crypto';
import type { Course } from '#lib/courses/course.ts';
import type { QuestionContent } from '#lib/quizzes/question.ts';
import type { Question, Quiz } from '#lib/quizzes/quiz.ts';
import type { Grading } from '#lib/quizzes/server/grading.ts';
import { sampleCourse, sampleLesson } from './courses.ts';

const common = (title: string, points = 1) => ({
	title,
	titleHtml: title,
	bodyHtml: '',
	points,
	explanationHtml: `<p>KLUCZ: wyjaśnienie (${title})</p>`
});

const choice = (html: string, isRight: boolean) => ({ html, isRight, feedbackHtml: `KLUCZ: o wariancie ${html}` });

/** One question of every type; whatever must stay hidden says KLUCZ. */
export const everyType = {
	single: {
		...common('Ile głosów ma członek?'),
		type: 'single',
		choices: [choice('Jeden', true), choice('Dwa', false), choice('Trzy', false)]
	},
	multiple: {
		...common('Co należy do zasad?', 2),
		type: 'multiple',
		choices: [choice('Równość', true), choice('Solidarność', true), choice('Zysk', false), choice('Przymus', false)]
	},
	trueFalse: {
		...common('Opiekun decyduje za uczniów.'),
		type: 'trueFalse',
		choices: [choice('Prawda', false), choice('Fałsz', true)]
	},
	number: { ...common('Ile wynosi nadwyżka?'), type: 'number', value: '4417.25', tolerance: '0.75', unit: 'zł' },
	text: {
		...common('Jak nazywa się najwyższa władza?'),
		type: 'text',
		accepted: ['KLUCZ walne zgromadzenie', 'KLUCZ walne']
	},
	ordering: { ...common('Ułóż kroki.'), type: 'ordering', items: ['Pomysł', 'Grupa', 'Statut', 'Zebranie'] },
	matching: {
		...common('Połącz słowa.', 3),
		type: 'matching',
		leftHeader: 'słowo',
		rightHeader: 'znaczenie',
		pairs: [
			{ left: 'udział', right: 'wkład' },
			{ left: 'przychód', right: 'sprzedaż' },
			{ left: 'nadwyżka', right: 'zysk' }
		],
		distractors: ['podatek']
	}
} as const satisfies Record<string, QuestionContent>;

/** The answer worth all points, in the content's own terms. */
export const rightAnswers = {
	single: 0,
	multiple: [0, 1],
	trueFalse: 1,
	number: '4417,25',
	text: 'klucz walne',
	ordering: [0, 1, 2, 3],
	matching: [0, 1, 2]
};

export function question(id: string, content: QuestionContent, topic: string | null = null): Question {
	const hash = createHash('sha256').update(JSON.stringify(content)).digest('hex');
	return { id, topic, competence: null, difficulty: null, tags: [], lawAsOf: null, hash, content };
}

export const allQuestions: Question[] = Object.entries(everyType).map(([id, content]) =>
	question(id, content, 'wszystko')
);

export const testQuiz: Quiz = {
	slug: 'sprawdzian',
	title: 'Sprawdzian',
	kind: 'test',
	passingPercent: 60,
	timeLimitMinutes: 30,
	attemptsLimit: 2,
	feedback: 'afterSubmit',
	confidence: 'off',
	marking: 'single',
	draw: null,
	usesBank: false,
	questions: allQuestions
};

export const practiceQuiz: Quiz = {
	...testQuiz,
	slug: 'lekcja',
	title: 'Sprawdź się',
	kind: 'practice',
	timeLimitMinutes: null,
	attemptsLimit: null,
	feedback: 'immediate',
	questions: allQuestions.slice(0, 3)
};

/** A course of two lessons: practice beside the first, the test beside the second. Its diploma asks for the test. */
export const smallCourse: Course = sampleCourse({
	slug: 'maly-kurs',
	title: 'Mały kurs',
	certificate: { title: 'Dyplom', requires: ['test'], validMonths: null, renewal: null },
	lessons: [
		sampleLesson({ slug: practiceQuiz.slug, title: 'Lekcja', number: 1, quiz: practiceQuiz }),
		sampleLesson({ slug: testQuiz.slug, title: 'Sprawdzian', number: 2, quiz: testQuiz })
	]
});

/** What grading needs besides the attempt, at a moment. */
export const gradingAt = (now: Date): Grading => ({
	courses: { find: (slug) => (slug === smallCourse.slug ? smallCourse : undefined) },
	issuer: 'Szkoła Podstawowa nr 1',
	now
});
