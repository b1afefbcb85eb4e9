import type * as v from 'valibot';
import { VARIANTS, type Course, type CourseModule, type Language, type Lesson, type LessonText, type Source, type Variant } from '../course.ts';
import { typeset } from '../typography.ts';
import { readCourseFolder, type CourseFolder, type TextFolder } from './course-folder.ts';
import type { CourseFile, CourseProblem } from './course-index.ts';
import { normalizeSource, readFrontMatter, type FrontMatter } from './front-matter.ts';
import { CourseFrontMatter, LessonFrontMatter, ModuleFrontMatter, VariantFrontMatter } from './front-matter-schemas.ts';
import type { MarkdownContext } from './markdown-context.ts';
import { embeddedFiles, servedFiles } from './find-file.ts';
import { parseQuiz, type ParsedQuiz } from './parse-quiz.ts';
import { hasError, inFile, mistake } from './problems.ts';
import { renderMarkdown, type RenderedMarkdown } from './render-markdown.ts';
import { courseRules } from './rules/course-rules.ts';

/** A Markdown file read: front matter, text and mistakes. */
export interface ReadFile<T> {
	path: string;
	front: FrontMatter<T>;
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
export function readCourse(coursesFolder: string, slug: string, now: Date): ReadCourse {
	try {
		return readCourseFiles(coursesFolder, slug, now);
	} catch (error) {
		console.error(`Could not read the course ${slug}:`, error);
		const problems = inFile(slug, [mistake(1, 'kursu nie da się odczytać z dysku; sprawdź uprawnienia do plików')]);
		const root = { path: slug, slug, number: 0, texts: new Map(), files: new Map(), shownFiles: new Set<string>(), folders: [] };
		const draft = { folder: { root, revision: '', problems }, file: null, modules: [] };
		return { slug, course: null, draft, files: new Map(), problems };
	}
}

function readCourseFiles(coursesFolder: string, slug: string, now: Date): ReadCourse {
	const folder = readCourseFolder(coursesFolder, slug);
	const problems = [...folder.problems];
	const lessons = folder.root.folders.flatMap((module) =>
		module.folders.map((lesson) => [lesson.slug, `/kursy/${slug}/${module.slug}/${lesson.slug}`] as const)
	);
	const place: Place = { course: slug, language: 'pl', lessons: new Map(lessons), problems };
	const ownSources = (data: CourseFrontMatter) => data.sources.map((source) => source.id);
	const file = readText(place, folder.root, 'course.md', CourseFrontMatter, '', ownSources);
	const inCourse: Place = { ...place, language: file?.front.data?.language ?? 'pl', sources: file?.front.data && ownSources(file.front.data) };
	const draft: CourseDraft = {
		folder,
		file,
		modules: folder.root.folders.map((module) => ({
			folder: module,
			file: readText(inCourse, module, 'module.md', ModuleFrontMatter, module.slug),
			lessons: module.folders.map((lesson) => readLesson(inCourse, module, lesson))
		}))
	};
	for (const rule of courseRules) problems.push(...rule(draft, now));
	const course = hasError(problems) ? null : toCourse(slug, draft);
	return { slug, course, draft, files: listFiles(draft), problems };
}

/** What texts of a course share. */
interface Place {
	course: string;
	language: Language;
	/** Addresses by slug. */
	lessons: MarkdownContext['lessons'];
	/** Of the course, or of the lesson whose variant is read. */
	sources?: readonly string[] | undefined;
	problems: CourseProblem[];
}

/** @param sourcesOf which sources the front matter lets the text cite; those of the place unless given */
function readText<T extends v.GenericSchema>(
	place: Place,
	folder: TextFolder,
	name: string,
	schema: T,
	address: string,
	sourcesOf?: (data: v.InferOutput<T>) => readonly string[]
): ReadFile<v.InferOutput<T>> | null {
	const path = `${folder.path}/${name}`;
	const source = folder.texts.get(name);
	if (source === undefined) {
		place.problems.push(...inFile(path, [mistake(1, `brak pliku ${name}; utwórz go`)]));
		return null;
	}
	const front = readFrontMatter(normalizeSource(source), schema);
	const document = renderMarkdown(front.body, {
		firstLine: front.bodyLine,
		kind: 'page',
		language: place.language,
		lessons: place.lessons,
		sources: sourcesOf ? front.data && sourcesOf(front.data) : place.sources,
		findFile: servedFiles(place, address, folder)
	});
	place.problems.push(...inFile(path, [...front.problems, ...document.problems]));
	return { path, front, document };
}

function readLesson(place: Place, module: TextFolder, folder: TextFolder): LessonDraft {
	const address = `${module.slug}/${folder.slug}`;
	// In the order of the list under the lesson, which is the order of the course.
	const listed = (ids: readonly string[]) => place.sources?.filter((id) => ids.includes(id)) ?? ids;
	const file = readText(place, folder, 'lesson.md', LessonFrontMatter, address, (data) => listed(data.sources));
	const sources = file?.front.data && listed(file.front.data.sources);
	const variants: LessonDraft['variants'] = new Map();
	for (const variant of Object.keys(VARIANTS) as Variant[]) {
		const name = `lesson.${variant}.md`;
		const inVariant = { ...place, sources, language: VARIANTS[variant].language };
		const read = folder.texts.has(name) && readText(inVariant, folder, name, VariantFrontMatter, address);
		if (read) variants.set(variant, read);
	}
	const source = folder.texts.get('quiz.md');
	const quiz = source === undefined ? null : parseQuiz(source, folder.slug, embeddedFiles(folder), place.lessons);
	if (quiz) place.problems.push(...inFile(`${folder.path}/quiz.md`, quiz.problems));
	return { folder, file, variants, quiz };
}

function listFiles(draft: CourseDraft): Map<string, CourseFile> {
	const files = new Map<string, CourseFile>();
	const add = (address: string, folder: TextFolder) => {
		for (const [name, { path, contentType, version, kind }] of folder.files) {
			if (folder.shownFiles.has(name)) files.set(address + name, { path, contentType, version, isDownload: kind === 'attachment' });
		}
	};
	add('', draft.folder.root);
	for (const module of draft.modules) {
		for (const lesson of module.lessons) add(`${module.folder.slug}/${lesson.folder.slug}/`, lesson.folder);
	}
	return files;
}

const title = (text: string, language: Language) => typeset(text, { hardSpaces: false, language });

function toCourse(slug: string, draft: CourseDraft): Course {
	const data = sound(draft.file).front.data!;
	const sources = data.sources.map((source): Source => ({
		id: source.id,
		title: typeset(source.title),
		address: source.address ?? null,
		supports: typeset(source.supports)
	}));
	let number = 0;
	const modules = draft.modules.map((module): CourseModule => {
		const front = sound(module.file).front.data!;
		return {
			slug: module.folder.slug,
			title: title(front.title, data.language),
			summary: front.summary ? typeset(front.summary, { language: data.language }) : null,
			lessons: module.lessons.map((lesson) => toLesson(lesson, module.folder.slug, (number += 1), sources, data))
		};
	});
	return {
		slug,
		revision: draft.folder.revision,
		title: title(data.title, data.language),
		summary: typeset(data.summary, { language: data.language }),
		audience: data.audience,
		forWhom: typeset(data.forWhom),
		directions: data.directions,
		level: data.level,
		hours: data.hours,
		objectives: data.objectives.map((objective) => typeset(objective)),
		authors: data.authors,
		license: data.license,
		competences: data.competences.map(({ id, name }) => ({ id, name: typeset(name) })),
		prerequisites: data.prerequisites ?? { courses: [], knowledge: [] },
		redirects: data.redirects ?? { courses: [], lessons: {}, questions: {} },
		language: data.language,
		lawAsOf: data.lawAsOf,
		reviewBy: data.reviewBy,
		sources,
		certificate: {
			title: title(data.certificate.title, 'pl'),
			requires: data.certificate.requires,
			validMonths: data.certificate.validMonths ?? null,
			renewal: data.certificate.renewal ?? null
		},
		html: sound(draft.file).document.html,
		modules,
		lessons: modules.flatMap((module) => module.lessons)
	};
}

function toLesson(
	draft: LessonDraft,
	moduleSlug: string,
	number: number,
	sources: Source[],
	course: Pick<CourseFrontMatter, 'lawAsOf' | 'language'>
): Lesson {
	const data = sound(draft.file).front.data!;
	const variants = [...draft.variants].map(([variant, file]) => [variant, toText(file, VARIANTS[variant].language)]);
	return {
		...toText(draft.file, course.language),
		slug: draft.folder.slug,
		moduleSlug,
		number,
		lawAsOf: data.lawAsOf ?? course.lawAsOf,
		sources: sources.filter((source) => data.sources.includes(source.id)),
		variants: Object.fromEntries(variants) as Lesson['variants'],
		quiz: draft.quiz?.quiz ?? null
	};
}

type TextFile = ReadFile<{ title: string; shortTitle?: string; summary: string; minutes: number }>;

function toText(file: TextFile | null, language: Language): LessonText {
	const { front, document } = sound(file);
	const data = front.data!;
	return {
		language,
		title: title(data.title, language),
		shortTitle: title(data.shortTitle ?? data.title, language),
		summary: typeset(data.summary, { language }),
		minutes: data.minutes,
		html: document.html,
		htmlBytes: Buffer.from(document.html),
		headings: document.headings
	};
}

/** Called only after the rules: a file that is missing would have been a problem. */
function sound<T>(file: ReadFile<T> | null): ReadFile<T> {
	if (!file?.front.data) throw new Error('A course with a broken file passed the rules.');
	return file;
}
