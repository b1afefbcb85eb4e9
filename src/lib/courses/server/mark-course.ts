import type { Course, Lesson, LessonText } from '../course.ts';
import { termMarker, type TermForms } from './mark-terms.ts';

/** Makes the function that marks the glossary's terms in all lessons of a course, in each of their Polish variants. */
export function courseMarker(terms: TermForms[]): (course: Course) => Course {
	if (terms.length === 0) return (course) => course;
	const mark = termMarker(terms);
	const texts = new WeakMap<Uint8Array, Pick<LessonText, 'html' | 'htmlBytes' | 'terms'>>();
	const markText = <T extends LessonText>(text: T): T => {
		if (text.language !== 'pl') return text;
		let marked = texts.get(text.htmlBytes);
		if (!marked) {
			const found = mark(text.html);
			marked = { ...found, htmlBytes: Buffer.from(found.html) };
			texts.set(text.htmlBytes, marked);
		}
		return { ...text, ...marked };
	};
	const markLesson = (lesson: Lesson): Lesson => {
		const variants = Object.entries(lesson.variants).map(([variant, text]) => [variant, markText(text)]);
		return { ...markText(lesson), variants: Object.fromEntries(variants) as Lesson['variants'] };
	};
	const known = new WeakMap<Course, Course>();
	return (course) => {
		let marked = known.get(course);
		if (!marked) {
			const modules = course.modules.map((module) => ({ ...module, lessons: module.lessons.map(markLesson) }));
			marked = { ...course, modules, lessons: modules.flatMap((module) => module.lessons) };
			// The same course stays the same object: whoever keeps something by course keeps it.
			known.set(course, marked);
		}
		return marked;
	};
}
