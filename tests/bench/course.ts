import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Course, Lesson } from '#lib/courses/course.ts';
import { checkCourses } from '#lib/courses/server/load-courses.ts';

export const BENCH_COURSE = 'pomiar';
const LESSON_BYTES = 20 * 1024;

const courseMd = `---
title: Kurs do pomiaru szybkości
summary: Kurs, na którym mierzymy, jak szybko działa platforma.
audience: [szkola]
forWhom: Osoby, które rozwijają platformę
directions: [4.1.2]
level: podstawowy
hours: 1
objectives:
  - mierzę szybkość platformy
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
  requires: [lessons, quizzes, test]
---

Kurs istnieje tylko podczas pomiaru.
`;

const lessonMd = (title: string, text: string) => `---
title: ${title}
summary: Lekcja, na której mierzymy, jak szybko działa platforma.
minutes: 10
sources: [pomiar]
---

${text}`;

const question = (number: number) => `
## Ile głosów ma na walnym zgromadzeniu członek numer ${number}? {#pytanie-${number}}

- [x] Jeden, tyle samo co każdy
  > Tak. Liczba udziałów nie daje dodatkowych głosów.
- [ ] Tyle, ile wniósł udziałów
  > To zasada spółki akcyjnej, nie spółdzielni.
- [ ] Dwa
- [ ] Żadnego

> Wyjaśnienie pytania numer ${number}: jeden członek, jeden głos.
`;

const quizMd = (kind: 'practice' | 'test', count: number) => `---
title: Sprawdź się w pomiarze
kind: ${kind}
passingPercent: 60
${kind === 'test' ? 'feedback: afterSubmit\n' : ''}---
${Array.from({ length: count }, (_, index) => question(index + 1)).join('')}`;

const paragraph = (number: number) =>
	`Akapit ${number} mówi o tym, jak **uczniowie** prowadzą sklepik w szkole w Myślenicach: kto zamawia drożdżówki, kto ` +
	`liczy kasę i kto pilnuje, żeby każdy mógł zabrać głos. Na zebraniu jedna osoba ma jeden głos, a nadwyżkę dzieli ` +
	`się tak, jak wszyscy *razem* postanowili. To, co zostało, idzie na wspólny cel, na przykład na wycieczkę.\n`;

/** Headings, paragraphs, lists and a table, about `paragraphs` × 0.5 KiB. */
function lessonText(paragraphs: number): string {
	const parts: string[] = [];
	for (let number = 1; number <= paragraphs; number++) {
		if (number % 6 === 1) parts.push(`## Część ${Math.ceil(number / 6)}: zebranie i kasa\n`);
		parts.push(paragraph(number));
		if (number % 6 === 3) parts.push('- zamówienie na jutro\n- liczenie kasy\n- zeszyt wpłat\n');
		if (number % 12 === 5) parts.push('| Dzień | Wpływ |\n| --- | --- |\n| wtorek | 42 zł |\n| środa | 38 zł |\n');
	}
	return parts.join('\n');
}

/**
 * Writes the course: a lesson of 20 KiB of HTML, the same with a quiz to check oneself, and a test.
 * @throws Error when the product refuses it
 */
export function writeBenchCourse(coursesDir: string): void {
	const folder = join(coursesDir, BENCH_COURSE);
	const write = (path: string, text: string) => {
		mkdirSync(join(folder, path, '..'), { recursive: true });
		writeFileSync(join(folder, path), text);
	};
	write('course.md', courseMd);
	write('01-pomiar/module.md', '---\ntitle: Pomiar\n---\n');
	write('01-pomiar/03-sprawdzian/lesson.md', lessonMd('Sprawdzian', 'Sprawdzian ma dziesięć pytań.\n'));
	write('01-pomiar/03-sprawdzian/quiz.md', quizMd('test', 10));
	write('01-pomiar/02-z-quizem/quiz.md', quizMd('practice', 4));
	for (let paragraphs = 40; ; paragraphs++) {
		const text = lessonText(paragraphs);
		write('01-pomiar/01-czytanie/lesson.md', lessonMd('Lekcja do czytania', text));
		write('01-pomiar/02-z-quizem/lesson.md', lessonMd('Lekcja z quizem', text));
		if (benchLesson(readBenchCourse(coursesDir), 'czytanie').htmlBytes.length >= LESSON_BYTES) return;
	}
}

/** The course as the product reads it. */
export function readBenchCourse(coursesDir: string): Course {
	const read = checkCourses(coursesDir).find(({ slug }) => slug === BENCH_COURSE);
	if (!read?.course) {
		const problems = (read?.problems ?? []).map(({ path, line, message }) => `${path}:${line}: ${message}`);
		throw new Error(`The bench course is refused:\n${problems.join('\n')}`);
	}
	return read.course;
}

export function benchLesson(course: Course, slug: string): Lesson {
	const lesson = course.lessons.find((one) => one.slug === slug);
	if (!lesson) throw new Error(`The bench course has no lesson ${slug}.`);
	return lesson;
}
