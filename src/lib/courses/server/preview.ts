import type { CoursePreview, CourseProblem } from './course-index.ts';

/** `02-zasady` → `zasady` */
const withoutNumber = (folder: string) => folder.replace(/^\d\d-/, '');

/** The page on which a mistake in this file is shown: that of its lesson, of its course, or the list of courses. */
export function pageOf(path: string): string {
	const [course, ...inside] = path.split('/');
	if (path === 'slownik.md') return '/slownik';
	if (!course || inside.length === 0) return '/kursy';
	const [module, lesson, file] = inside;
	if (!module || !lesson || !file) return `/kursy/${course}`;
	return `/kursy/${course}/${withoutNumber(module)}/${withoutNumber(lesson)}`;
}

/** `/kursy/kurs/modul/lekcja` → `/kursy/kurs` */
const courseOf = (pathname: string) => pathname.split('/').slice(0, 3).join('/');

/** Tells pages what is wrong with their files, and listeners that something was saved. */
export class Preview implements CoursePreview {
	#problems: () => CourseProblem[];
	#listeners = new Set<() => void>();
	#begun = Date.now();
	#readings = 0;

	/** @param problems of all courses, as they are now */
	constructor(problems: () => CourseProblem[]) {
		this.#problems = problems;
	}

	problemsOn(pathname: string): CourseProblem[] {
		return this.#problems().filter(({ path, severity }) => {
			const page = pageOf(path);
			// Pages above tell what keeps a course out, wherever it is.
			return page === pathname || (severity === 'error' && page.startsWith(`${pathname}/`));
		});
	}

	countErrorsBeside(pathname: string): number {
		const course = courseOf(pathname);
		const here = new Set(this.problemsOn(pathname));
		return this.#problems().filter(
			(problem) => problem.severity === 'error' && courseOf(pageOf(problem.path)) === course && !here.has(problem)
		).length;
	}

	edition(): string {
		return `${this.#begun}-${this.#readings}`;
	}

	onChange(listener: () => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/** To be called once courses were read again. */
	tellChange(): void {
		this.#readings += 1;
		for (const listener of this.#listeners) listener();
	}
}
