import { BANK_FILE } from '../file-names.ts';
import { findNearestWord } from '../nearest-word.ts';
import { inFile, mistake, quoted, type Problem } from '../problems.ts';
import type { QuestionFile } from '../question-file.ts';
import { readDraw } from '../read-draw.ts';
import type { QuizFrontMatter } from '../front-matter-schemas.ts';
import { lessonsOf, type CourseRule } from './course-rule.ts';

/** Questions and draws name competences that the course has. */
export const competencesExist: CourseRule = (course) => {
	const known = course.file?.front.data?.competences.map(({ id }) => id);
	if (!known) return [];
	const check = (competence: string | null | undefined, line: number): Problem[] => {
		if (!competence || known.includes(competence)) return [];
		const nearest = findNearestWord(competence, known);
		const cure = nearest ? `czy chodziło o „${nearest}”?` : `są: ${quoted(known)}`;
		return [mistake(line, `umiejętności „${competence}” nie ma wśród competences w course.md; ${cure}`)];
	};
	const checkQuestions = ({ drafts }: QuestionFile<unknown>) =>
		drafts.flatMap(({ competence, line }) => check(competence, line));
	const checkDraw = ({ data, lineOf }: QuestionFile<QuizFrontMatter>) =>
		readDraw(data?.draw ?? []).flatMap(({ rule, key }) => check(rule.competence, lineOf('draw', key, 'competence')));
	return [
		...(course.bank ? inFile(`${course.folder.root.path}/${BANK_FILE}`, checkQuestions(course.bank)) : []),
		...lessonsOf(course).flatMap(({ folder, quiz }) =>
			quiz ? inFile(`${folder.path}/quiz.md`, [...checkDraw(quiz), ...checkQuestions(quiz)]) : []
		)
	];
};
