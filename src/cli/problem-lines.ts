import { join, relative } from 'node:path';
import type { CourseProblem } from '../lib/courses/server/course-index.ts';
import { counted } from '../lib/format.ts';

const NAMES = { error: 'błąd', warning: 'ostrzeżenie' };

const rank = ({ severity }: CourseProblem) => (severity === 'error' ? 0 : 1);

/** Problems by file, files with errors first, and in each file errors first. */
function groupByFile(problems: CourseProblem[]): CourseProblem[][] {
	const files = new Map<string, CourseProblem[]>();
	for (const problem of problems) files.set(problem.path, [...(files.get(problem.path) ?? []), problem]);
	return [...files.values()]
		.map((group) => group.sort((a, b) => rank(a) - rank(b) || a.line - b.line))
		.sort((a, b) => rank(a[0]!) - rank(b[0]!) || (a[0]!.path < b[0]!.path ? -1 : 1));
}

/**
 * Problems as lines that people and editors read: `plik:wiersz: błąd: co i jak poprawić`, files apart.
 * @param coursesFolder absolute; what the paths of problems begin from
 */
export function problemLines(problems: CourseProblem[], coursesFolder: string): string {
	const line = ({ path, line, severity, message }: CourseProblem) =>
		`${relative(process.cwd(), join(coursesFolder, path))}:${line}: ${NAMES[severity]}: ${message}\n`;
	return groupByFile(problems)
		.map((group) => `${group.map(line).join('')}\n`)
		.join('');
}

/** `3 kursy`, with a plain space: this goes to terminals and tools. */
export const inWords = (...what: Parameters<typeof counted>) => counted(...what).replaceAll('\u00a0', ' ');

/** `3 błędy, 1 ostrzeżenie` */
export function countProblems(problems: CourseProblem[]): string {
	const errors = problems.filter((problem) => problem.severity === 'error').length;
	const warnings = problems.length - errors;
	return [
		inWords(errors, 'błąd', 'błędy', 'błędów'),
		...(warnings > 0 ? [inWords(warnings, 'ostrzeżenie', 'ostrzeżenia', 'ostrzeżeń')] : [])
	].join(', ');
}
