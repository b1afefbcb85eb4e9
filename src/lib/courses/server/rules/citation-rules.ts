import { inFile, mistake } from '../problems.ts';
import { lessonsOf, type CourseRule } from './course-rule.ts';

/** Where a course asks for citations, a fact that can be checked must name its source. */
export const citationsStand: CourseRule = (course) => {
	if (course.file?.front.data?.citations !== 'required') return [];
	return lessonsOf(course).flatMap(({ file, quiz }) =>
		// The page of a test tells its rules.
		file && quiz?.quiz?.kind !== 'test'
			? inFile(
					file.path,
					file.document.uncited.map(({ words, line }) =>
						mistake(
							line,
							`fakt bez źródła: „${words}”; dopisz po nim [@id] z listy sources albo przypis, a przykład wstaw do ramki [!EXAMPLE]`
						)
					)
				)
			: []
	);
};
