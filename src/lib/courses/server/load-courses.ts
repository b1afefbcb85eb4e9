import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { comparePolish } from '../../format.ts';
import type { Course } from '../course.ts';
import type { CourseIndex, CourseProblem } from './course-index.ts';
import { Preview } from './preview.ts';
import { hasError, inFile, mistake } from './problems.ts';
import { readCourse, type ReadCourse } from './read-course.ts';
import { checkLinksBetween } from './rules/link-rules.ts';
import { watchFolder } from './watch-folder.ts';

export interface LoadOptions {
	/** Reads a course again when one of its files is saved. */
	watch?: boolean;
	/** Ends the watching. */
	signal?: AbortSignal;
	/** The clock: whether a course is due for review. */
	now?: Date;
}

export interface CheckedCourse extends ReadCourse {
	/** In the order of files and lines. */
	problems: CourseProblem[];
}

/** Slugs of the courses in a folder; hidden folders and single files are not courses. */
function listSlugs(folder: string): string[] {
	if (!existsSync(folder)) return [];
	return readdirSync(folder, { withFileTypes: true })
		.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
		.map((entry) => entry.name)
		.sort();
}

function readOne(folder: string, slug: string, now: Date): ReadCourse {
	const read = readCourse(folder, slug, now);
	if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)) return read;
	const problem = mistake(1, 'zła nazwa folderu kursu; zostaw małe litery a–z, cyfry i myślniki');
	return { ...read, course: null, problems: [...inFile(slug, [problem]), ...read.problems] };
}

/** Adds what can be told only with all courses at hand. */
function checkTogether(courses: ReadCourse[]): CheckedCourse[] {
	const links = checkLinksBetween(courses);
	return courses.map((read) => {
		const problems = [...read.problems, ...(links.get(read.slug) ?? [])].sort(
			(a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0) || a.line - b.line
		);
		return { ...read, problems, course: hasError(problems) ? null : read.course };
	});
}

/** Reads and checks every course of a folder; a folder that is missing holds none. */
export function checkCourses(folder: string, now = new Date()): CheckedCourse[] {
	return checkTogether(listSlugs(folder).map((slug) => readOne(folder, slug, now)));
}

const tell = (problems: CourseProblem[]) => {
	for (const { path, line, message } of problems) console.error(`${path}:${line}: ${message}`);
};

/**
 * Reads all courses once into memory. A broken course is left out and its mistakes are logged; the others stay.
 * With `watch`, a saved file reads its course again, and the last good version stays while the new one is broken.
 */
export function loadCourses(folder: string, options: LoadOptions = {}): Promise<CourseIndex> {
	return new Promise((resolve) => resolve(openIndex(folder, options)));
}

function openIndex(folder: string, options: LoadOptions): CourseIndex {
	const shown = new Map<string, CheckedCourse>();
	let checked = checkCourses(folder, options.now);
	for (const read of checked) {
		if (read.course) shown.set(read.slug, read);
		else tell(read.problems);
	}

	const preview = options.watch ? new Preview(() => checked.flatMap((read) => read.problems)) : null;
	const reload = (slug: string) => {
		const exists = existsSync(join(folder, slug));
		const others = checked.filter((read) => read.slug !== slug);
		checked = checkTogether(exists ? [...others, readOne(folder, slug, options.now ?? new Date())] : others);
		const read = checked.find((one) => one.slug === slug);
		if (read?.course) shown.set(slug, read);
		else if (read) tell(read.problems);
		else shown.delete(slug);
		preview?.tellChange();
	};
	if (options.watch && existsSync(folder)) watchFolder(folder, reload, options.signal);

	return {
		list: () =>
			[...shown.values()].map((read): Course => read.course!).sort((a, b) => comparePolish(a.title, b.title)),
		find: (slug) => shown.get(slug)?.course ?? undefined,
		findFile: (slug, path) => shown.get(slug)?.files.get(path),
		problems: () => checked.flatMap((read) => read.problems),
		preview
	};
}
