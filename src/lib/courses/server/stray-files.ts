import { readdirSync } from 'node:fs';
import type { CourseProblem } from './course-index.ts';
import { isHidden } from './file-names.ts';
import { inFile, mistake } from './problems.ts';
import { PUBLISHED_FILE } from './published-ids.ts';
import { GLOSSARY_FILE } from './read-glossary.ts';
import { WORDS_FILE } from './writing/spelling.ts';

const KNOWN = ['README.md', GLOSSARY_FILE, WORDS_FILE, PUBLISHED_FILE];

/** Files beside the courses that belong to none of them. */
export function findStrayFiles(coursesFolder: string): CourseProblem[] {
	return readdirSync(coursesFolder, { withFileTypes: true })
		.filter((entry) => !entry.isDirectory() && !isHidden(entry.name) && !KNOWN.includes(entry.name))
		.flatMap(({ name }) =>
			inFile(name, [mistake(1, 'ten plik nie należy do żadnego kursu; przenieś go do folderu kursu albo usuń')])
		);
}
