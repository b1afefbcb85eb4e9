import { existsSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { checkCourses } from '../lib/courses/server/load-courses.ts';
import { plural } from '../lib/format.ts';

/** `npm run courses:check [folder]`: every mistake of the courses at once, in Polish, for their authors. */
function main(given: string): number {
	const folder = resolve(given);
	if (!existsSync(folder)) {
		console.error(`Nie ma folderu „${given}”. Podaj folder z kursami albo folder jednego kursu.`);
		return 1;
	}
	const isOneCourse = existsSync(join(folder, 'course.md'));
	const root = isOneCourse ? dirname(folder) : folder;
	const courses = checkCourses(root).filter((course) => !isOneCourse || course.slug === basename(folder));
	const problems = courses.flatMap((course) => course.problems);
	for (const { path, line, message, severity } of problems) {
		const place = `${relative(process.cwd(), join(root, path))}:${line}`;
		console.log(`${place}: ${severity === 'warning' ? 'ostrzeżenie: ' : ''}${message}`);
	}
	const errors = problems.filter((problem) => problem.severity === 'error').length;
	const warnings = problems.length - errors;
	const parts = [`${errors} ${plural(errors, 'błąd', 'błędy', 'błędów')}`];
	if (warnings > 0) parts.push(`${warnings} ${plural(warnings, 'ostrzeżenie', 'ostrzeżenia', 'ostrzeżeń')}`);
	console.log(
		`Sprawdzono ${courses.length} ${plural(courses.length, 'kurs', 'kursy', 'kursów')}: ${parts.join(', ')}.`
	);
	return errors > 0 ? 1 : 0;
}

process.exitCode = main(process.argv[2] ?? 'courses');
