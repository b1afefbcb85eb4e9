import { hasError } from '../lib/courses/server/problems.ts';
import { readGlossary } from '../lib/courses/server/read-glossary.ts';
import { findStrayFiles } from '../lib/courses/server/stray-files.ts';
import { checkWriting } from '../lib/courses/server/writing/check-writing.ts';
import { readGivenCourses } from './given-courses.ts';
import { countProblems, inWords, problemLines } from './problem-lines.ts';

/** `npm run courses:check [folder]`: everything that is wrong with the courses at once, in Polish, for their authors. */
function main(given: string | undefined): number {
	const found = readGivenCourses(given);
	if (typeof found === 'string') {
		console.error(found);
		return 1;
	}
	const { root, courses, isWhole, lock, lost } = found;
	const problems = [...courses.flatMap((course) => course.problems), ...lost];
	if (isWhole) problems.push(...findStrayFiles(root), ...readGlossary(root).problems, ...lock.problems);
	problems.push(...checkWriting(root, courses, { withGlossary: isWhole }));
	process.stdout.write(problemLines(problems, root));
	console.log(`Sprawdzono ${inWords(courses.length, 'kurs', 'kursy', 'kursów')}: ${countProblems(problems)}.`);
	return hasError(problems) ? 1 : 0;
}

process.exitCode = main(process.argv[2]);
