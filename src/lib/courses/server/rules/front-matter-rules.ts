import { dayInPoland, formatDay } from '../../../format.ts';
import type { CourseProblem } from '../course-index.ts';
import { inFile, mistake, warning, type Problem } from '../problems.ts';
import type { CourseDraft } from '../read-course.ts';
import { lessonsOf, type CourseRule } from './course-rule.ts';

/** Problems of course.md, when its front matter could be read. */
type FrontRule = (front: NonNullable<CourseDraft['file']>['front'], data: Data, course: CourseDraft, now: Date) => Problem[];
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
		return [warning(lineOf('competences', 7), 'więcej niż siedem umiejętności; połącz podobne, żeby zostały najważniejsze')];
	}
	if (competences.length >= 3) return [];
	return [warning(lineOf('competences'), 'mniej niż trzy umiejętności; nazwij, co jeszcze ćwiczy kurs')];
};

const sourcesAreUsed: FrontRule = ({ lineOf }, { sources }, course) => {
	if (lessonsOf(course).some((lesson) => !lesson.file?.front.data)) return [];
	const used = new Set(lessonsOf(course).flatMap((lesson) => lesson.file!.front.data!.sources));
	return sources.flatMap(({ id }, i) =>
		used.has(id) ? [] : [warning(lineOf('sources', i, 'id'), `źródła „${id}” nie używa żadna lekcja; dopisz je w lekcji albo usuń`)]
	);
};

const certificateCanBeEarned: FrontRule = ({ lineOf }, { certificate }, course) => {
	const quizzes = lessonsOf(course).flatMap((lesson) => lesson.quiz ?? []);
	// While a quiz is broken, its kind is unknown, and this rule would only add noise.
	if (quizzes.some(({ quiz }) => !quiz)) return [];
	const has = (kind: string) => quizzes.some(({ quiz }) => quiz?.kind === kind);
	return certificate.requires.flatMap((requirement, i) => {
		const line = lineOf('certificate', 'requires', i);
		if (requirement === 'test' && !has('test')) {
			return [mistake(line, 'certyfikat wymaga testu, a kurs nie ma quizu z kind: test; dodaj go albo usuń „test”')];
		}
		if (requirement === 'quizzes' && !has('practice')) {
			return [mistake(line, 'certyfikat wymaga quizów, a kurs nie ma quizu z kind: practice; dodaj go albo usuń „quizzes”')];
		}
		return [];
	});
};

const renewalFits: FrontRule = ({ lineOf }, { certificate }) => {
	const { requires, validMonths, renewal } = certificate;
	if (!renewal) return [];
	if (validMonths === undefined) {
		return [mistake(lineOf('certificate', 'renewal'), 'certyfikat bez końca nie ma czego odnawiać; dopisz validMonths albo usuń renewal')];
	}
	const problems = renewal.requires.flatMap((requirement, i) =>
		requires.includes(requirement)
			? []
			: [
					mistake(
						lineOf('certificate', 'renewal', 'requires', i),
						`odnowienie wymaga „${requirement}”, a sam certyfikat nie; dopisz to w certificate.requires albo usuń stąd`
					)
				]
	);
	if (renewal.openMonths > validMonths) {
		problems.push(
			mistake(
				lineOf('certificate', 'renewal', 'openMonths'),
				`odnawiać można od ${renewal.openMonths} miesięcy przed końcem, a certyfikat trwa ${validMonths}; wpisz mniej`
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
				: inFile(file!.path, [mistake(file!.front.lineOf('sources', i), `źródła „${id}” nie ma w course.md; dopisz je tam albo popraw id`)])
		)
	);
};

const lawIsNotNewerThanReview: CourseRule = (course) => {
	const reviewBy = course.file?.front.data?.reviewBy;
	if (!reviewBy) return [];
	return lessonsOf(course).flatMap(({ file }): CourseProblem[] => {
		const day = file?.front.data?.lawAsOf;
		if (!day || day <= reviewBy) return [];
		return inFile(file.path, [mistake(file.front.lineOf('lawAsOf'), 'stan prawny lekcji jest późniejszy niż reviewBy kursu; popraw jeden z nich')]);
	});
};

/** What the front matter of course.md is checked for, together with that of its lessons. */
export const frontMatterRules: CourseRule[] = [
	...[sourceIdsDiffer, competenceIdsDiffer, competencesAreFew, sourcesAreUsed, certificateCanBeEarned, renewalFits, reviewIsNotDue].map(
		inCourseFile
	),
	lessonSourcesAreListed,
	lawIsNotNewerThanReview
];
