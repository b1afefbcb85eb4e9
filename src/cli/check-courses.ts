import { hasError } from '../lib/courses/server/problems.ts';
import { readPublished } from '../lib/courses/server/published-ids.ts';
import { readGlossary } from '../lib/courses/server/read-glossary.ts';
import { findLostCourses } from '../lib/courses/server/rules/published-rules.ts';
import { checkWriting } from '../lib/courses/server/writing/check-writing.ts';
import { readGivenCourses } from './given-courses.ts';
import { countProblems, inWords, problemLines } from './problem-lines.ts';

/** `npm run courses:check [folder]`: everything that is wrong with the courses at once, in Polish, for their authors. */
function main(given: string): number {
	const found = readGivenCourses(given);
	if (!found) {
		console.error(`Nie ma folderu „${given}”. Podaj folder z kursami albo folder jednego kursu.`);
		return 1;
	}
	const { root, all, courses, isWhole } = found;
	const problems = [...courses.flatMap((course) => course.problems), ...checkWriting(root, courses)];
	if (isWhole) {
		const lock = readPublished(root);
		problems.push(...readGlossary(root).problems, ...lock.problems, ...findLostCourses(all, lock));
	}
	process.stdout.write(problemLines(problems, root));
	console.log(`Sprawdzono ${inWords(courses.length, 'kurs', 'kursy', 'kursów')}: ${countProblems(problems)}.`);
	return hasError(problems) ? 1 : 0;
}

process.exitCode = main(process.argv[2] ?? 'courses');
