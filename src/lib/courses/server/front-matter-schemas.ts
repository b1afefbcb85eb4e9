import * as v from 'valibot';
import { AUDIENCES, LANGUAGES, LEVELS, type Audience, type Language, type Level, type Requirement } from '../course.ts';
import { DIFFICULTIES } from '../../quizzes/difficulty.ts';
import { DIRECTIONS, type Direction } from '../directions.ts';
import {
	about,
	closed,
	day,
	id,
	keysOf,
	listOf,
	listOrPairs,
	mendNumber,
	oneOf,
	SLUG,
	text,
	webAddress,
	whole
} from './front-matter-values.ts';

const REQUIREMENTS: Requirement[] = ['lessons', 'quizzes', 'test'];
/** What can be passed anew; a lesson that was read stays read. */
const RENEWABLE = ['quizzes', 'test'] as const satisfies Requirement[];

const hours = v.pipe(
	v.number(({ input }) => mendNumber(input) ?? 'wpisz liczbę godzin, na przykład 6 albo 1.5'),
	v.minValue(0.5, 'wpisz co najmniej 0.5 godziny'),
	v.maxValue(500, 'wpisz najwyżej 500 godzin'),
	v.multipleOf(0.5, 'podaj godziny w całości albo w połówkach, na przykład 1.5')
);

const requirements = listOf(oneOf(REQUIREMENTS));

const source = closed({
	id: about(id, 'Krótka, stała nazwa źródła; lekcje wpisują ją w sources i w tekście jako [@id].'),
	title: about(text(300), 'Autor albo wydawca i tytuł, tak jak mają stać na liście źródeł.'),
	address: v.optional(about(webAddress, 'Adres w sieci; bez niego, gdy źródło jest na papierze.')),
	supports: about(text(500), 'Co dokładnie pochodzi z tego źródła.')
});

const competence = closed({
	id: about(id, 'Krótka, stała nazwa umiejętności.'),
	name: about(text(120), 'Umiejętność nazwana rzeczownikiem, na przykład „wspólne podejmowanie decyzji”.')
});

const objective = v.pipe(
	text(300),
	v.regex(
		/^\p{Ll}[\p{Ll}-]*[mę](?:[\s,:]|$)/u,
		'zacznij cel od czasownika w pierwszej osobie, małą literą: „wyjaśniam…”, „liczę…”, „zakładam…”'
	)
);

const DIRECTION_LIST = Object.entries(DIRECTIONS)
	.map(([code, name]) => `${code} (${name})`)
	.join(', ');

const WRITE_PLACE = 'wpisz lekcję i pytanie, na przykład „kto-decyduje/glosy-oli”';
const questionPlace = v.pipe(
	v.string(WRITE_PLACE),
	v.regex(/^[a-z0-9]+(-[a-z0-9]+)*\/[a-z0-9]+(-[a-z0-9]+)*$/, WRITE_PLACE)
);

/** Old names that still lead somewhere. */
const renames = (name: typeof id | typeof questionPlace) =>
	v.record(name, name, 'wpisz pary „stara-nazwa: nowa-nazwa”, po jednej w wierszu');

const prerequisites = closed({
	courses: v.optional(about(listOf(id, 0), 'Nazwy folderów kursów, które dobrze mieć za sobą.'), []),
	knowledge: v.optional(about(listOf(text(200), 0), 'Zdania o tym, co uczestnik ma już umieć.'), [])
});

const redirects = closed({
	courses: v.optional(about(listOf(id, 0), 'Dawne nazwy folderu tego kursu.'), []),
	lessons: v.optional(about(renames(id), 'Dawna nazwa lekcji: obecna nazwa.'), {}),
	questions: v.optional(about(renames(questionPlace), 'Dawne lekcja/pytanie: obecne lekcja/pytanie.'), {})
});

const certificate = closed({
	title: about(text(120), 'Tytuł dokumentu, na przykład „Dyplom ukończenia kursu”.'),
	requires: about(
		requirements,
		'lessons: wszystkie lekcje, quizzes: wszystkie quizy ćwiczeniowe, test: wszystkie testy.'
	),
	validMonths: v.optional(about(whole(1, 600), 'Ile miesięcy jest ważny; bez tego klucza bez końca.')),
	renewal: v.optional(
		about(
			closed({
				requires: about(listOf(oneOf(RENEWABLE)), 'Co trzeba zaliczyć od nowa, żeby go odnowić: quizzes, test.'),
				openMonths: about(whole(1, 60), 'Na ile miesięcy przed końcem można zacząć; mniej niż validMonths.')
			}),
			'Odnowienie; tylko razem z validMonths.'
		)
	)
});

/** The front matter of a file that begins with this snippet of the editor. */
const written = <T extends v.ObjectEntries>(snippet: string, entries: T) => v.pipe(closed(entries), v.title(snippet));

export const CourseFrontMatter = v.pipe(
	written('kurs', {
		title: about(text(120), 'Tytuł kursu.'),
		summary: about(text(300), 'Jedno lub dwa zdania do katalogu.'),
		audience: about(
			listOf(oneOf<Audience>(keysOf(AUDIENCES))),
			'Dla kogo: szkola, uczelnia, samorzad-i-pes. Od tego zależą progi sprawdzarki.'
		),
		forWhom: about(text(200), 'Dla kogo, słowami: „Uczniowie klas 7–8”.'),
		directions: about(
			listOf(
				oneOf<Direction>(
					keysOf(DIRECTIONS),
					`nie ma takiego kierunku strategii; wpisz jeden z kodów: ${DIRECTION_LIST}`
				)
			),
			'Kody kierunków strategii, na przykład [4.1.2].'
		),
		level: about(oneOf<Level>(keysOf(LEVELS)), 'Poziom: podstawowy, sredni albo zaawansowany.'),
		hours: about(hours, 'Godziny na zaświadczeniu, całe albo połówki (z kropką).'),
		objectives: about(listOf(objective), '„Po kursie potrafię…”: czasownik w pierwszej osobie, małą literą.'),
		competences: about(listOf(competence), 'Od trzech do siedmiu umiejętności, które kurs ćwiczy.'),
		prerequisites: v.optional(about(prerequisites, 'Co dobrze mieć za sobą przed kursem.')),
		authors: about(listOf(text(200)), 'Autorki i autorzy.'),
		license: about(text(100), 'Licencja treści: CC BY-SA 4.0.'),
		language: about(oneOf<Language>(keysOf(LANGUAGES)), 'Język kursu: pl, en albo uk.'),
		citations: v.optional(
			about(
				oneOf(['required', 'optional']),
				'required: fakt bez źródła jest błędem. Bez tego klucza źródła w tekście są dobrowolne.'
			),
			'optional'
		),
		redirects: v.optional(about(redirects, 'Dawne nazwy, które dalej mają prowadzić do celu.')),
		lawAsOf: about(day, 'Na jaki dzień opisano prawo.'),
		reviewBy: about(day, 'Do kiedy trzeba przeczytać kurs od nowa.'),
		sources: about(
			v.array(source, 'wpisz listę źródeł, każde z id, title i supports; bez źródeł wpisz []'),
			'Źródła całego kursu.'
		),
		certificate: about(certificate, 'Dokument za ukończenie kursu.')
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

export const ModuleFrontMatter = written('modul', {
	title: about(text(120), 'Tytuł modułu.'),
	summary: v.optional(about(text(300), 'Jedno zdanie o module.'))
});

const readable = {
	title: about(text(120), 'Tytuł lekcji.'),
	shortTitle: v.optional(about(text(60), 'Krótszy tytuł do spisu treści.')),
	summary: about(text(300), 'Jedno zdanie pod tytułem.'),
	minutes: about(whole(1, 600), 'Ile minut zajmuje lekcja razem z ćwiczeniami i quizem.')
};

export const LessonFrontMatter = written('lekcja', {
	...readable,
	sources: v.optional(about(listOf(id, 0), 'Id źródeł z course.md, z których korzysta lekcja.'), []),
	lawAsOf: v.optional(about(day, 'Na jaki dzień opisano prawo w tej lekcji; bez tego dzień z course.md.'))
});
export type LessonFrontMatter = v.InferOutput<typeof LessonFrontMatter>;

const WRITE_EDITION = 'wpisz wydanie lekcji, z którego powstał ten wariant, na przykład wersja-1a2b3c4d5e';

/** `lesson.etr.md` and the like: what the lesson says in another way. */
export const VariantFrontMatter = written('wariant', {
	...readable,
	basedOn: about(
		v.pipe(v.string(WRITE_EDITION), v.regex(/^wersja-[0-9a-f]{10}$/, WRITE_EDITION)),
		'Wydanie lesson.md, z którego powstał wariant. Na początek wersja-0000000000: sprawdzarka poda właściwą wartość.'
	)
});
export type VariantFrontMatter = v.InferOutput<typeof VariantFrontMatter>;

const blueprintRule = closed({
	count: about(whole(1, 500), 'Ile pytań wylosować.'),
	topic: v.optional(about(id, 'Tylko z tego tematu.')),
	competence: v.optional(about(id, 'Tylko ćwiczące tę umiejętność: id z competences w course.md.')),
	difficulty: v.optional(about(oneOf(keysOf(DIFFICULTIES)), 'Tylko tak trudne: latwe, srednie albo trudne.')),
	tag: v.optional(about(id, 'Tylko z tym słowem wśród tags.')),
	points: v.optional(about(whole(1, 100), 'Tylko za tyle punktów.'))
});

const draw = listOrPairs(
	listOf(blueprintRule),
	v.record(
		v.pipe(v.string(), v.regex(SLUG, 'nazwa tematu może mieć małe litery a–z, cyfry i myślniki')),
		whole(1, 500),
		'wpisz tematy z liczbą pytań, na przykład „zasady: 4”'
	)
);

export const QuizFrontMatter = written('quiz', {
	title: about(text(120), 'Tytuł quizu.'),
	kind: about(
		oneOf(['practice', 'test', 'pretest']),
		'practice: ćwiczenie pod lekcją; test: osobna strona, na ocenę; pretest: raz, przed nauką, bez zaliczania.'
	),
	passingPercent: v.optional(about(whole(0, 100), 'Ile procent punktów zalicza; nie w pretest.')),
	timeLimitMinutes: v.optional(about(whole(1, 600), 'Limit czasu w minutach; tylko dla testu.')),
	attemptsLimit: v.optional(about(whole(1, 100), 'Ile razy można podejść; tylko dla testu.')),
	feedback: v.optional(
		about(
			oneOf(['immediate', 'afterSubmit', 'afterClose']),
			'Kiedy pokazać odpowiedzi: od razu (tylko ćwiczenie), po oddaniu albo po zamknięciu w grupie.'
		)
	),
	confidence: v.optional(
		about(
			v.union([v.boolean(), v.literal('cbm')], 'wpisz true albo cbm, albo usuń ten klucz'),
			'true: przy każdym pytaniu „na pewno, raczej, zgaduję”; cbm: do tego punkty za pewność. Nie zmienia wyniku.'
		),
		false
	),
	marking: v.optional(
		about(
			oneOf(['single', 'double']),
			'double: odpowiedzi otwarte i pliki ocenia niezależnie druga osoba; tylko dla testu.'
		)
	),
	draw: v.optional(about(draw, 'Ile jakich pytań losować: temat i liczba albo lista reguł; nie w ćwiczeniu.')),
	bank: v.optional(about(v.boolean('wpisz true albo usuń ten klucz'), 'true: losuj także z bank.md obok course.md.'))
});
export type QuizFrontMatter = v.InferOutput<typeof QuizFrontMatter>;

/** `bank.md` beside course.md: questions that every quiz of the course may draw. */
export const BankFrontMatter = written('bank', {
	title: about(text(120), 'Nazwa banku, tylko dla osób, które piszą kurs.')
});
export type BankFrontMatter = v.InferOutput<typeof BankFrontMatter>;
