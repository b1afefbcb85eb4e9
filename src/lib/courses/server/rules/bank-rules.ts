import { fitsRule } from '../../../quizzes/blueprint.ts';
import { BANK } from '../../course.ts';
import { BANK_FILE } from '../file-names.ts';
import { inFile, mistake, warning } from '../problems.ts';
import { readDraw } from '../read-draw.ts';
import { traitsOfDraft } from './blueprint-rules.ts';
import { lessonsOf, type CourseRule } from './course-rule.ts';

const bankIsThere: CourseRule = (course) => {
	if (course.bank || course.folder.root.unread.has(BANK_FILE)) return [];
	return lessonsOf(course).flatMap(({ folder, quiz }) =>
		quiz?.data?.bank
			? inFile(`${folder.path}/quiz.md`, [
					mistake(quiz.lineOf('bank'), 'kurs nie ma banku; połóż bank.md obok course.md albo usuń bank: true')
				])
			: []
	);
};

/** A question of the bank that nothing draws is written in vain. */
const bankIsUsed: CourseRule = (course) => {
	const quizzes = lessonsOf(course).flatMap(({ quiz }) => quiz ?? []);
	// While the front matter of a quiz is broken, what it draws is not known.
	if (!course.bank || quizzes.some(({ data }) => !data)) return [];
	const path = `${course.folder.root.path}/${BANK_FILE}`;
	const drawing = quizzes.filter(({ data }) => data?.bank && data.draw);
	if (drawing.length === 0)
		return inFile(path, [warning(1, 'z banku nie korzysta żaden quiz; w teście dopisz bank: true i draw')]);
	const rules = drawing.flatMap(({ data }) => readDraw(data!.draw!).map(({ rule }) => rule));
	return inFile(
		path,
		course.bank.drafts
			.filter((draft) => !rules.some((rule) => fitsRule(rule, traitsOfDraft(draft))))
			.map(({ line }) =>
				warning(line, 'tego pytania nie wylosuje żaden quiz; dopasuj dopiski w nawiasie albo draw w quizie')
			)
	);
};

/** Who was asked what is told by ids, over all quizzes that draw from the bank. */
const idsDifferFromBank: CourseRule = (course) =>
	lessonsOf(course).flatMap(({ folder, quiz }) =>
		inFile(
			`${folder.path}/quiz.md`,
			(quiz?.data?.bank ? quiz.drafts : []).flatMap(({ id, line }) =>
				id && course.bank?.found.has(id)
					? [mistake(line, `{#${id}} ma już pytanie w bank.md, z którego losuje ten quiz; nadaj inny identyfikator`)]
					: []
			)
		)
	);

/** `bank/…` are the published names of the bank's questions. */
const nameIsFree: CourseRule = (course) =>
	lessonsOf(course)
		.filter(({ folder }) => folder.slug === BANK)
		.flatMap(({ folder }) =>
			inFile(folder.path, [
				mistake(1, 'lekcja nie może nazywać się „bank”, tak nazywa się bank pytań kursu; zmień nazwę')
			])
		);

/** What the bank of a course is checked for, together with the quizzes that draw from it. */
export const bankRules: CourseRule[] = [bankIsThere, bankIsUsed, idsDifferFromBank, nameIsFree];
