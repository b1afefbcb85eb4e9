import { dayInPoland, formatDay } from '../../../format.ts';
import type { CourseProblem } from '../course-index.ts';
import { inFile, mistake, warning, type Problem } from '../problems.ts';
import type { CourseDraft } from '../read-course.ts';
import { lessonsOf, type CourseRule } from './course-rule.ts';

/** Problems of course.md, when its front matter could be read. */
type FrontRule = (
	front: NonNullable<CourseDraft['file']>['front'],
	data: Data,
	course: CourseDraft,
	now: Date
) => Problem[];
type Data = NonNullable<NonNullable<CourseDraft['file']>['front']['data']>;

const inCourseFile =
	(rule: FrontRule): CourseRule =>
	({ file, ...rest }, now) =>
		file?.front.data ? inFile(file.path, rule(file.front, file.front.data, { file, ...rest }, now)) : [];

const findTwins = (ids: string[]) => ids.flatMap((id, i) => (ids.indexOf(id) === i ? [] : [{ id, i }]));

const sourceIdsDiffer: FrontRule = ({ lineOf }, data) =>
	findTwins(data.sources.map((source) => source.id)).map(({ id, i }) =>
		mistake(lineOf('sources', i, 'id'), `id „${id}” ma już inne źródło; nadaj każdemu inny`)
	);

const competenceIdsDiffer: FrontRule = ({ lineOf }, data) =>
	findTwins(data.competences.map((competence) => competence.id)).map(({ id, i }) =>
		mistake(lineOf('competences', i, 'id'), `id „${id}” ma już inna umiejętność; nadaj każdej inny`)
	);

const competencesAreFew: FrontRule = ({ lineOf }, { competences }) => {
	if (competences.length > 7) {
		return [
			warning(lineOf('competences', 7), 'więcej niż siedem umiejętności; połącz podobne, żeby zostały najważniejsze')
		];
	}
	if (competences.length >= 3) return [];
	return [warning(lineOf('competences'), 'mniej niż trzy umiejętności; nazwij, co jeszcze ćwiczy kurs')];
};

const sourcesAreUsed: FrontRule = ({ lineOf }, { sources }, course) => {
	if (lessonsOf(course).some((lesson) => !lesson.file?.front.data)) return [];
	const used = new Set(lessonsOf(course).flatMap((lesson) => lesson.file!.front.data!.sources));
	return sources.flatMap(({ id }, i) =>
		used.has(id)
			? []
			: [warning(lineOf('sources', i, 'id'), `źródła „${id}” nie używa żadna lekcja; dopisz je w lekcji albo usuń`)]
	);
};

/** What a certificate may ask for beside lessons, and the kind of quiz behind it. */
const QUIZ_REQUIREMENTS = [
	['test', 'test', 'testu'],
	['quizzes', 'practice', 'quizów']
] as const;

const certificateCanBeEarned: CourseRule = (course) => {
	const front = course.file?.front;
	// While a quiz or a folder is broken, what the course has is not known.
	if (!front?.data || course.folder.problems.length > 0) return [];
	const quizzes = lessonsOf(course).flatMap(({ folder, quiz }) =>
		quiz ? [{ ...quiz, path: `${folder.path}/quiz.md` }] : []
	);
	if (quizzes.some(({ quiz }) => !quiz)) return [];
	const { requires } = front.data.certificate;
	return QUIZ_REQUIREMENTS.flatMap(([requirement, kind, name]) => {
		if (!requires.includes(requirement) || quizzes.some(({ quiz }) => quiz!.kind === kind)) return [];
		const line = front.lineOf('certificate', 'requires', requires.indexOf(requirement));
		const message = `zaświadczenie wymaga ${name}, a kurs nie ma quizu z kind: ${kind}; dodaj go albo usuń „${requirement}”`;
		const [only, ...others] = quizzes;
		return [
			...inFile(course.file!.path, [mistake(line, message)]),
			...(only && others.length === 0
				? inFile(only.path, [
						mistake(
							only.kindLine,
							`to jedyny quiz, a zaświadczenie wymaga ${name}; wpisz kind: ${kind} albo zmień requires w course.md`
						)
					])
				: [])
		];
	});
};

const renewalFits: FrontRule = ({ lineOf }, { certificate }) => {
	const { requires, validMonths, renewal } = certificate;
	if (!renewal) return [];
	if (validMonths === undefined) {
		return [
			mistake(
				lineOf('certificate', 'renewal'),
				'zaświadczenie bez końca nie ma czego odnawiać; dopisz validMonths albo usuń renewal'
			)
		];
	}
	const problems = renewal.requires.flatMap((requirement, i) =>
		requires.includes(requirement)
			? []
			: [
					mistake(
						lineOf('certificate', 'renewal', 'requires', i),
						`odnowienie wymaga „${requirement}”, a samo zaświadczenie nie; dopisz to w certificate.requires albo usuń stąd`
					)
				]
	);
	if (renewal.openMonths >= validMonths) {
		problems.push(
			mistake(
				lineOf('certificate', 'renewal', 'openMonths'),
				`odnawiać można od ${renewal.openMonths} miesięcy przed końcem, a zaświadczenie trwa ${validMonths}; wpisz mniej`
			)
		);
	}
	return problems;
};

const reviewIsNotDue: FrontRule = ({ lineOf }, { reviewBy }, _, now) => {
	if (reviewBy >= dayInPoland(now)) return [];
	const message = `termin przeglądu minął ${formatDay(reviewBy)}; przeczytaj kurs od nowa i wpisz nowe lawAsOf i reviewBy`;
	return [warning(lineOf('reviewBy'), message.replaceAll('\u00a0', ' '))];
};

const lessonSourcesAreListed: CourseRule = (course) => {
	const known = course.file?.front.data?.sources.map((source) => source.id);
	if (!known) return [];
	return lessonsOf(course).flatMap(({ file }) =>
		(file?.front.data?.sources ?? []).flatMap((id, i) =>
			known.includes(id)
				? []
				: inFile(file!.path, [
						mistake(file!.front.lineOf('sources', i), `źródła „${id}” nie ma w course.md; dopisz je tam albo popraw id`)
					])
		)
	);
};

const lawIsNotNewerThanReview: CourseRule = (course) => {
	const reviewBy = course.file?.front.data?.reviewBy;
	if (!reviewBy) return [];
	return lessonsOf(course).flatMap(({ file }): CourseProblem[] => {
		const day = file?.front.data?.lawAsOf;
		if (!day || day <= reviewBy) return [];
		return inFile(file.path, [
			mistake(
				file.front.lineOf('lawAsOf'),
				'stan prawny lekcji jest późniejszy niż reviewBy kursu; popraw jeden z nich'
			)
		]);
	});
};

/** What the pattern of a course and the snippets of the editor have in places to be filled in. */
const PATTERN_VALUES = new Set([
	...[
		'Imię i nazwisko',
		'https://example.org/zasady',
		'https://example.org',
		'Tytuł kursu',
		'Tytuł modułu',
		'Tytuł lekcji'
	],
	...[
		'Jedno lub dwa zdania do katalogu.',
		'Jedno zdanie o module.',
		'Jedno zdanie pod tytułem.',
		'Dla kogo',
		'Autor, Tytuł'
	],
	...['co z niego pochodzi', 'wyjaśniam, o czym jest kurs', 'Jedno zdanie, o czym to jest.']
]);

/** Places of values that are still those of a pattern. */
function findPatternValues(value: unknown, path: (string | number)[] = []): (string | number)[][] {
	if (typeof value === 'string') return PATTERN_VALUES.has(value) ? [path] : [];
	if (value === null || typeof value !== 'object') return [];
	return Object.entries(value).flatMap(([key, inner]) =>
		findPatternValues(inner, [...path, Array.isArray(value) ? Number(key) : key])
	);
}

const patternsAreFilledIn: CourseRule = (course) =>
	[
		course.file,
		...course.modules.map((module) => module.file),
		...lessonsOf(course).flatMap(({ file, variants }) => [file, ...variants.values()])
	]
		.filter((file) => file !== null)
		.flatMap(({ path, front }) =>
			inFile(
				path,
				findPatternValues(front.data).map((place) =>
					warning(front.lineOf(...place), 'to wartość ze wzoru; wpisz swoją')
				)
			)
		);

/** What the front matter of course.md is checked for, together with that of its lessons. */
export const frontMatterRules: CourseRule[] = [
	...[sourceIdsDiffer, competenceIdsDiffer, competencesAreFew, sourcesAreUsed, renewalFits, reviewIsNotDue].map(
		inCourseFile
	),
	certificateCanBeEarned,
	patternsAreFilledIn,
	lessonSourcesAreListed,
	lawIsNotNewerThanReview
];
