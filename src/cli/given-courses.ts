import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { checkCourses, type CheckedCourse } from '../lib/courses/server/load-courses.ts';
import type { CourseProblem } from '../lib/courses/server/course-index.ts';
import { findNearestWord } from '../lib/courses/server/nearest-word.ts';
import { readPublished } from '../lib/courses/server/published-ids.ts';
import { findLostCourses } from '../lib/courses/server/rules/published-rules.ts';

export interface GivenCourses {
	/** Absolute: the folder with all courses. */
	root: string;
	/** Those that were asked for. */
	courses: CheckedCourse[];
	/** Whether the whole folder was meant. */
	isWhole: boolean;
	/** The names written down so far, and what is wrong with their file. */
	lock: ReturnType<typeof readPublished>;
	/** Published courses that are gone; with one course given, only what is told at that one. */
	lost: CourseProblem[];
}

/** Where the courses are when nothing is said. */
const COURSES = 'courses';

/** npm runs commands in the folder of the project; a path is meant from the folder in it where its author stands. */
function fromAuthor(given: string): string {
	const stand = process.env.INIT_CWD ?? '';
	const path = resolve(stand.startsWith(`${process.cwd()}/`) ? stand : '.', given);
	return existsSync(path) ? path : resolve(given);
}

const isCourse = (folder: string) => existsSync(join(folder, 'course.md'));
const foldersIn = (folder: string) =>
	readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
		entry.isDirectory() && !entry.name.startsWith('.') ? [entry.name] : []
	);
const hasCourses = (folder: string) => foldersIn(folder).some((name) => isCourse(join(folder, name)));

/** The nearest of this file or folder and those around it for which this holds. */
function findAround(path: string, holds: (folder: string) => boolean): string | undefined {
	const above = dirname(path);
	if (holds(path)) return path;
	return above === path ? undefined : findAround(above, holds);
}

/** The folder of the course in which this file or folder lies; one beside other courses may lack its course.md. */
const findCourse = (path: string) =>
	findAround(path, isCourse) ??
	(statSync(path).isDirectory() && !hasCourses(path) && hasCourses(dirname(path)) ? path : undefined);

/** What to say of a path at which there is no course. */
function tellNoCourses(given: string): string {
	const names = existsSync(COURSES) ? foldersIn(COURSES) : [];
	const nearest = findNearestWord(basename(given), names);
	if (nearest) return `Nie ma kursu „${given}”. Czy chodziło o ${COURSES}/${nearest}?`;
	return `W „${given}” nie ma kursu. Podaj folder z kursami (${COURSES}) albo folder jednego kursu.`;
}

/** What an author means by a path: a folder of courses, or the course in which the path lies; else what to tell him. */
export function readGivenCourses(given: string = COURSES): GivenCourses | string {
	const path = fromAuthor(given);
	if (!existsSync(path)) return tellNoCourses(given);
	const course = findCourse(path);
	const root = course ? dirname(course) : path;
	if (!course && !(statSync(path).isDirectory() && hasCourses(path)))
		return tellNoCourses(relative('.', path) || given);
	const all = checkCourses(root);
	const courses = course ? all.filter((one) => one.slug === basename(course)) : all;
	const lock = readPublished(root);
	const isAsked = ({ path }: CourseProblem) => !course || path.startsWith(`${basename(course)}/`);
	return { root, courses, isWhole: !course, lock, lost: findLostCourses(all, lock).filter(isAsked) };
}
