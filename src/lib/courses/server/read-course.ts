import { readFileSync } from 'node:fs';
import type * as v from 'valibot';
import { VARIANTS, type Course, type CourseModule, type Language, type Lesson, type LessonText, type Source, type Variant } from '../course.ts';
import { typeset } from '../typography.ts';
import { readCourseFolder, type CourseFolder, type TextFolder } from './course-folder.ts';
import type { CourseFile, CourseProblem } from './course-index.ts';
import { normalizeSource, readFrontMatter, type FrontMatter } from './front-matter.ts';
import { CourseFrontMatter, LessonFrontMatter, ModuleFrontMatter, VariantFrontMatter } from './front-matter-schemas.ts';
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
		const root = { path: slug, slug, number: 0, texts: new Map(), pictures: new Map(), shownPictures: new Set<string>(), folders: [] };
		const draft = { folder: { root, revision: '', problems }, file: null, modules: [] };
		return { slug, course: null, draft, files: new Map(), problems };
	}
}

function readCourseFiles(coursesFolder: string, slug: string, now: Date): ReadCourse {
	const folder = readCourseFolder(coursesFolder, slug);
	const problems = [...folder.problems];
	const draft: CourseDraft = {
		folder,
		file: readText(slug, folder.root, 'course.md', CourseFrontMatter, '', problems),
		modules: folder.root.folders.map((module) => ({
			folder: module,
			file: readText(slug, module, 'module.md', ModuleFrontMatter, module.slug, problems),
			lessons: module.folders.map((lesson) => readLesson(slug, module, lesson, problems))
		}))
	};
	for (const rule of courseRules) problems.push(...rule(draft, now));
	const course = hasError(problems) ? null : toCourse(slug, draft);
	return { slug, course, draft, files: listFiles(draft), problems };
}

/** Pictures of a page, served from an address of their own. */
const servedPictures = (course: string, address: string, folder: TextFolder) => (name: string) => {
	const file = folder.pictures.get(name);
	if (!file) return undefined;
	folder.shownPictures.add(name);
	const src = `/kursy/${course}/pliki/${address === '' ? '' : `${address}/`}${name}?v=${file.version}`;
	return { src, width: file.width, height: file.height, bytes: file.bytes };
};

/**
 * Pictures of a quiz, inside the question itself: an old attempt shows the picture it had, whatever becomes of the file,
 * and the picture of an explanation has no address at which it could be seen too early.
 */
const embeddedPictures = (folder: TextFolder) => (name: string) => {
	const file = folder.pictures.get(name);
	if (!file) return undefined;
	const src = `data:${file.contentType};base64,${readFileSync(file.path, 'base64')}`;
	return { src, width: file.width, height: file.height, bytes: file.bytes };
};

function readText<T extends v.GenericSchema>(
	course: string,
	folder: TextFolder,
	name: string,
	schema: T,
	address: string,
	problems: CourseProblem[]
): ReadFile<v.InferOutput<T>> | null {
	const path = `${folder.path}/${name}`;
	const source = folder.texts.get(name);
	if (source === undefined) {
		problems.push(...inFile(path, [mistake(1, `brak pliku ${name}; utwórz go`)]));
		return null;
	}
	const front = readFrontMatter(normalizeSource(source), schema);
	const findPicture = servedPictures(course, address, folder);
	const document = renderMarkdown(front.body, { firstLine: front.bodyLine, findPicture, kind: 'page' });
	problems.push(...inFile(path, [...front.problems, ...document.problems]));
	return { path, front, document };
}

function readLesson(course: string, module: TextFolder, folder: TextFolder, problems: CourseProblem[]): LessonDraft {
	const address = `${module.slug}/${folder.slug}`;
	const file = readText(course, folder, 'lesson.md', LessonFrontMatter, address, problems);
	const variants: LessonDraft['variants'] = new Map();
	for (const variant of Object.keys(VARIANTS) as Variant[]) {
		const name = `lesson.${variant}.md`;
		const read = folder.texts.has(name) && readText(course, folder, name, VariantFrontMatter, address, problems);
		if (read) variants.set(variant, read);
	}
	const source = folder.texts.get('quiz.md');
	const quiz = source === undefined ? null : parseQuiz(source, folder.slug, embeddedPictures(folder));
	if (quiz) problems.push(...inFile(`${folder.path}/quiz.md`, quiz.problems));
	return { folder, file, variants, quiz };
}

function listFiles(draft: CourseDraft): Map<string, CourseFile> {
	const files = new Map<string, CourseFile>();
	const add = (address: string, folder: TextFolder) => {
		for (const [name, { path, contentType, version }] of folder.pictures) {
			if (folder.shownPictures.has(name)) files.set(address + name, { path, contentType, version });
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
