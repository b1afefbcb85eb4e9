import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import { VARIANTS } from '../course.ts';
import type { CourseProblem } from './course-index.ts';
import { readCompanionFile, type FileOnDisk } from './companion-files.ts';
import { endingsOf, isCompanionName, isTranscriptName } from './file-types.ts';
import { mistake } from './problems.ts';

const MAX_TEXT = 512 * 1024;

/** One folder with its Markdown and the files beside it. */
export interface TextFolder {
	/** Relative to the courses folder. */
	path: string;
	slug: string;
	/** `NN-`, or 0 for a course. */
	number: number;
	/** Markdown by file name. */
	texts: Map<string, string>;
	files: Map<string, FileOnDisk>;
	/** Names of files that a page shows or links to: the only ones that are served. */
	shownFiles: Set<string>;
	folders: TextFolder[];
}

export interface CourseFolder {
	root: TextFolder;
	/** SHA-256 over all its files. */
	revision: string;
	problems: CourseProblem[];
}

/** Texts that each level of the tree may hold: course, module, lesson. */
const TEXTS = [
	['course.md'],
	['module.md'],
	['lesson.md', 'quiz.md', ...Object.keys(VARIANTS).map((variant) => `lesson.${variant}.md`)]
];
const NAMES = ['kurs', 'moduł', 'lekcja'];

const isHidden = (name: string) => name.startsWith('.') || name.endsWith('~');
function misnamed(level: number): string {
	const pictures = `obrazki (${endingsOf('picture')})`;
	const others = `załączniki (${endingsOf('attachment')}) i nagrania (${endingsOf('film', 'sound')})`;
	return (
		`zła nazwa pliku; mogą tu leżeć ${TEXTS[level]!.join(', ')}, ${pictures}, ${others} z napisami .vtt i zapisem .md ` +
		'tej samej nazwy; nazwa ma małe litery a–z, cyfry i myślniki'
	);
}

/** Reads a course from the disk into memory, names checked. */
export function readCourseFolder(coursesFolder: string, slug: string): CourseFolder {
	const hash = createHash('sha256');
	const problems: CourseProblem[] = [];
	const report = (path: string, message: string) => problems.push({ path, ...mistake(1, message) });

	const readFolder = (path: string, level: number, folderSlug: string, number: number): TextFolder => {
		const folder: TextFolder = {
			path,
			slug: folderSlug,
			number,
			texts: new Map(),
			files: new Map(),
			shownFiles: new Set(),
			folders: []
		};
		const entries = readdirSync(join(coursesFolder, path), { withFileTypes: true })
			.filter((entry) => !isHidden(entry.name))
			.sort((a, b) => (a.name < b.name ? -1 : 1));
		const names = entries.map((entry) => entry.name);
		for (const entry of entries) readEntry(folder, entry, level, names);
		return folder;
	};

	const readEntry = (folder: TextFolder, entry: Dirent, level: number, names: string[]) => {
		const { name } = entry;
		const path = `${folder.path}/${name}`;
		if (entry.isDirectory()) {
			const match = /^(\d\d)-([a-z0-9]+(?:-[a-z0-9]+)*)$/.exec(name);
			if (level === 2) report(path, 'folder w lekcji; obrazki i inne pliki połóż obok lesson.md');
			else if (!match) {
				report(
					path,
					`zła nazwa folderu; ${NAMES[level + 1]} nazywa się na przykład „01-pomysl”: dwie cyfry, myślnik, małe litery a–z`
				);
			} else folder.folders.push(readFolder(path, level + 1, match[2]!, Number(match[1])));
			return;
		}
		const isText = TEXTS[level]!.includes(name) || isTranscriptName(name, names);
		if (!entry.isFile()) return report(path, 'to nie jest zwykły plik; zastąp dowiązanie kopią pliku');
		if (!isText && !isCompanionName(name)) return report(path, misnamed(level));
		const absolute = join(coursesFolder, path);
		if (isText) {
			if (statSync(absolute).size > MAX_TEXT) return report(path, 'plik ma ponad 512 KiB; podziel go');
			const content = readFileSync(absolute);
			hash.update(`${path.slice(slug.length)}\0${content.length}\0`).update(content);
			folder.texts.set(name, content.toString('utf8'));
			return;
		}
		const { file, digest, fault } = readCompanionFile(name, absolute);
		if (fault) report(path, fault);
		if (!file) return;
		hash.update(`${path.slice(slug.length)}\0${file.bytes}\0${digest}`);
		folder.files.set(name, file);
	};

	const root = readFolder(slug, 0, slug, 0);
	return { root, revision: hash.digest('hex'), problems };
}
