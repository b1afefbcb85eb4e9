import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addCourse, listIds, PUBLISHED_FILE, writePublished } from '../lib/courses/server/published-ids.ts';
import { readGivenCourses } from './given-courses.ts';
import { inWords, problemLines } from './problem-lines.ts';

/**
 * `npm run courses:publish [folder]`: writes down the names of a course, so that the checker guards them from now on.
 * Nothing is ever taken off the list, and a course with errors is not put on it.
 */
function main(given: string | undefined): number {
	const found = readGivenCourses(given);
	if (typeof found === 'string') {
		console.error(found);
		return 1;
	}
	const { root, courses, lock, lost } = found;
	const problems = [...courses.flatMap((course) => course.problems), ...lock.problems, ...lost];
	const errors = problems.filter((problem) => problem.severity === 'error');
	if (errors.length > 0) {
		process.stdout.write(problemLines(errors, root));
		console.error('Nic nie zapisano. Popraw błędy i opublikuj jeszcze raz.');
		return 1;
	}
	process.stdout.write(problemLines(problems, root));
	writeFileSync(join(root, PUBLISHED_FILE), writePublished(courses.reduce(addCourse, lock.published)));
	for (const course of courses) {
		const { lessons, questions } = listIds(course);
		const has = `${inWords(lessons.length, 'lekcja', 'lekcje', 'lekcji')} i ${inWords(Object.keys(questions).length, 'pytanie', 'pytania', 'pytań')}`;
		console.log(`${course.slug}: ${has}. Od teraz te nazwy się nie zmieniają.`);
	}
	return 0;
}

process.exitCode = main(process.argv[2]);
