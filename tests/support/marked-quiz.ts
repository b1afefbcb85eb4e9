import type { Course } from '#lib/courses/course.ts';
import type { FileContent, OpenContent } from '#lib/quizzes/question.ts';
import type { Quiz } from '#lib/quizzes/quiz.ts';
import type { Grading } from '#lib/quizzes/server/grading.ts';
import { sampleCourse, sampleLesson } from './courses.ts';
import { everyType, question, testQuiz } from './quizzes.ts';

const criteria = [
	{ name: 'Cel', points: 3, descriptionHtml: 'KLUCZ: mówi, po co jest statut' },
	{ name: 'Przykład', points: 1, descriptionHtml: '' }
];
const common = { bodyHtml: '', points: 4, explanationHtml: '', criteria, modelAnswerHtml: '<p>KLUCZ: wzór</p>' };

export const openContent: OpenContent = {
	...common,
	...{ type: 'open', title: 'Po co jest statut?', titleHtml: 'Po co jest statut?', longest: 1500 }
};

export const fileContent: FileContent = {
	...common,
	...{
		type: 'file',
		title: 'Oddaj plan.',
		titleHtml: 'Oddaj plan.',
		accept: ['pdf', 'docx', 'png', 'jpg'],
		megabytes: 1
	}
};

/** One question with a key, one open answer, one file: 1 + 4 + 4 points. */
export const markedQuiz: Quiz = {
	...testQuiz,
	questions: [question('glosy', everyType.single), question('po-co', openContent), question('plan', fileContent)]
};

export const markedCourse: Course = sampleCourse({
	slug: 'kurs-z-praca',
	title: 'Kurs z pracą',
	certificate: { title: 'Dyplom', requires: ['test'], validMonths: null, renewal: null },
	lessons: [sampleLesson({ slug: markedQuiz.slug, title: 'Sprawdzian', number: 1, quiz: markedQuiz })]
});

export const markingAt = (now: Date): Grading => ({
	courses: { find: (slug) => (slug === markedCourse.slug ? markedCourse : undefined) },
	issuer: 'Szkoła Podstawowa nr 1',
	now
});
