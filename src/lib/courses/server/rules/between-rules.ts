import type { CourseProblem } from '../course-index.ts';
import { inFile, mistake, type Problem } from '../problems.ts';
import type { ReadCourse } from '../read-course.ts';

/** What courses say of each other: which of them to take before, and which names they had. */
export function checkNamesBetween(courses: ReadCourse[]): Map<string, CourseProblem[]> {
	const slugs = new Set(courses.map((read) => read.slug));
	const takenNames = new Map<string, string>();
	return new Map(
		courses.map(({ slug, draft }) => {
			const { data, lineOf } = draft.file?.front ?? {};
			if (!data || !lineOf) return [slug, []];
			const before = (data.prerequisites?.courses ?? []).flatMap((other, i): Problem[] => {
				const line = lineOf('prerequisites', 'courses', i);
				if (other === slug) return [mistake(line, 'kurs nie może wymagać samego siebie; usuń tę nazwę')];
				return slugs.has(other)
					? []
					: [mistake(line, `nie ma kursu „${other}”; wpisz nazwę folderu kursu, który trzeba mieć za sobą`)];
			});
			const renames = (data.redirects?.courses ?? []).flatMap((old, i): Problem[] => {
				const line = lineOf('redirects', 'courses', i);
				const taken = takenNames.get(old);
				takenNames.set(old, slug);
				if (slugs.has(old))
					return [mistake(line, `„${old}” to obecna nazwa kursu, więc nie ma dokąd przekierować; usuń ten wiersz`)];
				return taken ? [mistake(line, `dawną nazwę „${old}” ma już kurs „${taken}”; zostaw ją w jednym`)] : [];
			});
			return [slug, inFile(draft.file!.path, [...before, ...renames])];
		})
	);
}
