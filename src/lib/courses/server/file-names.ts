import { VARIANTS } from '../course.ts';
import { endingsOf, kindOf } from './file-types.ts';
import { quoted } from './problems.ts';

/** Beside course.md: questions that quizzes of the course may draw. */
export const BANK_FILE = 'bank.md';

/** Texts that each level of the tree may hold: course, module, lesson. */
export const TEXTS = [
	['course.md', BANK_FILE],
	['module.md'],
	['lesson.md', 'quiz.md', ...Object.keys(VARIANTS).map((variant) => `lesson.${variant}.md`)]
] as const;

/** What editors and systems leave beside files; not seen by anybody who looks at the folder. */
export const isHidden = (name: string) => /^\.|^~\$|~$|^(?:thumbs\.db|desktop\.ini)$/i.test(name);

/** A name as its author meant it that passes the checker: `Koła nasze.SVG` → `kola-nasze.svg` */
export function mendName(name: string): string {
	const dot = name.lastIndexOf('.');
	const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
	return `${toSlug(stem)}${ending.toLowerCase()}`;
}

const toSlug = (text: string) =>
	text
		.toLowerCase()
		.replaceAll('ł', 'l')
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-+|-+$/g, '');

const FAULTS: [RegExp, string][] = [
	[/\s/, 'spację'],
	[/\p{Lu}/u, 'wielką literę'],
	[/[^\p{ASCII}]/u, 'polski znak'],
	[/_/, 'podkreślenie'],
	[/(?![\s_.-])\p{ASCII}(?<![a-z0-9])/iu, 'znak specjalny'],
	[/\..*\./, 'dwie kropki'],
	[/^-|-[-.]/, 'zbędny myślnik']
];

function listFaults(name: string): string {
	const found = FAULTS.filter(([pattern]) => pattern.test(name.normalize('NFC'))).map(([, fault]) => fault);
	return found.join(', ').replace(/, ([^,]*)$/, ' i $1');
}

/** What a text is called by somebody who writes in Polish. */
const POLISH: Record<string, string> = {
	kurs: 'course',
	modul: 'module',
	lekcja: 'lesson',
	quiz: 'quiz',
	test: 'quiz',
	pytania: 'quiz'
};

/** The text that a file with a wrong name was to be: `lekcja.md` and `Lesson.md.txt` are `lesson.md`. */
export function findMeantText(name: string, level: number): string | undefined {
	const [, stem = '', rest = ''] = /^([^.]+)((?:\.[a-z]{2,3})?)\.(?:md|md\.txt|txt|markdown|md\.md)$/i.exec(name) ?? [];
	const word = toSlug(stem);
	const meant = `${POLISH[word] ?? word}${rest.toLowerCase().replace('.md', '')}.md`;
	return TEXTS[level]?.find((text) => text === meant);
}

/** What is wrong with the name of a file that may not lie here, and what to call it. */
export function tellMisnamed(name: string, level: number): string {
	const text = findMeantText(name, level);
	if (text && text !== name)
		return `zmień nazwę „${name}” na „${text}”${/\.txt$/i.test(name) ? ' (Windows ukrywa końcówki plików)' : ''}`;
	const place = TEXTS.findIndex((_, i) => findMeantText(name, i));
	if (place === 2)
		return `„${name}” leży poza folderem lekcji; utwórz w module folder, na przykład „01-wstep”, i przenieś go tam`;
	if (place >= 0) return `„${name}” nie należy do tego folderu; przenieś go do folderu ${['kursu', 'modułu'][place]}`;
	if (/\.(?:bmp|tiff?|heic|avif|psd|ai|eps|emf|wmf)$/i.test(name))
		return `obrazka „${name}” nie pokaże przeglądarka; zapisz go jako png albo jpg`;
	const mended = mendName(name);
	if (mended !== name && kindOf(mended)) return `nazwa „${name}” ma ${listFaults(name)}; zmień ją na „${mended}”`;
	return `pliku „${name}” nikt tu nie pokaże; usuń go albo zmień w jeden z tych: ${listAllowed(level)}`;
}

function listAllowed(level: number): string {
	const others = `załączniki (${endingsOf('attachment')}) i nagrania (${endingsOf('film', 'sound')})`;
	return `${quoted(TEXTS[level]!)}, obrazki (${endingsOf('picture')}), ${others} z napisami .vtt i zapisem .md tej samej nazwy`;
}

const NAMES = ['kurs', 'moduł', 'lekcja'];

/** What is wrong with the name of a folder at this level. */
export function tellMisnamedFolder(name: string, level: number): string {
	const [, number, words = ''] = /^(\d{1,2})?[^\p{L}\d]*(.*)$/u.exec(name)!;
	const mended = `${number?.padStart(2, '0') ?? '01'}-${toSlug(words) || 'nazwa'}`;
	return `zła nazwa folderu; ${NAMES[level]} to dwie cyfry, myślnik i małe litery a–z, na przykład „${mended}”`;
}
