import { cpSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const MiB = 1024 * 1024;

const courseHead = (more = '') => `---
title: Wrogi kurs
summary: Wszystko, co może zaszkodzić.
audience: [szkola]
forWhom: Nikt
directions: [4.1.2]
level: podstawowy
hours: 1
objectives: [psuję serwer]
authors: [Ktoś]
license: CC BY-SA 4.0
language: pl
lawAsOf: 2026-01-01
reviewBy: 2036-06-30
sources: []
certificate: {title: Dyplom, requires: [lessons]}
competences: [{id: raz, name: umiejętność}]
${more}---

`;
const lessonHead = '---\ntitle: Lekcja\nsummary: O czym.\nminutes: 5\n---\n\n';
const quizHead = '---\ntitle: Quiz\nkind: practice\npassingPercent: 50\n---\n\n';

/** Texts of lessons that try something, by slug. */
const LESSONS: Record<string, string> = {
	html: `${lessonHead}<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\nTekst <svg onload=alert(1)> i &#106;avascript.\n`,
	linki: `${lessonHead}[a](javascript:alert(1)) [b](JaVaScRiPt:alert(1)) [c](data:text/html,x) [d](//example.org) [e](/\\example.org)\n\n<javascript:alert(1)>\n\n[f]: javascript:alert(1)\n\n[f]\n`,
	obrazki: `${lessonHead}![Hasła](../../../etc/passwd)\n\n![Kurs](../course.md)\n\n![Adres](https://example.org/x.png)\n\n![Dane](data:image/png;base64,AAAA)\n`,
	zagniezdzenia: `${lessonHead}${'> '.repeat(500)}głęboko\n`,
	ciag: `${lessonHead}${'*'.repeat(5000)}\n`,
	akapit: `${lessonHead}${'słowo '.repeat(3000)}\n`,
	gwiazdki: `${lessonHead}${`${'**a*b_'.repeat(2500)}\n\n`.repeat(16)}`,
	ogrom: `${lessonHead}${'Krótki akapit.\n\n'.repeat(20_000)}\n`,
	'za-duzy': `${lessonHead}${'Krótki akapit.\n\n'.repeat(40_000)}\n`,
	'bomba-yaml': `---\na: &a [x, x]\nb: &b [*a, *a, *a, *a]\nc: &c [*b, *b, *b, *b]\ntitle: *c\n---\n\nTekst.\n`,
	'nawiasy-yaml': `---\ntitle: ${'['.repeat(8000)}${']'.repeat(8000)}\n---\n\nTekst.\n`,
	'znacznik-yaml': `---\ntitle: !!js/function "function () { return 1 }"\n---\n\nTekst.\n`,
	'dlugi-naglowek': `---\ntitle: ${'x'.repeat(70_000)}\n---\n\nTekst.\n`,
	prototyp: `---\n__proto__: {polluted: 1}\nconstructor: {prototype: {polluted: 1}}\ntitle: Lekcja\nsummary: O czym.\nminutes: 5\n---\n\nTekst.\n`,
	przypisy: `${lessonHead}${'Tekst[^a]. '.repeat(1001)}\n\n[^a]: Przypis.\n`.replaceAll('. Tekst', '.\n\nTekst'),
	pytania: `${lessonHead}Tekst.\n`
};

/** An MP4 of a million empty boxes inside one. */
function boxes(size: number): Buffer {
	const film = Buffer.alloc(size);
	for (let at = 0; at < size; at += 8) film.write('\0\0\0\x08free', at, 'latin1');
	film.write('\0\0\0\x08ftyp', 0, 'latin1');
	film.writeUInt32BE(size - 8, 8);
	film.write('moov', 12, 'latin1');
	return film;
}

/**
 * Courses that would harm a server which trusts them, beside one that is sound. They are made here and not kept in the
 * repository, because they hold links on the disk, very large files and names that not every disk allows.
 */
export function writeHostileCourses(folder: string): void {
	const write = (path: string, content: string | Buffer) => {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), content);
	};
	/** A file of this size that takes no place on the disk. */
	const writeLarge = (path: string, size: number) => {
		write(path, '');
		truncateSync(join(folder, path), size);
	};
	write(
		'wrogi-kurs/course.md',
		`${courseHead('redirects: {lessons: {constructor: __proto__}}\n')}Tekst <iframe src="//example.org"></iframe>.\n`
	);
	write('wrogi-kurs/01-modul/module.md', '---\ntitle: Moduł\n---\n');
	const lessons = Object.entries(LESSONS);
	for (const [i, [slug, text]] of lessons.entries()) {
		write(`wrogi-kurs/01-modul/${String(i + 1).padStart(2, '0')}-${slug}/lesson.md`, text);
	}
	const last = `wrogi-kurs/01-modul/${String(lessons.length).padStart(2, '0')}-pytania`;
	write(
		`${last}/quiz.md`,
		`${quizHead}## <b>Pytanie</b> {#constructor topic=__proto__}\n\n![Duży](duzy.svg)\n\n- [x] <script>alert(1)</script>\n- [ ] [b](javascript:alert(1))\n\n> Bo tak.\n`
	);
	write(
		`${last}/duzy.svg`,
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">${' '.repeat(101 * 1024)}</svg>`
	);
	// Drawings and a film that would keep a careless reader busy for minutes, and a heap of files.
	write(`${last}/odstepy.svg`, `<svg viewBox="0 0 1 1">url(${' '.repeat(4 * MiB)}#`);
	write(`${last}/poczatki.svg`, '<svg'.repeat(MiB));
	write(`${last}/pudelka.mp4`, boxes(8 * MiB));
	for (let i = 0; i < 3000; i += 1) write(`${last}/stos-${i}.txt`, 'a');
	symlinkSync('/etc/hostname', join(folder, last, 'haslo.png'));
	writeLarge(`${last}/obrazek.png`, 6 * MiB);
	writeLarge(`${last}/zalacznik.pdf`, 21 * MiB);
	writeLarge(`${last}/film.mp4`, 201 * MiB);
	writeLarge(`${last}/dzwiek.mp3`, 201 * MiB);
	writeLarge(`${last}/film.vtt`, 2 * MiB);
	write('Zły kurs/course.md', `${courseHead()}Tekst.\n`);
	write('published.json', '{ "wrogi-kurs": ');
	cpSync('tests/courses/dobry-kurs', join(folder, 'dobry-kurs'), { recursive: true });
}
