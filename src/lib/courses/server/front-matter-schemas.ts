import * as v from 'valibot';
import { AUDIENCES, LANGUAGES, LEVELS, type Audience, type Language, type Level, type Requirement } from '../course.ts';
import { DIRECTIONS, type Direction } from '../directions.ts';
import { quoted } from './problems.ts';

const REQUIREMENTS: Requirement[] = ['lessons', 'quizzes', 'test'];
const keysOf = <T extends string>(record: Record<T, unknown>) => Object.keys(record) as T[];

/** An object with these keys and no others. */
const closed = <T extends v.ObjectEntries>(entries: T) =>
	v.strictObject(entries, `keys:${Object.keys(entries).join(',')}`);

const text = (maxLength: number) =>
	v.pipe(
		v.string('wpisz tekst; liczbę albo datę, która ma być tekstem, weź w cudzysłów'),
		v.trim(),
		v.nonEmpty('wpisz tekst, wartość jest pusta'),
		v.maxLength(maxLength, `skróć do ${maxLength} znaków`)
	);

const whole = (min: number, max: number) => {
	const message = `wpisz liczbę całkowitą od ${min} do ${max}`;
	return v.pipe(v.number(message), v.integer(message), v.minValue(min, message), v.maxValue(max, message));
};

const oneOf = <const T extends string>(values: readonly T[]) => v.picklist(values, `wpisz jedną z wartości: ${quoted(values)}`);

const listOf = <T extends v.GenericSchema>(item: T, min = 1) =>
	v.pipe(
		v.array(item, 'wpisz listę: [jeden, drugi] albo po jednym w wierszu po „- ”'),
		v.minLength(min, 'lista jest pusta, wpisz co najmniej jedną wartość'),
		v.maxLength(200, 'lista jest za długa, zostaw najwyżej 200 wartości'),
		v.check((items) => new Set(items.map((i) => JSON.stringify(i))).size === items.length, 'wartość się powtarza, zostaw jedną')
	);

const isDay = (day: string) => {
	const date = new Date(`${day}T00:00:00Z`);
	return /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
};
const day = v.pipe(
	v.string('wpisz dzień w postaci 2026-11-23'),
	v.check(isDay, 'nie ma takiego dnia; wpisz istniejący dzień w postaci 2026-11-23')
);

const id = v.pipe(
	v.string('wpisz krótki identyfikator, na przykład su-krs'),
	v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'identyfikator może mieć małe litery a–z, cyfry i myślniki, na przykład su-krs')
);

const webAddress = v.pipe(
	v.string('wpisz adres, który zaczyna się od https://'),
	v.maxLength(1000, 'adres jest za długi'),
	v.check((value) => /^https?:\/\/\S+$/.test(value) && URL.canParse(value), 'wpisz pełny adres, który zaczyna się od https://')
);

const hours = v.pipe(
	v.number('wpisz liczbę godzin, na przykład 6 albo 1.5'),
	v.minValue(0.5, 'wpisz co najmniej 0.5 godziny'),
	v.maxValue(500, 'wpisz najwyżej 500 godzin'),
	v.multipleOf(0.5, 'podaj godziny w całości albo w połówkach, na przykład 1.5')
);

const source = closed({
	id,
	title: text(300),
	address: v.optional(webAddress),
	supports: text(500)
});

const objective = v.pipe(
	text(300),
	v.regex(
		/^\p{Ll}[\p{Ll}-]*[mę](?:[\s,:]|$)/u,
		'zacznij cel od czasownika w pierwszej osobie, małą literą: „wyjaśniam…”, „liczę…”, „zakładam…”'
	)
);

/** Old names that still lead somewhere; `record` keeps what the author wrote, the rules check both ends. */
const renames = (name: v.GenericSchema<string>) =>
	v.record(name as v.GenericSchema<string, string>, name as v.GenericSchema<string, string>, 'wpisz pary: stara-nazwa: nowa-nazwa');

const questionPlace = v.pipe(
	v.string('wpisz lekcję i pytanie, na przykład „kto-decyduje/glosy-oli”'),
	v.regex(/^[a-z0-9]+(-[a-z0-9]+)*\/[a-z0-9]+(-[a-z0-9]+)*$/, 'wpisz lekcję i pytanie, na przykład „kto-decyduje/glosy-oli”')
);

export const CourseFrontMatter = v.pipe(
	closed({
		title: text(120),
		summary: text(300),
		audience: listOf(oneOf<Audience>(keysOf(AUDIENCES))),
		forWhom: text(200),
		directions: listOf(
			v.pipe(
				v.string('wpisz kod kierunku, na przykład 4.1.2'),
				v.check((code) => code in DIRECTIONS, `nie ma takiego kierunku strategii; kody: ${keysOf(DIRECTIONS).join(', ')}`),
				v.transform((code) => code as Direction)
			)
		),
		level: oneOf<Level>(keysOf(LEVELS)),
		hours,
		objectives: listOf(objective),
		authors: listOf(text(200)),
		license: text(100),
		competences: listOf(closed({ id, name: text(120) })),
		prerequisites: v.optional(closed({ courses: v.optional(listOf(id), []), knowledge: v.optional(listOf(text(200)), []) })),
		language: oneOf<Language>(keysOf(LANGUAGES)),
		citations: v.optional(oneOf(['required', 'optional']), 'optional'),
		redirects: v.optional(
			closed({
				courses: v.optional(listOf(id), []),
				lessons: v.optional(renames(id), {}),
				questions: v.optional(renames(questionPlace), {})
			})
		),
		lawAsOf: day,
		reviewBy: day,
		sources: v.array(source, 'wpisz listę źródeł, każde z id, title i supports'),
		certificate: closed({
			title: text(120),
			requires: listOf(oneOf(REQUIREMENTS)),
			validMonths: v.optional(whole(1, 600)),
			renewal: v.optional(closed({ requires: listOf(oneOf(REQUIREMENTS)), openMonths: whole(1, 60) }))
		})
	}),
	v.forward(
		v.partialCheck(
			[['lawAsOf'], ['reviewBy']],
			({ lawAsOf, reviewBy }) => lawAsOf <= reviewBy,
			'dzień przeglądu jest wcześniejszy niż lawAsOf; wpisz późniejszy'
		),
		['reviewBy']
	)
);
export type CourseFrontMatter = v.InferOutput<typeof CourseFrontMatter>;

export const ModuleFrontMatter = closed({ title: text(120), summary: v.optional(text(300)) });

export const LessonFrontMatter = closed({
	title: text(120),
	shortTitle: v.optional(text(60)),
	summary: text(300),
	minutes: whole(1, 600),
	sources: v.optional(listOf(id, 0), []),
	lawAsOf: v.optional(day)
});

/** `lesson.etr.md` and the like: what the lesson says in another way. */
export const VariantFrontMatter = closed({
	title: text(120),
	shortTitle: v.optional(text(60)),
	summary: text(300),
	minutes: whole(1, 600),
	basedOn: v.pipe(
		v.string('wpisz wydanie lekcji, z którego powstał ten wariant, na przykład wersja-1a2b3c4d5e'),
		v.regex(/^wersja-[0-9a-f]{10}$/, 'wpisz wydanie lekcji, z którego powstał ten wariant, na przykład wersja-1a2b3c4d5e')
	)
});

export const QuizFrontMatter = closed({
	title: text(120),
	kind: oneOf(['practice', 'test']),
	passingPercent: whole(0, 100),
	timeLimitMinutes: v.optional(whole(1, 600)),
	attemptsLimit: v.optional(whole(1, 100)),
	feedback: v.optional(oneOf(['immediate', 'afterSubmit', 'afterClose'])),
	draw: v.optional(
		v.record(
			v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'nazwa tematu może mieć małe litery a–z, cyfry i myślniki')),
			whole(1, 500),
			'wpisz tematy z liczbą pytań, na przykład „zasady: 4”'
		)
	)
});
export type QuizFrontMatter = v.InferOutput<typeof QuizFrontMatter>;
