import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test, vi } from 'vitest';
import { normalizeSource, readFrontMatter } from './front-matter.ts';
import { CourseFrontMatter, LessonFrontMatter, QuizFrontMatter, VariantFrontMatter } from './front-matter-schemas.ts';
import { checkCourses } from './load-courses.ts';
import { checkWriting } from './writing/check-writing.ts';
import { openSpeller } from './writing/spelling.ts';
import { splitSentences } from './writing/sentences.ts';

vi.setConfig({ testTimeout: 120_000 });

const yamlBits = [
	...[
		'title',
		'summary',
		'audience',
		'sources',
		'certificate',
		'redirects',
		'draw',
		'basedOn',
		'__proto__',
		'constructor'
	],
	...[
		': ',
		':',
		'\n',
		'\n  ',
		'\n\t',
		'- ',
		'[',
		']',
		'{',
		'}',
		', ',
		'"',
		"'",
		'|',
		'>',
		'&a ',
		'*a',
		'!!x ',
		'? ',
		'<<: ',
		'#',
		'%',
		'@'
	],
	...[
		'5',
		'2026-11-23',
		'2026-02-30',
		'szkola',
		'null',
		'~',
		'wersja-0000000000',
		'---\n',
		'...\n',
		'\u0000',
		'\ufeff',
		'„',
		'żółw'
	]
];
const yaml = fc.string({ unit: fc.constantFrom(...yamlBits), maxLength: 50 });

test('whatever stands in front matter is read or told at a line of the file, soon and without a trace', () => {
	const schema = fc.constantFrom(CourseFrontMatter, LessonFrontMatter, VariantFrontMatter, QuizFrontMatter);
	fc.assert(
		fc.property(yaml, schema, fc.boolean(), (text, kind, isClosed) => {
			const source = normalizeSource(`---\n${text}\n${isClosed ? '---\n' : ''}Tekst`);
			const started = performance.now();
			const { data, problems, body } = readFrontMatter(source, kind);
			expect(performance.now() - started).toBeLessThan(2000);
			expect(data !== undefined || problems.length > 0).toBe(true);
			for (const { line, message } of problems) {
				expect(line).toBeGreaterThan(0);
				expect(line).toBeLessThanOrEqual(source.split('\n').length);
				expect(message).not.toMatch(/undefined|\[object|NaN/);
			}
			if (isClosed && !text.includes('---')) expect(body).toBe('Tekst');
			expect(Object.keys(Object.prototype)).toEqual([]);
		}),
		{ numRuns: 4000 }
	);
});

const words = fc.string({
	unit: fc.constantFrom(
		'słowo',
		'A',
		'art',
		'r',
		'Dz',
		' ',
		'. ',
		'.',
		'! ',
		'? ',
		'…',
		'\n',
		'„',
		'”',
		'1900',
		'(',
		')',
		'\u00a0'
	),
	maxLength: 60
});

test('sentences hold all words of a text, in their order', () => {
	fc.assert(
		fc.property(words, (text) => {
			const sentences = splitSentences(text);
			const count = text.split(/\s+/).filter((word) => /[\p{L}\d]/u.test(word)).length;
			expect(sentences.reduce((sum, sentence) => sum + sentence.words, 0)).toBe(count);
			const starts = sentences.map((sentence) => sentence.start);
			expect(starts).toEqual([...starts].sort((a, b) => a - b));
		}),
		{ numRuns: 3000 }
	);
});

const folder = mkdtempSync(join(tmpdir(), 'wspolnie-fuzz-'));
const speller = openSpeller('courses/slowa.txt');
afterAll(() => rmSync(folder, { recursive: true }));

const textBits = [
	...[
		'> [!NOTE] ',
		'> [!STEPS]\n',
		'> [!TIMELINE]\n',
		'> [!COMPARE]\n',
		'> [!BARS] T\n',
		'> [!LINE] T\n',
		'> [!EXERCISE]\n',
		'> > [!SOLUTION]\n',
		'> '
	],
	...[
		'- **1900**: ',
		'1. ',
		'- ',
		'- [x] ',
		'- [ ] ',
		'| a | 1 |\n',
		'| --- | ---: |\n',
		'\n',
		'\n\n',
		'## ',
		'{#a}',
		'{#b topic=c}',
		'Odpowiedź: '
	],
	...[
		'[@zasady]',
		'[@nie]',
		'[^a]',
		'[^a]: ',
		'[x](lekcja:druga-lekcja)',
		'[x](lekcja:nie#h)',
		'![o](kola.svg "p | c")',
		'![f](f.mp4)',
		'[k](k.pdf)'
	],
	...[
		'W 1900 r. ',
		'12 %',
		'art. 5',
		'słowo ',
		'Zdanie. ',
		'**',
		'`',
		'<b>',
		'&nbsp;',
		'\\\n',
		'„',
		'”',
		'"',
		'5 zł',
		'javascript:'
	]
];
const text = fc.string({ unit: fc.constantFrom(...textBits), maxLength: 60 });

test('whatever is written into the files of a course, every problem has a place in a file and a message', () => {
	const course = join(folder, 'dobry-kurs');
	cpSync('tests/courses/dobry-kurs', course, { recursive: true });
	const head = (path: string) => /^---[\s\S]*?\n---\n/.exec(readFileSync(path, 'utf8'))![0];
	const files = ['course.md', '01-podstawy/01-pierwsza-lekcja/lesson.md', '01-podstawy/01-pierwsza-lekcja/quiz.md'].map(
		(path) => join(course, path)
	);
	const heads = files.map(head);
	heads[0] = heads[0]!.replace('language: pl', 'language: pl\ncitations: required');
	fc.assert(
		fc.property(fc.tuple(text, text, text), (texts) => {
			for (const [i, path] of files.entries()) writeFileSync(path, heads[i]! + texts[i]!);
			const started = performance.now();
			const courses = checkCourses(folder, new Date('2026-11-23'));
			const problems = [...courses[0]!.problems, ...checkWriting(folder, courses, { speller })];
			expect(performance.now() - started).toBeLessThan(10_000);
			expect(courses[0]!.course !== null || problems.some((problem) => problem.severity === 'error')).toBe(true);
			for (const { path, line, message } of problems) {
				expect(line).toBeGreaterThan(0);
				if (path.endsWith('.md'))
					expect(line, message).toBeLessThanOrEqual(readFileSync(join(folder, path), 'utf8').split('\n').length);
				expect(message).not.toMatch(/undefined|\[object|NaN/);
			}
		}),
		{ numRuns: 60 }
	);
});
