import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BLOCK_KINDS } from './blocks/words.ts';
import { courseSchemas } from './json-schemas.ts';
import { checkCourses } from './load-courses.ts';
import { parseQuiz } from './parse-quiz.ts';
import { parseGlossary } from './read-glossary.ts';
import { checkWriting } from './writing/check-writing.ts';

const now = new Date('2026-11-23');
const guide = readFileSync('courses/README.md', 'utf8');

/** The part of the guide from a heading to the next one of the same level or above. */
function partBelow(heading: string): string {
	const start = guide.indexOf(`\n${heading}\n`);
	expect(start, heading).toBeGreaterThan(0);
	const level = /^#+/.exec(heading)![0].length;
	const below = guide.slice(start + heading.length + 2);
	const withoutCode = below.replace(/```[\s\S]*?```/g, (code) => ' '.repeat(code.length));
	const end = withoutCode.search(new RegExp(`^#{1,${level}} `, 'm'));
	return end === -1 ? below : below.slice(0, end);
}

const examplesBelow = (heading: string) =>
	[...partBelow(heading).matchAll(/```(?:yaml|md)\n([\s\S]*?)```/g)].map((match) => match[1]!);

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'wspolnie-guide-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const kola = 'tests/courses/dobry-kurs/01-podstawy/01-pierwsza-lekcja/kola.svg';
const bank = ['zasady', 'zasady', 'zasady', 'zasady', 'liczby', 'liczby'].map(
	(topic, i) => `\n## Pytanie {#p${i} topic=${topic}}\n\nOdpowiedź: ${i}\n\n> Wyjaśnienie.\n`
);

/** The course that the examples of the guide make; `lesson` is added to its first lesson. */
function writeGuideCourse(lesson = '', variants: Record<string, string> = {}) {
	const write = (path: string, content: string) => {
		mkdirSync(join(folder, path, '..'), { recursive: true });
		writeFileSync(join(folder, path), content);
	};
	const first = 'moj-kurs/01-podstawy/01-pierwszy-krok';
	const last = 'moj-kurs/01-podstawy/02-test';
	write('moj-kurs/course.md', examplesBelow('### course.md')[0]!);
	write('moj-kurs/01-podstawy/module.md', examplesBelow('### module.md')[0]!);
	write(`${first}/lesson.md`, examplesBelow('### lesson.md')[0]! + lesson);
	write(`${first}/quiz.md`, examplesBelow('## Quiz')[0]!);
	for (const [name, text] of Object.entries(variants)) write(`${first}/${name}`, text);
	cpSync(kola, join(folder, first, 'kola.svg'));
	write(`${last}/lesson.md`, '---\ntitle: Test\nsummary: Zasady.\nminutes: 30\n---\n\nZasady testu.\n');
	write(`${last}/quiz.md`, examplesBelow('### Test na ocenę')[0]! + bank.join(''));
}

test('the examples of questions that people mark make a test for two readers', () => {
	const front = '---\ntitle: Praca\nkind: test\npassingPercent: 60\nmarking: double\n---\n\n';
	const { quiz, problems } = parseQuiz(front + examplesBelow('### Pytania, które ocenia człowiek')[0]!, 'test');
	expect(problems).toEqual([]);
	expect(quiz).toMatchObject({
		marking: 'double',
		questions: [
			{ content: { type: 'open', longest: 1500, points: 3, criteria: [{ points: 2 }, { name: 'Przykład zapisu' }] } },
			{ content: { type: 'file', accept: ['pdf', 'docx'], megabytes: 5, points: 3 } }
		]
	});
});

test('in practice an open question is worth nothing: whoever answered compares', () => {
	const front = '---\ntitle: Ćwiczenie\nkind: practice\npassingPercent: 60\n---\n\n';
	const [open = ''] = examplesBelow('### Pytania, które ocenia człowiek')[0]!.split('## Oddaj');
	const { quiz, problems } = parseQuiz(front + open, 'lekcja');
	expect(problems).toEqual([]);
	expect(quiz?.questions[0]?.content).toMatchObject({ type: 'open', points: 0 });
});

test('the examples of the authors’ guide make a course without mistakes', () => {
	writeGuideCourse();
	const courses = checkCourses(folder, now);
	expect([...courses.flatMap((read) => read.problems), ...checkWriting(folder, courses)]).toEqual([]);
	expect(courses[0]!.course!.lessons).toHaveLength(2);
});

test('everything that the guide shows for the text of a lesson is right', () => {
	const examples = examplesBelow('## Tekst lekcji');
	expect(examples.length).toBeGreaterThan(7);
	writeGuideCourse(`\n${examples.join('\n')}`, { 'lesson.etr.md': examplesBelow('## Warianty lekcji')[0]! });
	const problems = checkCourses(folder, now).flatMap((read) => read.problems);
	expect(problems.filter((problem) => problem.severity === 'error')).toEqual([]);
});

test('every question that the guide shows is right', () => {
	const [first, ...more] = examplesBelow('## Quiz').filter(
		(example) => example.includes('\n## ') || example.startsWith('## ')
	);
	const written = [first, ...more.filter((one) => one.startsWith('## '))].join('\n');
	// A file can be handed in nowhere else.
	const { problems, quiz } = parseQuiz(written.replace('kind: practice', 'kind: test'), 'lekcja');
	expect(problems).toEqual([]);
	expect(quiz!.questions.length).toBeGreaterThan(4);
});

test('the draw and the bank that the guide shows make a test without mistakes', () => {
	writeGuideCourse();
	const asked = ['topic=zasady difficulty=latwe', 'competence=decyzje', 'tags=terminy'];
	const questions = asked.map((words, i) => `\n## Pytanie {#d${i} ${words}}\n\nOdpowiedź: ${i}\n\n> Wyjaśnienie.\n`);
	const front = examplesBelow('### Co losować')[0]!.replace('kind: test', 'kind: test\nbank: true');
	writeFileSync(join(folder, 'moj-kurs/01-podstawy/02-test/quiz.md'), front + questions.join(''));
	writeFileSync(join(folder, 'moj-kurs/bank.md'), examplesBelow('### Bank pytań kursu')[0]!);
	const [read] = checkCourses(folder, now);
	expect(read!.problems.filter((problem) => problem.severity === 'error')).toEqual([]);
	expect(read!.course!.bank.map(({ id }) => id)).toEqual(['b-glosy']);
	expect(read!.course!.lessons[1]!.quiz!.questions).toHaveLength(4);
});

test('the entry of the glossary that the guide shows is right', () => {
	const head =
		'---\ntitle: Słownik\nlawAsOf: 2026-11-23\nreviewBy: 2027-05-31\nsources: [{id: zasady, title: Zasady}]\n---\n\n';
	const { problems, glossary } = parseGlossary(head + examplesBelow('## Słownik pojęć')[0]!, now);
	expect(problems).toEqual([]);
	expect(glossary!.entries).toHaveLength(1);
});

test('the pattern of a new course has only values to be filled in', () => {
	cpSync('courses/.wzor', join(folder, 'wzor'), { recursive: true });
	const courses = checkCourses(folder, now);
	const problems = [...courses.flatMap((read) => read.problems), ...checkWriting(folder, courses)];
	expect(problems.map(({ path, line, message }) => `${path}:${line}: ${message}`)).toEqual([
		'wzor/course.md:18: to wartość ze wzoru; wpisz swoją',
		'wzor/course.md:26: to wartość ze wzoru; wpisz swoją'
	]);
});

test('the guide names every key, every kind of block, every command and every snippet', () => {
	const keys = Object.values(courseSchemas()).flatMap((text) =>
		[...text.matchAll(/^\t+"(\w+)": \{$/gm)].map((match) => match[1]!)
	);
	const scripts = (JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }).scripts;
	const snippets = Object.values(
		JSON.parse(readFileSync('.vscode/kursy.code-snippets', 'utf8')) as Record<string, { prefix: string }>
	);
	const words = [
		...keys.filter((key) => !['items', 'properties', 'propertyNames', 'additionalProperties'].includes(key)),
		...BLOCK_KINDS,
		...Object.keys(scripts).filter((name) => name.startsWith('courses:')),
		...snippets.map((snippet) => `\`${snippet.prefix}\``)
	];
	expect([...new Set(words)].filter((word) => !guide.includes(word))).toEqual([]);
});
