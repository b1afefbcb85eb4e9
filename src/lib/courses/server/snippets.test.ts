import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkCourses } from './load-courses.ts';

interface Snippet {
	prefix: string;
	body: string[];
}

const snippets = Object.values(
	JSON.parse(readFileSync('.vscode/kursy.code-snippets', 'utf8')) as Record<string, Snippet>
);

/** What stands in the file when an author accepts every suggestion. */
const expand = ({ body }: Snippet) =>
	body
		.join('\n')
		.replaceAll('$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE', '2026-11-23')
		.replace(/\$\{\d+\|([^,|]*)[^|]*\|\}/g, '$1')
		.replace(/\$\{\d+:([^${}]*)\}/g, '$1');
const find = (prefix: string) => expand(snippets.find((snippet) => snippet.prefix === prefix)!);

test('the snippets of the editor, accepted as they are, make a course without mistakes', () => {
	const folder = mkdtempSync(join(tmpdir(), 'wspolnie-snippets-'));
	const course = join(folder, 'moj-kurs');
	const lesson = join(course, '01-podstawy', '01-pierwszy-krok');
	mkdirSync(lesson, { recursive: true });
	const heads = ['kurs', 'modul', 'lekcja', 'wariant', 'quiz', 'pretest', 'bank'];
	const rest = snippets.filter(({ prefix }) => !heads.includes(prefix));
	const isQuestion = (snippet: Snippet) => snippet.body[0]!.startsWith('## ');
	const blocks = rest.filter((snippet) => !isQuestion(snippet) && snippet.prefix !== 'zrodlo').map(expand);
	const questions = rest.filter(isQuestion).map((snippet, i) => expand(snippet).replace('{#id-pytania}', `{#p${i}}`));

	const source = find('zrodlo').replace(/^/gm, '  ');
	writeFileSync(join(course, 'course.md'), find('kurs').replace('sources: []', `sources:\n${source}`));
	writeFileSync(join(course, '01-podstawy', 'module.md'), find('modul'));
	writeFileSync(
		join(lesson, 'lesson.md'),
		[find('lekcja'), ...blocks].join('\n\n').replace('sources: []', 'sources: [krotkie-id]')
	);
	writeFileSync(join(lesson, 'lesson.etr.md'), find('wariant'));
	writeFileSync(join(lesson, 'quiz.md'), [find('quiz'), ...questions].join('\n\n'));
	writeFileSync(join(course, 'bank.md'), find('bank'));
	const last = join(course, '01-podstawy', '02-drugi-krok');
	mkdirSync(last);
	writeFileSync(join(last, 'lesson.md'), find('lekcja'));
	writeFileSync(join(last, 'quiz.md'), find('pretest'));
	cpSync('tests/courses/dobry-kurs/01-podstawy/01-pierwsza-lekcja/kola.svg', join(lesson, 'plik.svg'));

	const [read] = checkCourses(folder, new Date('2026-11-23'));
	rmSync(folder, { recursive: true });
	expect(read!.problems.filter((problem) => problem.severity === 'error')).toEqual([]);
	expect(read!.course!.lessons[0]!.quiz!.questions).toHaveLength(11);
	expect(read!.course!.lessons[1]!.quiz!.kind).toBe('pretest');
});
