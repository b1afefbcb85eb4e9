import { dayInPoland, formatDay } from '../../../format.ts';
import type { TextFolder } from '../course-folder.ts';
import type { CourseProblem } from '../course-index.ts';
import type { CourseDraft, LessonDraft } from '../read-course.ts';
import { inFile, mistake, warning } from '../problems.ts';

/** Looks at a course as a whole; single files have their own rules. */
export type CourseRule = (course: CourseDraft, now: Date) => CourseProblem[];

const lessonsOf = (course: CourseDraft): LessonDraft[] => course.modules.flatMap((module) => module.lessons);

const hasParts: CourseRule = (course) => {
	const { root } = course.folder;
	if (course.modules.length === 0) {
		return inFile(root.path, [mistake(1, 'kurs bez modułów; utwórz folder, na przykład „01-podstawy”, a w nim module.md')]);
	}
	return course.modules
		.filter((module) => module.lessons.length === 0)
		.flatMap((module) => inFile(module.folder.path, [mistake(1, 'moduł bez lekcji; utwórz w nim folder, na przykład „01-wstep”')]));
};

function checkNumbers(folders: TextFolder[]): CourseProblem[] {
	return folders.flatMap((folder, i) => {
		const before = folders[i - 1]?.number ?? 0;
		const right = String(before + 1).padStart(2, '0');
		if (folder.number === before + 1) return [];
		const written = String(folder.number).padStart(2, '0');
		const what = folder.number === before ? `numer ${written} się powtarza` : `luka w numerach przed ${written}`;
		return inFile(folder.path, [mistake(1, `${what}; ten folder ma mieć numer ${right}`)]);
	});
}

const numbersFollow: CourseRule = (course) => [
	...checkNumbers(course.folder.root.folders),
	...course.modules.flatMap((module) => checkNumbers(module.folder.folders))
];

function checkSlugs(folders: TextFolder[]): CourseProblem[] {
	const seen = new Map<string, string>();
	return folders.flatMap((folder) => {
		const earlier = seen.get(folder.slug);
		if (earlier) return inFile(folder.path, [mistake(1, `nazwę „${folder.slug}” ma już ${earlier}; adres musi być inny, zmień ją`)]);
		seen.set(folder.slug, folder.path);
		return [];
	});
}

const slugsDiffer: CourseRule = (course) => [
	...checkSlugs(course.folder.root.folders),
	...checkSlugs(lessonsOf(course).map((lesson) => lesson.folder))
];

const addressIsFree: CourseRule = (course) =>
	course.modules
		.filter((module) => module.folder.slug === 'pliki')
		.flatMap((module) => inFile(module.folder.path, [mistake(1, 'moduł nie może nazywać się „pliki”, pod tym adresem są obrazki; zmień nazwę')]));

const sourceIdsDiffer: CourseRule = (course) => {
	const ids = course.file?.front.data?.sources.map((source) => source.id) ?? [];
	return ids.flatMap((id, i) =>
		ids.indexOf(id) === i
			? []
			: inFile(course.file!.path, [
					mistake(course.file!.front.lineOf('sources', i, 'id'), `id „${id}” ma już inne źródło; nadaj każdemu inny`)
				])
	);
};

const sourcesAreListed: CourseRule = (course) => {
	const known = course.file?.front.data?.sources.map((source) => source.id);
	if (!known) return [];
	return lessonsOf(course).flatMap(({ file }) =>
		(file?.front.data?.sources ?? []).flatMap((id, i) =>
			known.includes(id)
				? []
				: inFile(file!.path, [mistake(file!.front.lineOf('sources', i), `źródła „${id}” nie ma w course.md; dopisz je tam albo popraw id`)])
		)
	);
};

const sourcesAreUsed: CourseRule = (course) => {
	const { file } = course;
	if (!file?.front.data || lessonsOf(course).some((lesson) => !lesson.file?.front.data)) return [];
	const used = new Set(lessonsOf(course).flatMap((lesson) => lesson.file!.front.data!.sources));
	return file.front.data.sources.flatMap(({ id }, i) =>
		used.has(id) ? [] : inFile(file.path, [warning(file.front.lineOf('sources', i, 'id'), `źródła „${id}” nie używa żadna lekcja; dopisz je w lekcji albo usuń`)])
	);
};

const certificateCanBeEarned: CourseRule = (course) => {
	const requires = course.file?.front.data?.certificate.requires ?? [];
	const quizzes = lessonsOf(course).flatMap((lesson) => lesson.quiz ?? []);
	// While a quiz is broken, its kind is unknown, and this rule would only add noise.
	if (quizzes.some(({ quiz }) => !quiz)) return [];
	const has = (kind: string) => quizzes.some(({ quiz }) => quiz?.kind === kind);
	return requires.flatMap((requirement, i) => {
		const line = course.file!.front.lineOf('certificate', 'requires', i);
		if (requirement === 'test' && !has('test')) {
			return inFile(course.file!.path, [mistake(line, 'certyfikat wymaga testu, a kurs nie ma quizu z kind: test; dodaj go albo usuń „test”')]);
		}
		if (requirement === 'quizzes' && !has('practice')) {
			return inFile(course.file!.path, [mistake(line, 'certyfikat wymaga quizów, a kurs nie ma quizu z kind: practice; dodaj go albo usuń „quizzes”')]);
		}
		return [];
	});
};

const lawIsNotNewerThanReview: CourseRule = (course) => {
	const reviewBy = course.file?.front.data?.reviewBy;
	if (!reviewBy) return [];
	return lessonsOf(course).flatMap(({ file }) => {
		const day = file?.front.data?.lawAsOf;
		if (!day || day <= reviewBy) return [];
		return inFile(file.path, [mistake(file.front.lineOf('lawAsOf'), 'stan prawny lekcji jest późniejszy niż reviewBy kursu; popraw jeden z nich')]);
	});
};

const reviewIsNotDue: CourseRule = (course, now) => {
	const reviewBy = course.file?.front.data?.reviewBy;
	if (!reviewBy || reviewBy >= dayInPoland(now)) return [];
	const { path, front } = course.file!;
	const message = `termin przeglądu minął ${formatDay(reviewBy)}; przeczytaj kurs od nowa i wpisz nowe lawAsOf i reviewBy`;
	return inFile(path, [warning(front.lineOf('reviewBy'), message.replaceAll('\u00a0', ' '))]);
};

const lessonsHaveText: CourseRule = (course) =>
	[course.file, ...lessonsOf(course).map((lesson) => lesson.file)].flatMap((file) =>
		file && file.document.html === '' && file.document.problems.length === 0
			? inFile(file.path, [mistake(file.front.bodyLine, 'brak tekstu pod nagłówkiem pliku; napisz go')])
			: []
	);

/** What every course is checked for. */
export const courseRules: CourseRule[] = [
	hasParts,
	numbersFollow,
	slugsDiffer,
	addressIsFree,
	sourceIdsDiffer,
	sourcesAreListed,
	sourcesAreUsed,
	certificateCanBeEarned,
	lawIsNotNewerThanReview,
	reviewIsNotDue,
	lessonsHaveText
];
