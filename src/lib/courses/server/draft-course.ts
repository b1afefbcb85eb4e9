import * as v from 'valibot';
import type { Course } from '../course.ts';
import { buildCourse } from './build-course.ts';
import type { TextFolder } from './course-folder.ts';
import type { CourseProblem } from './course-index.ts';
import { BANK_FILE } from './file-names.ts';
import { normalizeSource, readFrontMatter } from './front-matter.ts';
import {
	BankFrontMatter,
	CourseFrontMatter,
	LessonFrontMatter,
	ModuleFrontMatter,
	QuizFrontMatter,
	VariantFrontMatter
} from './front-matter-schemas.ts';
import type { MarkdownContext } from './markdown-context.ts';
import type { CourseDraft, LessonDraft, ReadFile } from './read-course.ts';
import { renderMarkdown } from './render-markdown.ts';
import { renderWithMistakes } from './text-with-mistakes.ts';

/**
 * A course as its author sees it while something is wrong with it: what can be read as it is, the rest by default, and
 * mistakes at their places. Never for learners.
 */
export function draftCourse(slug: string, draft: CourseDraft, problems: CourseProblem[]): Course {
	const complete: CourseDraft = {
		folder: draft.folder,
		file: mendCourse(draft, problems),
		bank: draft.bank,
		modules: draft.modules.map((module) => ({
			folder: module.folder,
			file: mend(module.file, ModuleFrontMatter, {}, module.folder, problems),
			lessons: module.lessons.map((lesson) => mendLesson(lesson, problems))
		}))
	};
	return buildCourse(slug, complete);
}

function mendCourse({ file, folder: { root } }: CourseDraft, problems: CourseProblem[]): ReadFile<CourseFrontMatter> {
	const mended = mend(file, CourseFrontMatter, COURSE, root, problems);
	return withQuestions(mended, questionsWithMistakes(mended.context, root, BANK_FILE, problems));
}

function mendLesson(lesson: LessonDraft, problems: CourseProblem[]): LessonDraft {
	const { folder } = lesson;
	const file = mend(lesson.file, LessonFrontMatter, LESSON, folder, problems);
	return {
		...lesson,
		file: withQuestions(file, questionsWithMistakes(file.context, folder, 'quiz.md', problems)),
		variants: new Map(
			[...lesson.variants].map(([kind, variant]) => [kind, mend(variant, VariantFrontMatter, LESSON, folder, problems)])
		)
	};
}

/** The very same file while there is nothing to add. */
const withQuestions = <T>(file: ReadFile<T>, questions: string): ReadFile<T> =>
	questions === '' ? file : { ...file, document: { ...file.document, html: `${file.document.html}\n${questions}` } };

/** Questions with mistakes as plain text below their lesson or course; nothing while they are sound. */
function questionsWithMistakes(
	context: MarkdownContext,
	folder: TextFolder,
	name: 'quiz.md' | 'bank.md',
	problems: CourseProblem[]
): string {
	const path = `${folder.path}/${name}`;
	const own = problems.filter((problem) => problem.path === path);
	const source = folder.texts.get(name);
	if (source === undefined || own.length === 0) return '';
	const schema = name === 'quiz.md' ? QuizFrontMatter : BankFrontMatter;
	const { body, bodyLine } = readFrontMatter(normalizeSource(source), schema);
	return renderWithMistakes(body, { ...context, firstLine: bodyLine }, own);
}

const COURSE = {
	summary: 'Kurs w przygotowaniu.',
	audience: [],
	forWhom: '',
	directions: [],
	level: 'podstawowy',
	hours: 1,
	objectives: [],
	competences: [],
	authors: [],
	license: '',
	language: 'pl',
	lawAsOf: '2000-01-01',
	reviewBy: '2000-01-01',
	sources: [],
	certificate: { title: 'Zaświadczenie', requires: ['lessons'] }
};
const LESSON = { summary: 'Lekcja w przygotowaniu.', minutes: 1, sources: [], basedOn: 'wersja-0000000000' };

type KeyedSchema = v.GenericSchema & { entries: v.ObjectEntries };

/** The file with front matter that can be used, whatever its author wrote, and with its mistakes in the text. */
function mend<T extends KeyedSchema>(
	file: ReadFile<v.InferOutput<T>> | null,
	schema: T,
	defaults: Record<string, unknown>,
	folder: TextFolder,
	problems: CourseProblem[]
): ReadFile<v.InferOutput<T>> {
	const known = file ?? emptyFile<v.InferOutput<T>>(folder);
	const own = problems.filter(({ path }) => path === known.path);
	// The very same file: what was made of it is known.
	if (known.front.data && own.length === 0) return known;
	const title = folder.slug.replaceAll('-', ' ');
	const data = known.front.data ?? salvage(schema, known.front.written, { title, ...defaults });
	const html = own.length > 0 ? renderWithMistakes(known.front.body, known.context, own) : known.document.html;
	return { ...known, front: { ...known.front, data }, document: { ...known.document, html } };
}

/** Every value that is right by itself, and a default for the others. */
function salvage<T extends KeyedSchema>(
	schema: T,
	written: unknown,
	defaults: Record<string, unknown>
): v.InferOutput<T> {
	const values = new Map(Object.entries(written ?? {}));
	return Object.fromEntries(
		Object.entries(schema.entries).map(([key, entry]) => {
			const result = v.safeParse(entry, values.get(key));
			return [key, result.success ? result.output : defaults[key]];
		})
	);
}

function emptyFile<T>(folder: TextFolder): ReadFile<T> {
	const front = { data: undefined, written: undefined, body: '', bodyLine: 1, problems: [], lineOf: () => 1 };
	const context: MarkdownContext = {
		...{ firstLine: 1, kind: 'page', language: 'pl', sources: [], lessons: new Map(), findFile: () => undefined }
	};
	return { path: folder.path, front, context, document: renderMarkdown('', context) };
}
