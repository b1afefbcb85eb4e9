import { existsSync, readdirSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { comparePolish } from '../../format.ts';
import type { Course } from '../course.ts';
import type { CourseIndex, CourseProblem } from './course-index.ts';
import { draftCourse } from './draft-course.ts';
import { LessonMemory } from './lesson-memory.ts';
import { Preview } from './preview.ts';
import { courseMarker } from './mark-course.ts';
import { hasError, inFile, mistake } from './problems.ts';
import { readPublished } from './published-ids.ts';
import { readCourse, type ReadCourse } from './read-course.ts';
import { GLOSSARY_FILE, readGlossary, type ReadGlossary } from './read-glossary.ts';
import { checkNamesBetween } from './rules/between-rules.ts';
import { checkLinksBetween } from './rules/link-rules.ts';
import { checkPublished } from './rules/published-rules.ts';
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

const isSlug = (name: string) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name);

function readOne(folder: string, slug: string, now: Date, memory?: LessonMemory): ReadCourse {
	const read = readCourse(folder, slug, now, memory);
	if (isSlug(slug)) return read;
	const problem = mistake(1, 'zła nazwa folderu kursu; zostaw małe litery a–z, cyfry i myślniki');
	return { ...read, course: null, problems: [...inFile(slug, [problem]), ...read.problems] };
}

/** Adds what can be told only with all courses at hand. */
function checkTogether(folder: string, courses: ReadCourse[]): CheckedCourse[] {
	const between = [
		checkLinksBetween(courses),
		checkNamesBetween(courses),
		checkPublished(courses, readPublished(folder).published)
	];
	return courses.map((read) => {
		const problems = [...read.problems, ...between.flatMap((found) => found.get(read.slug) ?? [])].sort(
			(a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0) || a.line - b.line
		);
		return { ...read, problems, course: hasError(problems) ? null : read.course };
	});
}

const readAll = (folder: string, now = new Date(), memory?: LessonMemory) =>
	listSlugs(folder).map((slug) => readOne(folder, slug, now, memory));

/** Reads and checks every course of a folder; a folder that is missing holds none. */
export function checkCourses(folder: string, now?: Date): CheckedCourse[] {
	return checkTogether(folder, readAll(folder, now));
}

const tell = (problems: CourseProblem[]) => {
	for (const { path, line, message } of problems) console.error(`${path}:${line}: ${message}`);
};

/** The course as an author sees it: mistakes at their places, and shown however many there are. */
function previewOf({ slug, course, draft, problems }: CheckedCourse): Course | null {
	if (problems.length === 0 || !isSlug(slug)) return course;
	try {
		return draftCourse(slug, draft, problems);
	} catch (error) {
		console.error(`Could not preview the course ${slug}:`, error);
		return course;
	}
}

/**
 * Reads all courses once into memory. A broken course is left out and its mistakes are logged; the others stay. A
 * broken glossary leaves them without marked terms.
 * With `watch`, a saved file reads its course again, and a broken course is shown with its mistakes.
 */
export function loadCourses(folder: string, options: LoadOptions = {}): Promise<CourseIndex> {
	return new Promise((resolve) => resolve(openIndex(folder, options)));
}

/** The glossary as it was while the new one is broken, with the new mistakes. */
const keepSound = (now: ReadGlossary, before: ReadGlossary): ReadGlossary =>
	hasError(now.problems) ? { ...before, problems: now.problems } : now;

interface Sound {
	course: Course;
	files: ReadCourse['files'];
}

/** A course that became broken stays as it was; one that did not change stays the same object, and what is kept by it. */
function keepLastSound({ slug, course, files }: CheckedCourse, before: Sound | undefined): [string, Sound][] {
	const isAsBefore = before && (!course || course.revision === before.course.revision);
	if (isAsBefore) return [[slug, before]];
	return course ? [[slug, { course, files }]] : [];
}

function openIndex(folder: string, options: LoadOptions): CourseIndex {
	const memory = options.watch ? new LessonMemory() : undefined;
	let read = readAll(folder, options.now, memory);
	let glossary = readGlossary(folder, options.now);
	let mark = courseMarker(glossary.forms);
	let checked: Pick<CheckedCourse, 'slug' | 'files' | 'problems'>[] = [];
	let sound = new Map<string, Sound>();
	let shown = new Map<string, Course>();
	let sorted: Course[] = [];
	const check = () => {
		const all = checkTogether(folder, read);
		// Drafts are several times as large as the courses made of them: only who reads courses again keeps them.
		if (!options.watch) read = [];
		const before = sound;
		sound = new Map(options.watch ? [] : all.flatMap((one) => keepLastSound(one, before.get(one.slug))));
		checked = all.map(({ slug, files, problems }) => ({ slug, files: sound.get(slug)?.files ?? files, problems }));
		const courses = all.map((one) => (options.watch ? previewOf(one) : (sound.get(one.slug)?.course ?? null)));
		shown = new Map(courses.flatMap((course) => (course ? [[course.slug, mark(course)]] : [])));
		sorted = [...shown.values()].sort((a, b) => comparePolish(a.title, b.title));
	};
	const tellErrors = () => {
		for (const { slug, problems } of checked) {
			if (!hasError(problems)) continue;
			const isKept = shown.has(slug);
			if (!options.watch && isKept) console.error(`Kurs „${slug}” zostaje w poprzedniej wersji, bo ma błędy:`);
			else if (!options.watch) console.error(`Kurs „${slug}” pominięty, bo ma błędy:`);
			tell(problems);
		}
		if (hasError(glossary.problems)) tell(glossary.problems);
	};
	check();
	tellErrors();

	const problems = () => [...glossary.problems, ...checked.flatMap((one) => one.problems)];
	const preview = options.watch ? new Preview(problems) : null;
	const reloadGlossary = () => {
		glossary = keepSound(readGlossary(folder, options.now), glossary);
		mark = courseMarker(glossary.forms);
		check();
		tell(glossary.problems);
		preview?.tellChange();
	};
	const reloadAll = async () => {
		const fresh: ReadCourse[] = [];
		for (const slug of listSlugs(folder)) {
			await nextTurn();
			fresh.push(readOne(folder, slug, options.now ?? new Date(), memory));
		}
		await nextTurn();
		const newGlossary = readGlossary(folder, options.now);
		if (!isDeepStrictEqual(newGlossary, glossary)) {
			glossary = keepSound(newGlossary, glossary);
			mark = courseMarker(glossary.forms);
		}
		read = fresh;
		check();
		tellErrors();
	};
	const reload = (slug: string) => {
		if (slug === GLOSSARY_FILE) return reloadGlossary();
		read = read.filter((one) => one.slug !== slug);
		if (listSlugs(folder).includes(slug)) read.push(readOne(folder, slug, options.now ?? new Date(), memory));
		check();
		tell(checked.find((one) => one.slug === slug)?.problems ?? []);
		preview?.tellChange();
	};
	if (options.watch && existsSync(folder)) watchFolder(folder, reload, options.signal);

	return {
		list: () => [...sorted],
		find: (slug) => shown.get(slug),
		findFile: (slug, path) => (shown.has(slug) ? checked.find((one) => one.slug === slug)?.files.get(path) : undefined),
		glossary: () => glossary.glossary,
		problems,
		reload: reloadAll,
		preview
	};
}
