import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { QuestionType } from '../../quizzes/question.ts';
import { BANK } from '../course.ts';
import type { CourseProblem } from './course-index.ts';
import { inFile, mistake } from './problems.ts';
import type { ReadCourse } from './read-course.ts';
import { lessonsOf } from './rules/course-rule.ts';

/** Beside the courses: the names that addresses, progress and results hang on, once they are published. */
export const PUBLISHED_FILE = 'published.json';

const QUESTION_TYPES = [
	'single',
	'multiple',
	'trueFalse',
	'number',
	'text',
	'ordering',
	'matching',
	'categorize',
	'inlineChoice',
	'tableFill',
	'calculated',
	'case',
	'open',
	'file'
] satisfies QuestionType[];

const PublishedCourse = v.strictObject({
	lessons: v.array(v.string()),
	/** `lesson/question` or `bank/question`, and its kind. */
	questions: v.record(v.string(), v.picklist(QUESTION_TYPES))
});
const PublishedCourses = v.record(v.string(), PublishedCourse);

export type PublishedCourse = v.InferOutput<typeof PublishedCourse>;
/** By slug of the course. */
export type PublishedCourses = v.InferOutput<typeof PublishedCourses>;

export interface Lock {
	published: PublishedCourses;
	/** The file as text. */
	source: string;
	/** A file that somebody broke guards nothing, and keeps no course out. */
	problems: CourseProblem[];
}

/** What was published from this folder so far; nothing when there is no such file. */
export function readPublished(coursesFolder: string): Lock {
	const path = join(coursesFolder, PUBLISHED_FILE);
	const source = existsSync(path) ? readFileSync(path, 'utf8') : '{}';
	try {
		return { published: v.parse(PublishedCourses, JSON.parse(source)), source, problems: [] };
	} catch {
		const message = 'tego pliku nie da się odczytać; przywróć jego ostatnią dobrą wersję z Gita';
		return { published: {}, source, problems: inFile(PUBLISHED_FILE, [mistake(1, message)]) };
	}
}

const sorted = <T>(record: Record<string, T>): Record<string, T> =>
	Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));

/** The names a sound course has now. */
export function listIds({ course }: ReadCourse): PublishedCourse {
	const bank = course?.bank ?? [];
	const lessons = course?.lessons ?? [];
	const holders = [
		...lessons.map(({ slug, quiz }) => ({
			slug,
			questions: (quiz?.questions ?? []).filter((one) => !bank.includes(one))
		})),
		{ slug: BANK, questions: bank }
	];
	const questions = holders.flatMap(({ slug, questions }) =>
		questions.map(({ id, content }) => [`${slug}/${id}`, content.type] as const)
	);
	return { lessons: lessons.map((lesson) => lesson.slug), questions: Object.fromEntries(questions) };
}

/** The names published before with those of this course added; nothing is ever taken away. */
export function addCourse(published: PublishedCourses, read: ReadCourse): PublishedCourses {
	const before = published[read.slug] ?? { lessons: [], questions: {} };
	const now = listIds(read);
	const lessons = [...new Set([...before.lessons, ...now.lessons])].sort();
	return sorted({
		...published,
		[read.slug]: { lessons, questions: sorted({ ...before.questions, ...now.questions }) }
	});
}

/** One line for each name, in a fixed order: a change shows in a diff as what it is. */
export const writePublished = (published: PublishedCourses) => `${JSON.stringify(sorted(published), null, '\t')}\n`;

/** The course in which what was published under this slug lives now. */
export const findSuccessor = (courses: ReadCourse[], slug: string): ReadCourse | undefined =>
	courses.find((read) => read.slug === slug) ??
	courses.find(({ draft }) => draft.file?.front.data?.redirects?.courses.includes(slug));

/** Lessons of a course by slug. */
export const lessonsBySlug = ({ draft }: ReadCourse) =>
	new Map(lessonsOf(draft).map((lesson) => [lesson.folder.slug, lesson]));
