import type { Course } from '../course.ts';
import type { Glossary } from '../glossary.ts';

/** A mistake in a course, in Polish, at its place. */
export interface CourseProblem {
	/** Relative to the courses folder. */
	path: string;
	/** From 1. */
	line: number;
	/** What is wrong, and the cure. */
	message: string;
	/** An error keeps the course out; a warning only tells. */
	severity: 'error' | 'warning';
}

/** The courses in memory: what pages read. */
export interface CourseIndex {
	/** Every sound course, in Polish order of titles. */
	list(): Course[];
	find(slug: string): Course | undefined;
	/** A picture, an attachment or a recording that lies beside a lesson or the course; `path` is `<module>/<lesson>/<file>` or `<file>`. */
	findFile(courseSlug: string, path: string): CourseFile | undefined;
	/** Terms that all courses share; null when there is no glossary or it is broken. */
	glossary(): Glossary | null;
	/** What keeps courses out, and what their authors should know. */
	problems(): CourseProblem[];
	/**
	 * Reads the folder anew, a course at a time, while pages are served from what was read before. A course that became
	 * broken stays as it was; one whose files did not change stays the same object.
	 */
	reload(): Promise<void>;
	/** null: the files are not watched. */
	preview: CoursePreview | null;
}

/** What authors see while they write; only a server that watches its folder has it. */
export interface CoursePreview {
	/** Mistakes in the files that a page is made of, in their order. */
	problemsOn(pathname: string): CourseProblem[];
	/** Errors in other files of the course a page belongs to. */
	countErrorsBeside(pathname: string): number;
	/** Another text after every reading, also by another process: tells a page whether it is out of date. */
	edition(): string;
	/**
	 * Calls back whenever courses were read again.
	 * @returns ends it
	 */
	onChange(listener: () => void): () => void;
}

export interface CourseFile {
	/** Absolute. */
	path: string;
	contentType: string;
	/** The first ten digits of the content's SHA-256: `?v=` of its address. */
	version: string;
	/** To be kept, not shown: an attachment. */
	isDownload: boolean;
}
