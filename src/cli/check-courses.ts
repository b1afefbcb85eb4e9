import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { checkCourses } from '../lib/courses/server/load-courses.ts';
import { hasError } from '../lib/courses/server/problems.ts';
import { readGlossary } from '../lib/courses/server/read-glossary.ts';
import { readPublished } from '../lib/courses/server/published-ids.ts';
import { findLostCourses } from '../lib/courses/server/rules/published-rules.ts';
import { checkWriting } from '../lib/courses/server/writing/check-writing.ts';
import { countProblems, inWords, problemLines } from './problem-lines.ts';

/** `npm run courses:check [folder]`: everything that is wrong with the courses at once, in Polish, for their authors. */
function main(given: string): number {
	const folder = resolve(given);
	if (!existsSync(folder)) {
		console.error(`Nie ma folderu „${given}”. Podaj folder z kursami albo folder jednego kursu.`);
		return 1;
	}
	const isOneCourse = existsSync(join(folder, 'course.md'));
	const root = isOneCourse ? dirname(folder) : folder;
	const all = checkCourses(root);
	const courses = all.filter((course) => !isOneCourse || course.slug === basename(folder));
	const problems = [...courses.flatMap((course) => course.problems), ...checkWriting(root, courses)];
	if (!isOneCourse) {
		const lock = readPublished(root);
		problems.push(...lock.problems, ...readGlossary(root).problems, ...findLostCourses(all, lock));
	}
	process.stdout.write(problemLines(problems, root));
	console.log(`Sprawdzono ${inWords(courses.length, 'kurs', 'kursy', 'kursów')}: ${countProblems(problems)}.`);
	return hasError(problems) ? 1 : 0;
}

process.exitCode = main(process.argv[2] ?? 'courses');
