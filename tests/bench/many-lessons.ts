import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LessonFrontMatter } from '#lib/courses/server/front-matter-schemas.ts';
import { readFrontMatter } from '#lib/courses/server/front-matter.ts';
import { editionOf } from '#lib/courses/server/lesson-edition.ts';
import { BLOCKS, FIGURE, PICTURE } from './lesson-blocks.ts';
import { PolishText } from './polish-text.ts';

export interface Shape {
	courses: number;
	/** Of each course. */
	modules: number;
	/** Of each module. */
	lessons: number;
}

const two = (number: number) => String(number).padStart(2, '0');
const AUDIENCES = ['szkola', 'uczelnia', 'samorzad-i-pes'];
const VARIANTS = [
	['etr', 4],
	['uk', 5]
] as const;
const DIRECTIONS = ['4.1.2', '4.1.3', '1.2.1'];

const courseMd = (text: PolishText, number: number) => `---
title: Kurs ${number} ${text.words(3)}
summary: ${JSON.stringify(text.sentence())}
audience: [${AUDIENCES[number % 3]}]
forWhom: Osoby, które rozwijają platformę
directions: [${DIRECTIONS[number % 3]}]
level: podstawowy
hours: 6
objectives: [mierzę szybkość platformy]
competences:
  - id: szybkosc
    name: mierzenie szybkości
  - id: wytrwalosc
    name: powtarzanie pomiaru
  - id: rzetelnosc
    name: zapisywanie wyniku
authors: [Zespół Wspólnie]
license: CC BY-SA 4.0
language: pl
lawAsOf: 2026-11-23
reviewBy: 2099-12-31
sources:
  - id: pomiar
    title: Własny pomiar
    supports: liczby podane w kursie
certificate:
  title: Dyplom ukończenia kursu
  requires: [lessons, quizzes]
---

${text.paragraph()}
`;

const front = (text: PolishText, title: string, minutes: number, more: string) =>
	`---\ntitle: ${title}\nsummary: ${JSON.stringify(text.sentence())}\nminutes: ${minutes}\n${more}---\n\n`;

/** About a thousand words: five parts, each with paragraphs and two blocks of another kind. */
function lessonText(text: PolishText, turn: number): string {
	const parts: string[] = [];
	for (let part = 0; part < 5; part++) {
		parts.push(`## ${text.words(3)}`, text.paragraph(), BLOCKS[(turn + 2 * part) % BLOCKS.length]!(text));
		parts.push(text.paragraph(), BLOCKS[(turn + 2 * part + 1) % BLOCKS.length]!(text));
	}
	return `${parts.join('\n\n')}\n`;
}

const question = (text: PolishText, number: number) => `
## ${text.words(5)}? {#pytanie-${number}}

- [${number % 2 === 0 ? 'x' : ' '}] ${text.words(6)}
  > ${text.sentence()}
- [${number % 2 === 0 ? ' ' : 'x'}] ${text.words(6)}
- [ ] ${text.words(5)}

> ${text.sentence()}
`;

const quizMd = (text: PolishText) =>
	`---\ntitle: Sprawdź się\nkind: practice\npassingPercent: 60\n---\n${Array.from({ length: 4 }, (_, n) => question(text, n)).join('')}`;

/**
 * Writes courses as authors write them: every kind of block, a quiz in each lesson, a picture in every second, an
 * easy-to-read variant in every fourth and a Ukrainian one in every fifth. The same in every run.
 * @param shippedCourses where the sentences and the glossary are taken from
 */
export function writeManyLessons(coursesDir: string, shape: Shape, shippedCourses: string): void {
	const text = new PolishText(shippedCourses);
	mkdirSync(coursesDir, { recursive: true });
	copyFileSync(join(shippedCourses, 'slownik.md'), join(coursesDir, 'slownik.md'));
	const write = (path: string, content: string) => {
		mkdirSync(join(coursesDir, path, '..'), { recursive: true });
		writeFileSync(join(coursesDir, path), content);
	};
	for (let course = 1; course <= shape.courses; course++) {
		write(`kurs-${course}/course.md`, courseMd(text, course));
		for (let module = 1; module <= shape.modules; module++) {
			const folder = `kurs-${course}/${two(module)}-modul-${module}`;
			write(`${folder}/module.md`, `---\ntitle: ${text.words(2)}\n---\n`);
			for (let lesson = 1; lesson <= shape.lessons; lesson++) {
				const number = (module - 1) * shape.lessons + lesson;
				writeLesson(
					(name, content) => write(`${folder}/${two(lesson)}-lekcja-${number}/${name}`, content),
					text,
					number
				);
			}
		}
	}
}

function writeLesson(write: (name: string, content: string) => void, text: PolishText, number: number): void {
	const hasPicture = number % 2 === 0;
	const body = (hasPicture ? `${FIGURE}\n\n` : '') + lessonText(text, number);
	const lesson = front(text, `${text.words(4)} ${number}`, 12, 'sources: [pomiar]\n') + body;
	write('lesson.md', lesson);
	write('quiz.md', quizMd(text));
	if (hasPicture) write('kola.svg', PICTURE);
	const { data, body: said } = readFrontMatter(lesson, LessonFrontMatter);
	const edition = editionOf(data!, said);
	for (const [variant, every] of VARIANTS) {
		if (number % every !== 0) continue;
		const head = front(text, text.words(3), 5, `basedOn: ${edition}\n`);
		write(`lesson.${variant}.md`, `${head}${text.paragraph()}\n\n## ${text.words(3)}\n\n${text.paragraph()}\n`);
	}
}
