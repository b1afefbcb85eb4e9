import type * as v from 'valibot';
import { VARIANTS, type Course, type Variant } from '../course.ts';
import { buildCourse } from './build-course.ts';
import { readCourseFolder, type CourseFolder, type TextFolder } from './course-folder.ts';
import type { CourseFile, CourseProblem } from './course-index.ts';
import { normalizeSource, readFrontMatter, type FrontMatter } from './front-matter.ts';
import { CourseFrontMatter, LessonFrontMatter, ModuleFrontMatter, VariantFrontMatter } from './front-matter-schemas.ts';
import { BANK_FILE } from './file-names.ts';
import type { LessonMemory, ReadLesson } from './lesson-memory.ts';
import type { MarkdownContext } from './markdown-context.ts';
import { embeddedFiles, servedFiles, type FilePlace } from './find-file.ts';
import { parseBank, parseQuiz, type ParsedBank, type ParsedQuiz } from './parse-quiz.ts';
import { hasError, inFile, mistake } from './problems.ts';
import { renderMarkdown, type RenderedMarkdown } from './render-markdown.ts';
import { courseRules } from './rules/course-rules.ts';

/** A Markdown file read: front matter, text and mistakes. */
export interface ReadFile<T> {
	path: string;
	front: FrontMatter<T>;
	/** In which the text was read. */
	context: MarkdownContext;
	document: RenderedMarkdown;
}

export interface LessonDraft {
	folder: TextFolder;
	file: ReadFile<v.InferOutput<typeof LessonFrontMatter>> | null;
	variants: Map<Variant, ReadFile<v.InferOutput<typeof VariantFrontMatter>>>;
	quiz: ParsedQuiz | null;
}

export interface ModuleDraft {
	folder: TextFolder;
	file: ReadFile<v.InferOutput<typeof ModuleFrontMatter>> | null;
	lessons: LessonDraft[];
}

/** A course as read, sound or not: what the rules look at. */
export interface CourseDraft {
	folder: CourseFolder;
	file: ReadFile<CourseFrontMatter> | null;
	/** `bank.md`; null: there is none. */
	bank: ParsedBank | null;
	modules: ModuleDraft[];
}

export interface ReadCourse {
	slug: string;
	/** Null when an error keeps it out. */
	course: Course | null;
	draft: CourseDraft;
	files: Map<string, CourseFile>;
	problems: CourseProblem[];
}

/** Reads, checks and renders one course. Whatever is wrong with it stands in its problems. */
export function readCourse(coursesFolder: string, slug: string, now: Date, memory?: LessonMemory): ReadCourse {
	try {
		return readCourseFiles(coursesFolder, slug, now, memory);
	} catch (error) {
		console.error(`Could not read the course ${slug}:`, error);
		const problems = inFile(slug, [mistake(1, 'kursu nie da się odczytać z dysku; sprawdź uprawnienia do plików')]);
		const root: TextFolder = {
			...{ path: slug, slug, number: 0, texts: new Map(), unread: new Set(), isPartial: true },
			...{ files: new Map(), shownFiles: new Set(), folders: [] }
		};
		const draft = { folder: { root, revision: '', problems }, file: null, bank: null, modules: [] };
		return { slug, course: null, draft, files: new Map(), problems };
	}
}

function readCourseFiles(coursesFolder: string, slug: string, now: Date, memory: LessonMemory | undefined): ReadCourse {
	const folder = readCourseFolder(coursesFolder, slug);
	const problems = [...folder.problems];
	const lessons = folder.root.folders.flatMap((module) =>
		module.folders.map((lesson) => [lesson.slug, `/kursy/${slug}/${module.slug}/${lesson.slug}`] as const)
	);
	const place: Place = { course: slug, language: 'pl', lessons: new Map(lessons), problems };
	const own = ({ language, sources }: CourseFrontMatter) => ({ language, sources: sources.map((source) => source.id) });
	const file = readText(place, folder.root, 'course.md', CourseFrontMatter, servedFiles(place, '', folder.root), own);
	const inCourse: Place = { ...place, ...(file?.front.data && own(file.front.data)) };
	const key = JSON.stringify([inCourse.language, inCourse.sources, lessons]);
	const recallLesson = (module: TextFolder, lesson: TextFolder): LessonDraft => {
		const read = () => readLesson(inCourse, module, lesson);
		const { draft, problems: found } = memory ? memory.recall(lesson, key, read) : read();
		problems.push(...found);
		return draft;
	};
	const draft: CourseDraft = {
		folder,
		file,
		bank: readBank(inCourse, folder.root),
		modules: folder.root.folders.map((module) => ({
			folder: module,
			file: readText(inCourse, module, 'module.md', ModuleFrontMatter, () => undefined),
			lessons: module.folders.map((lesson) => recallLesson(module, lesson))
		}))
	};
	for (const rule of courseRules) problems.push(...rule(draft, now));
	const course = hasError(problems) ? null : buildCourse(slug, draft);
	return { slug, course, draft, files: listFiles(draft), problems };
}

/** What texts of a course share. */
interface Place extends FilePlace {
	/** Addresses by slug. */
	lessons: MarkdownContext['lessons'];
	/** Of the course, or of the lesson whose variant is read. */
	sources?: readonly string[] | undefined;
}

/** @param own what the front matter says of the place: the language, and the sources that the text may cite */
function readText<T extends v.GenericSchema>(
	place: Place,
	folder: TextFolder,
	name: string,
	schema: T,
	findFile: MarkdownContext['findFile'],
	own?: (data: v.InferOutput<T>) => Partial<Pick<Place, 'language' | 'sources'>>
): ReadFile<v.InferOutput<T>> | null {
	const path = `${folder.path}/${name}`;
	const source = folder.texts.get(name);
	if (source === undefined) {
		if (!folder.unread.has(name)) place.problems.push(...inFile(path, [mistake(1, `brak pliku ${name}; utwórz go`)]));
		return null;
	}
	const front = readFrontMatter(normalizeSource(source), schema);
	const context: MarkdownContext = {
		firstLine: front.bodyLine,
		kind: 'page',
		language: place.language,
		lessons: place.lessons,
		sources: own ? undefined : place.sources,
		findFile,
		...(front.data && own?.(front.data))
	};
	const document = renderMarkdown(front.body, context);
	place.problems.push(...inFile(path, [...front.problems, ...document.problems]));
	return { path, front, context, document };
}

function readBank({ lessons, problems }: Place, folder: TextFolder): ParsedBank | null {
	const source = folder.texts.get(BANK_FILE);
	if (source === undefined) return null;
	const bank = parseBank(source, { lessons, findFile: embeddedFiles(folder) });
	problems.push(...inFile(`${folder.path}/${BANK_FILE}`, bank.problems));
	return bank;
}

function readLesson(course: Place, module: TextFolder, folder: TextFolder): ReadLesson {
	const problems: CourseProblem[] = [];
	const place = { ...course, problems };
	const findFile = servedFiles(place, `${module.slug}/${folder.slug}`, folder);
	// In the order of the list under the lesson, which is the order of the course.
	const order = (ids: readonly string[]) => [
		...new Set([...(place.sources ?? []).filter((id) => ids.includes(id)), ...ids])
	];
	const own = (data: v.InferOutput<typeof LessonFrontMatter>) => ({ sources: order(data.sources) });
	const file = readText(place, folder, 'lesson.md', LessonFrontMatter, findFile, own);
	const sources = file?.front.data && order(file.front.data.sources);
	const variants: LessonDraft['variants'] = new Map();
	for (const variant of Object.keys(VARIANTS) as Variant[]) {
		const name = `lesson.${variant}.md`;
		const inVariant = { ...place, sources, language: VARIANTS[variant].language };
		const read = folder.texts.has(name) && readText(inVariant, folder, name, VariantFrontMatter, findFile);
		if (read) variants.set(variant, read);
	}
	const source = folder.texts.get('quiz.md');
	const quiz = source === undefined ? null : parseQuiz(source, folder.slug, embeddedFiles(folder), place.lessons);
	if (quiz) problems.push(...inFile(`${folder.path}/quiz.md`, quiz.problems));
	return { draft: { folder, file, variants, quiz }, problems };
}

function listFiles(draft: CourseDraft): Map<string, CourseFile> {
	const files = new Map<string, CourseFile>();
	const add = (address: string, folder: TextFolder) => {
		for (const [name, { path, contentType, version, kind }] of folder.files) {
			if (folder.shownFiles.has(name))
				files.set(address + name, { path, contentType, version, isDownload: kind === 'attachment' });
		}
	};
	add('', draft.folder.root);
	for (const module of draft.modules) {
		for (const lesson of module.lessons) add(`${module.folder.slug}/${lesson.folder.slug}/`, lesson.folder);
	}
	return files;
}
