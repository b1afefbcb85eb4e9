import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { checkCourses, type CheckedCourse } from '../lib/courses/server/load-courses.ts';

export interface GivenCourses {
	/** Absolute: the folder with all courses. */
	root: string;
	/** Every course in it. */
	all: CheckedCourse[];
	/** Those that were asked for. */
	courses: CheckedCourse[];
	/** Whether the whole folder was meant. */
	isWhole: boolean;
}

/** The folder of the course in which this file or folder lies. */
function findCourseAround(path: string): string | undefined {
	const above = dirname(path);
	if (existsSync(join(path, 'course.md'))) return path;
	return above === path ? undefined : findCourseAround(above);
}

/** What an author means by a path: a folder of courses, or the course in which the path lies. Undefined: no such path. */
export function readGivenCourses(given: string): GivenCourses | undefined {
	const path = resolve(given);
	if (!existsSync(path)) return undefined;
	const course = findCourseAround(path);
	const root = course ? dirname(course) : path;
	const all = checkCourses(root);
	return { root, all, courses: course ? all.filter((one) => one.slug === basename(course)) : all, isWhole: !course };
}
