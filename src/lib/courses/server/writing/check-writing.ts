import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CourseProblem } from '../course-index.ts';
import { decodeText, NOT_UTF8 } from '../file-faults.ts';
import { normalizeSource, readFrontMatter } from '../front-matter.ts';
import { QuizFrontMatter } from '../front-matter-schemas.ts';
import { GlossaryFrontMatter } from '../glossary-front-matter.ts';
import { inFile, mistake, type Problem } from '../problems.ts';
import type { CourseDraft, LessonDraft, ReadCourse, ReadFile } from '../read-course.ts';
import { GLOSSARY_FILE } from '../read-glossary.ts';
import { readTerms } from '../read-terms.ts';
import { lessonsOf } from '../rules/course-rule.ts';
import { readProse, readValues } from './prose.ts';
import { checkSentences, EASY_LIMIT, limitFor, type Limit } from './sentence-rules.ts';
import { checkSpelling, openSpeller, WORDS_FILE, type Speller } from './spelling.ts';

interface WritingOptions {
	/** Whether the glossary of the folder is checked too. */
	withGlossary?: boolean;
	/** One that is open already. */
	speller?: Speller;
}

/**
 * Spelling and the length of sentences of Polish texts: what an author should know and a server need not.
 * Other languages have no dictionary here and are left alone.
 * @param coursesFolder where the project's own words are
 */
export function checkWriting(
	coursesFolder: string,
	courses: ReadCourse[],
	{ withGlossary = false, speller: given }: WritingOptions = {}
): CourseProblem[] {
	const words = join(coursesFolder, WORDS_FILE);
	if (existsSync(words) && decodeText(readFileSync(words)) === null) return inFile(WORDS_FILE, [mistake(1, NOT_UTF8)]);
	const speller = given ?? openSpeller(words);
	return [
		...courses.flatMap(({ draft }) => (draft.file?.front.data?.language === 'pl' ? checkCourse(draft, speller) : [])),
		...(withGlossary ? checkGlossary(join(coursesFolder, GLOSSARY_FILE), speller) : [])
	];
}

/** Terms, their forms and definitions; English and Ukrainian names are left alone. */
function checkGlossary(path: string, speller: Speller): CourseProblem[] {
	const text = existsSync(path) ? decodeText(readFileSync(path)) : null;
	if (text === null) return [];
	const front = readFrontMatter(normalizeSource(text), GlossaryFrontMatter);
	const { intro, terms } = readTerms(front.body, front.bodyLine);
	const blocks = terms.flatMap(({ term, line, forms, definition, definitionLine }) => [
		...readProse([term, ...forms].join(', '), line, 'page').map((block) => ({ ...block, lineAt: () => line })),
		...readProse(definition, definitionLine, 'page')
	]);
	return inFile(
		GLOSSARY_FILE,
		checkSpelling([...readValues(front), ...readProse(intro, front.bodyLine, 'page'), ...blocks], speller)
	);
}

function checkCourse(course: CourseDraft, speller: Speller): CourseProblem[] {
	const limit = limitFor(course.file!.front.data!.audience);
	return [
		...[course.file, ...course.modules.map((module) => module.file)].flatMap((file) => checkText(file, limit, speller)),
		...lessonsOf(course).flatMap((lesson) => checkLesson(lesson, limit, speller))
	];
}

function checkText(file: ReadFile<unknown> | null | undefined, limit: Limit, speller: Speller): CourseProblem[] {
	if (!file) return [];
	const { path, front } = file;
	const prose = readProse(front.body, front.bodyLine, 'page');
	return inFile(path, [
		...checkSpelling([...readValues(front), ...prose], speller),
		...checkSentences(prose, limit, front.bodyLine)
	]);
}

function checkLesson({ file, variants, folder }: LessonDraft, limit: Limit, speller: Speller): CourseProblem[] {
	const quiz = folder.texts.get('quiz.md');
	return [
		...checkText(file, limit, speller),
		...checkText(variants.get('etr'), EASY_LIMIT, speller),
		...(quiz === undefined ? [] : inFile(`${folder.path}/quiz.md`, checkQuiz(quiz, limit, speller)))
	];
}

function checkQuiz(source: string, limit: Limit, speller: Speller): Problem[] {
	const front = readFrontMatter(normalizeSource(source), QuizFrontMatter);
	const prose = readProse(front.body, front.bodyLine, 'quiz');
	return [
		...checkSpelling([...readValues(front), ...prose], speller),
		...checkSentences(prose, { ...limit, mean: Infinity }, front.bodyLine)
	];
}
