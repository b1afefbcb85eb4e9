import type { TextFolder } from '../course-folder.ts';
import type { CourseProblem } from '../course-index.ts';
import { inFile, mistake } from '../problems.ts';
import { lessonsOf, type CourseRule } from './course-rule.ts';

const hasParts: CourseRule = (course) => {
	const { root } = course.folder;
	if (course.modules.length === 0) {
		if (root.isPartial) return [];
		return inFile(root.path, [
			mistake(1, 'kurs bez modułów; utwórz folder, na przykład „01-podstawy”, a w nim module.md')
		]);
	}
	return course.modules
		.filter((module) => module.lessons.length === 0 && !module.folder.isPartial)
		.flatMap((module) =>
			inFile(module.folder.path, [mistake(1, 'moduł bez lekcji; utwórz w nim folder, na przykład „01-wstep”')])
		);
};

function checkNumbers({ folders, isPartial }: TextFolder): CourseProblem[] {
	// The folder without a proper name may be the one that is missing.
	if (isPartial) return [];
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
	...checkNumbers(course.folder.root),
	...course.modules.flatMap((module) => checkNumbers(module.folder))
];

function checkSlugs(folders: TextFolder[]): CourseProblem[] {
	const seen = new Map<string, string>();
	return folders.flatMap((folder) => {
		const earlier = seen.get(folder.slug);
		if (earlier)
			return inFile(folder.path, [
				mistake(1, `nazwę „${folder.slug}” ma już ${earlier}; adres musi być inny, zmień ją`)
			]);
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
		.flatMap((module) =>
			inFile(module.folder.path, [
				mistake(1, 'moduł nie może nazywać się „pliki”, pod tym adresem są obrazki; zmień nazwę')
			])
		);

const lessonsHaveText: CourseRule = (course) =>
	[course.file, ...lessonsOf(course).map((lesson) => lesson.file)].flatMap((file) =>
		file && file.document.html === '' && file.document.problems.length === 0 && file.front.problems.length === 0
			? inFile(file.path, [mistake(file.front.bodyLine, 'brak tekstu pod nagłówkiem pliku; napisz go')])
			: []
	);

/** What the tree of a course is checked for. */
export const treeRules: CourseRule[] = [hasParts, numbersFollow, slugsDiffer, addressIsFree, lessonsHaveText];
