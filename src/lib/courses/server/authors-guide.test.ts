import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkCourses } from './load-courses.ts';

/** The first code block below a heading of the guide. */
function exampleBelow(heading: string): string {
	const guide = readFileSync('courses/README.md', 'utf8');
	const below = guide.slice(guide.indexOf(`\n${heading}\n`));
	return /```(?:yaml|md)\n([\s\S]*?)```/.exec(below)![1]!;
}

test('the examples of the authors’ guide make a course without mistakes', () => {
	const folder = mkdtempSync(join(tmpdir(), 'wspolnie-guide-'));
	const course = join(folder, 'moj-kurs');
	const lesson = join(course, '01-podstawy', '01-pierwszy-krok');
	const testLesson = join(course, '01-podstawy', '02-test');
	mkdirSync(lesson, { recursive: true });
	mkdirSync(testLesson);
	writeFileSync(join(course, 'course.md'), exampleBelow('### course.md'));
	writeFileSync(join(course, '01-podstawy', 'module.md'), exampleBelow('### module.md'));
	writeFileSync(join(lesson, 'lesson.md'), exampleBelow('### lesson.md'));
	writeFileSync(join(lesson, 'quiz.md'), exampleBelow('## Quiz'));
	cpSync('tests/courses/dobry-kurs/01-podstawy/01-pierwsza-lekcja/kola.svg', join(lesson, 'kola.svg'));
	writeFileSync(join(testLesson, 'lesson.md'), '---\ntitle: Test\nsummary: Zasady.\nminutes: 5\n---\n\nZasady testu.\n');
	const bank = ['zasady', 'zasady', 'zasady', 'zasady', 'liczby', 'liczby'].map(
		(topic, i) => `\n## Pytanie {#p${i} topic=${topic}}\n\nOdpowiedź: ${i}\n\n> Wyjaśnienie.\n`
	);
	writeFileSync(join(testLesson, 'quiz.md'), exampleBelow('### Test na ocenę') + bank.join(''));

	const [read] = checkCourses(folder, new Date('2026-11-23'));
	rmSync(folder, { recursive: true });
	expect(read!.problems).toEqual([]);
	expect(read!.course!.lessons).toHaveLength(2);
});
