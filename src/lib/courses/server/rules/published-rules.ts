import type { QuestionType } from '../../../quizzes/question.ts';
import type { CourseProblem } from '../course-index.ts';
import { inFile, mistake } from '../problems.ts';
import { findSuccessor, lessonsBySlug, PUBLISHED_FILE, type Lock, type PublishedCourse, type PublishedCourses } from '../published-ids.ts';
import type { LessonDraft, ReadCourse } from '../read-course.ts';

const TYPE_NAMES: Record<QuestionType, string> = {
	single: 'jeden wybór',
	multiple: 'kilka wyborów',
	trueFalse: 'prawda czy fałsz',
	number: 'liczba',
	text: 'krótki tekst',
	ordering: 'układanie',
	matching: 'łączenie'
};

/** Names that were published once and are neither in the course nor in its `redirects`. */
export function checkPublished(courses: ReadCourse[], published: PublishedCourses): Map<string, CourseProblem[]> {
	const problems = new Map<string, CourseProblem[]>();
	for (const [slug, ids] of Object.entries(published)) {
		const course = findSuccessor(courses, slug);
		if (!course?.draft.file?.front.data) continue;
		problems.set(course.slug, [...(problems.get(course.slug) ?? []), ...checkCourse(course, ids)]);
	}
	return problems;
}

function checkCourse(course: ReadCourse, published: PublishedCourse): CourseProblem[] {
	const { path, front } = course.draft.file!;
	const movedLessons: Record<string, string> = front.data!.redirects?.lessons ?? {};
	const movedQuestions: Record<string, string> = front.data!.redirects?.questions ?? {};
	const lessons = lessonsBySlug(course);
	const at = front.lineOf('redirects');
	const gone = published.lessons.filter((lesson) => !lessons.has(lesson) && !Object.hasOwn(movedLessons, lesson));
	const problems = inFile(
		path,
		gone.map((lesson) =>
			mistake(at, `zniknęła opublikowana lekcja „${lesson}”; przywróć jej folder albo wpisz w redirects.lessons „${lesson}: nowa-nazwa”`)
		)
	);
	for (const [place, type] of Object.entries(published.questions)) {
		if (Object.hasOwn(movedQuestions, place)) continue;
		const [old = '', question = ''] = place.split('/');
		const lesson = lessons.get(old) ?? (Object.hasOwn(movedLessons, old) ? lessons.get(movedLessons[old]!) : undefined);
		if (lesson) problems.push(...checkQuestion(lesson, question, place, type));
	}
	return problems;
}

function checkQuestion(lesson: LessonDraft, question: string, place: string, type: QuestionType): CourseProblem[] {
	const path = `${lesson.folder.path}/quiz.md`;
	const now = lesson.quiz?.found.get(question);
	if (!now) {
		const cure = `przywróć {#${question}}, wpisz w redirects.questions „${place}: lekcja/nowe-id” albo, gdy odchodzi na zawsze, usuń jego wiersz z ${PUBLISHED_FILE}`;
		return inFile(path, [mistake(1, `zniknęło opublikowane pytanie „${question}”; ${cure}`)]);
	}
	if (now.type === null || now.type === type) return [];
	const cure = `przywróć rodzaj albo nadaj nowe {#id}, a wiersz dawnego usuń z ${PUBLISHED_FILE}`;
	return inFile(path, [
		mistake(now.line, `pytanie „${question}” opublikowano jako „${TYPE_NAMES[type]}”, a teraz to „${TYPE_NAMES[now.type]}”; ${cure}`)
	]);
}

/** Published courses that are gone, told at their line of the lock file; no course is left to tell it. */
export function findLostCourses(courses: ReadCourse[], { published, source }: Lock): CourseProblem[] {
	return Object.keys(published)
		.filter((slug) => !findSuccessor(courses, slug))
		.flatMap((slug) => {
			const line = source.split('\n').findIndex((text) => text.startsWith(`\t"${slug}"`)) + 1;
			const cure = `przywróć jego folder albo wpisz w course.md nowego kursu redirects: courses: [${slug}]`;
			return inFile(PUBLISHED_FILE, [mistake(Math.max(line, 1), `zniknął opublikowany kurs „${slug}”; ${cure}`)]);
		});
}
