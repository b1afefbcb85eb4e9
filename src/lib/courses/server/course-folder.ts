import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import { VARIANTS } from '../course.ts';
import type { CourseProblem } from './course-index.ts';
import { findDanger, pictureSize, pictureType, PICTURE_TYPES, versionOf } from './picture-files.ts';
import type { Picture } from './markdown-tokens.ts';
import { mistake } from './problems.ts';

const MAX_TEXT = 512 * 1024;
const MAX_PICTURE = 5 * 1024 * 1024;

export interface PictureFile extends Pick<Picture, 'width' | 'height' | 'bytes'> {
	/** Absolute. */
	path: string;
	version: string;
	contentType: string;
}

/** One folder with its Markdown and its pictures. */
export interface TextFolder {
	/** Relative to the courses folder. */
	path: string;
	slug: string;
	/** `NN-`, or 0 for a course. */
	number: number;
	/** Markdown by file name. */
	texts: Map<string, string>;
	pictures: Map<string, PictureFile>;
	/** Names of pictures that a page shows: the only ones that are served. */
	shownPictures: Set<string>;
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
const isPictureName = (name: string) => /^[a-z0-9]+(?:-[a-z0-9]+)*\.[a-z]+$/.test(name) && pictureType(name) !== undefined;

/** Reads a course from the disk into memory, names checked. */
export function readCourseFolder(coursesFolder: string, slug: string): CourseFolder {
	const hash = createHash('sha256');
	const problems: CourseProblem[] = [];
	const report = (path: string, message: string) => problems.push({ path, ...mistake(1, message) });

	const readFolder = (path: string, level: number, folderSlug: string, number: number): TextFolder => {
		const folder: TextFolder = { path, slug: folderSlug, number, texts: new Map(), pictures: new Map(), shownPictures: new Set(), folders: [] };
		const entries = readdirSync(join(coursesFolder, path), { withFileTypes: true })
			.filter((entry) => !isHidden(entry.name))
			.sort((a, b) => (a.name < b.name ? -1 : 1));
		for (const entry of entries) readEntry(folder, entry, level);
		return folder;
	};

	const readEntry = (folder: TextFolder, entry: Dirent, level: number) => {
		const { name } = entry;
		const path = `${folder.path}/${name}`;
		if (entry.isDirectory()) {
			const match = /^(\d\d)-([a-z0-9]+(?:-[a-z0-9]+)*)$/.exec(name);
			if (level === 2) report(path, 'folder w lekcji; obrazki połóż obok lesson.md');
			else if (!match) {
				report(path, `zła nazwa folderu; ${NAMES[level + 1]} nazywa się na przykład „01-pomysl”: dwie cyfry, myślnik, małe litery a–z`);
			} else folder.folders.push(readFolder(path, level + 1, match[2]!, Number(match[1])));
			return;
		}
		const isText = TEXTS[level]!.includes(name);
		if (!entry.isFile()) return report(path, 'to nie jest zwykły plik; zastąp dowiązanie kopią pliku');
		if (!isText && !isPictureName(name)) {
			const pictures = Object.keys(PICTURE_TYPES).join(', ');
			const texts = TEXTS[level]!.join(', ');
			return report(path, `zła nazwa pliku; mogą tu leżeć ${texts} i obrazki (${pictures}) z małymi literami a–z, cyframi i myślnikami`);
		}
		const absolute = join(coursesFolder, path);
		if (statSync(absolute).size > (isText ? MAX_TEXT : MAX_PICTURE)) {
			return report(path, isText ? 'plik ma ponad 512 KiB; podziel go' : 'obrazek ma ponad 5 MiB; zmniejsz go');
		}
		const content = readFileSync(absolute);
		hash.update(`${path.slice(slug.length)}\0${content.length}\0`).update(content);
		if (isText) folder.texts.set(name, content.toString('utf8'));
		else addPicture(folder, name, absolute, content);
	};

	const addPicture = (folder: TextFolder, name: string, absolute: string, content: Buffer) => {
		const danger = name.endsWith('.svg') ? findDanger(content.toString('utf8')) : null;
		if (danger) report(`${folder.path}/${name}`, `rysunek zawiera ${danger}; usuń to`);
		folder.pictures.set(name, {
			...pictureSize(name, content),
			bytes: content.length,
			path: absolute,
			version: versionOf(content),
			contentType: pictureType(name)!
		});
	};

	const root = readFolder(slug, 0, slug, 0);
	return { root, revision: hash.digest('hex'), problems };
}
