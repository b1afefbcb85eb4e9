import { join } from 'node:path';
import type { CourseProblem } from '../course-index.ts';
import { normalizeSource, readFrontMatter } from '../front-matter.ts';
import { QuizFrontMatter } from '../front-matter-schemas.ts';
import { inFile, type Problem } from '../problems.ts';
import type { CourseDraft, LessonDraft, ReadCourse, ReadFile } from '../read-course.ts';
import { lessonsOf } from '../rules/course-rule.ts';
import { readProse, readValues, type Block } from './prose.ts';
import { checkSentences, EASY_LIMIT, limitFor } from './sentence-rules.ts';
import { checkSpelling, openSpeller, WORDS_FILE, type Speller } from './spelling.ts';

/**
 * Spelling and the length of sentences of Polish texts: what an author should know and a server need not.
 * Other languages have no dictionary here and are left alone.
 * @param coursesFolder where the project's own words are
 */
export function checkWriting(
	coursesFolder: string,
	courses: ReadCourse[],
	speller = openSpeller(join(coursesFolder, WORDS_FILE))
): CourseProblem[] {
	return courses.flatMap(({ draft }) => (draft.file?.front.data?.language === 'pl' ? checkCourse(draft, speller) : []));
}

function checkCourse(course: CourseDraft, speller: Speller): CourseProblem[] {
	const limit = limitFor(course.file!.front.data!.audience);
	const texts = [course.file, ...course.modules.map((module) => module.file)];
	return [
		...texts.flatMap((file) => (file ? inFile(file.path, checkSpelling([...readValues(file.front), ...proseOf(file)], speller)) : [])),
		...lessonsOf(course).flatMap((lesson) => checkLesson(lesson, limit, speller))
	];
}

const proseOf = ({ front }: ReadFile<unknown>) => readProse(front.body, front.bodyLine, 'page');

function checkLesson({ file, variants, folder }: LessonDraft, limit: typeof EASY_LIMIT, speller: Speller): CourseProblem[] {
	const check = (text: ReadFile<unknown>, own: typeof EASY_LIMIT): CourseProblem[] => {
		const prose = proseOf(text);
		return inFile(text.path, [
			...checkSpelling([...readValues(text.front), ...prose], speller),
			...checkSentences(prose, own, text.front.bodyLine)
		]);
	};
	const easy = variants.get('etr');
	const quiz = folder.texts.get('quiz.md');
	return [
		...(file ? check(file, limit) : []),
		...(easy ? check(easy, EASY_LIMIT) : []),
		...(quiz === undefined ? [] : inFile(`${folder.path}/quiz.md`, checkQuiz(quiz, limit, speller)))
	];
}

function checkQuiz(source: string, limit: typeof EASY_LIMIT, speller: Speller): Problem[] {
	const front = readFrontMatter(normalizeSource(source), QuizFrontMatter);
	const prose: Block[] = readProse(front.body, front.bodyLine, 'quiz');
	return [
		...checkSpelling([...readValues(front), ...prose], speller),
		...checkSentences(prose, { ...limit, mean: Infinity }, front.bodyLine)
	];
}
