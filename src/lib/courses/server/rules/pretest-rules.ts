import { inFile, mistake } from '../problems.ts';
import { lessonsOf, type CourseRule } from './course-rule.ts';

/** What was known before learning is asked once. */
export const pretestIsOne: CourseRule = (course) => {
	const [first, ...others] = lessonsOf(course).filter(({ quiz }) => quiz?.quiz?.kind === 'pretest');
	return others.flatMap(({ folder, quiz }) =>
		inFile(`${folder.path}/quiz.md`, [
			mistake(
				quiz?.kindLine ?? 1,
				`test przed nauką jest już w lekcji „${first?.folder.slug}”; w kursie może być jeden kind: pretest`
			)
		])
	);
};
