import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import type { CourseProblem } from './course-index.ts';
import { readCompanionFile, type FileOnDisk } from './companion-files.ts';
import { decodeText, NOT_UTF8 } from './file-faults.ts';
import { findMeantText, isHidden, tellMisnamed, tellMisnamedFolder, TEXTS } from './file-names.ts';
import { isCompanionName, isTranscriptName } from './file-types.ts';
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
	/** Names of texts that are there but could not be read, which has been told. */
	unread: Set<string>;
	/** Whether a folder or a lesson in it has no proper name and was not read, which has been told. */
	isPartial: boolean;
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
			unread: new Set(),
			isPartial: false,
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
				folder.isPartial = true;
				report(path, tellMisnamedFolder(name, level + 1));
			} else folder.folders.push(readFolder(path, level + 1, match[2]!, Number(match[1])));
			return;
		}
		const isText = (TEXTS[level] as readonly string[]).includes(name) || isTranscriptName(name, names);
		if (!entry.isFile()) return report(path, 'to nie jest zwykły plik; zastąp dowiązanie kopią pliku');
		const meant = findMeantText(name, level);
		const stands = isCompanionName(name) && (meant !== TEXTS[level]![0] || names.includes(meant));
		if (!isText && !stands) {
			if (meant) folder.unread.add(meant);
			if (level < 2 && findMeantText(name, 2) === 'lesson.md') folder.isPartial = true;
			return report(path, tellMisnamed(name, level));
		}
		const absolute = join(coursesFolder, path);
		if (isText) {
			const isTooLarge = statSync(absolute).size > MAX_TEXT;
			const content = isTooLarge ? null : readFileSync(absolute);
			const text = content && decodeText(content);
			if (content === null || text === null) {
				folder.unread.add(name);
				return report(path, isTooLarge ? 'plik ma ponad 512 KiB; podziel go' : NOT_UTF8);
			}
			hash.update(`${path.slice(slug.length)}\0${content.length}\0`).update(content);
			folder.texts.set(name, text);
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
