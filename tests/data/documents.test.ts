import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };

test.each(['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'courses/README.md'])(
	'%s names only files and commands that exist',
	(document) => {
		const text = readFileSync(document, 'utf8');
		const paths = [...text.matchAll(/`((?:src|tests|docs|migrations)\/[\w./-]+)`/g)].map((match) => match[1] as string);
		const links = [...text.matchAll(/\]\((?!https?:|#|\/)([\w./-]+)\)/g)].map((match) => match[1] as string);
		const commands = [...text.matchAll(/npm run (?:--silent )?([\w:-]+)/g)].map((match) => match[1] as string);
		const isCourseGuide = document.startsWith('courses/');
		expect([...paths, ...(isCourseGuide ? [] : links)].filter((path) => !existsSync(path))).toEqual([]);
		expect(commands.filter((command) => !(command in scripts))).toEqual([]);
	}
);
