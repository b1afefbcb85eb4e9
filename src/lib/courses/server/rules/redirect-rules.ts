import { inFile, mistake, type Problem } from '../problems.ts';
import { findQuestionFile, lessonsOf, type CourseRule } from './course-rule.ts';

interface Names {
	/** `lekcji` or `pytania`, as messages need it. */
	of: string;
	exists(name: string): boolean;
}

function checkRenames(renames: Record<string, string>, names: Names, lineOf: (old: string) => number): Problem[] {
	return Object.entries(renames).flatMap(([old, current]) => {
		if (names.exists(old)) {
			return [
				mistake(
					lineOf(old),
					`„${old}” to obecna nazwa ${names.of}, więc nie ma dokąd przekierować; usuń ten wiersz albo wpisz w nim dawną nazwę`
				)
			];
		}
		if (names.exists(current)) return [];
		return [mistake(lineOf(old), `nie ma ${names.of} „${current}”; wpisz nazwę, która jest teraz w kursie`)];
	});
}

/** Both ends of a renaming: the old name must be gone, the new one must be there. */
export const redirectsLead: CourseRule = (course) => {
	const redirects = course.file?.front.data?.redirects;
	if (!redirects) return [];
	const lessons = new Map(lessonsOf(course).map((lesson) => [lesson.folder.slug, lesson]));
	const { lineOf } = course.file!.front;
	const lessonNames: Names = { of: 'lekcji', exists: (name) => lessons.has(name) };
	const questionNames: Names = {
		of: 'pytania',
		exists: (name) => {
			const [lesson = '', question = ''] = name.split('/');
			return findQuestionFile(course, lesson)?.found.has(question) ?? false;
		}
	};
	return inFile(course.file!.path, [
		...checkRenames(redirects.lessons, lessonNames, (old) => lineOf('redirects', 'lessons', old)),
		...checkRenames(redirects.questions, questionNames, (old) => lineOf('redirects', 'questions', old))
	]);
};
