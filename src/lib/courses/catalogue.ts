import { AUDIENCES, LANGUAGES, LEVELS, VARIANTS, type Course, type Lesson, type Variant } from './course.ts';
import { DIRECTIONS } from './directions.ts';

/** What a course is looked for by. The order is that of the parameters in an address. */
export const FILTERS = ['dla', 'kierunek', 'godziny', 'poziom', 'jezyk'] as const;
export type Filter = (typeof FILTERS)[number];

/** At most one value of each filter. */
export type Chosen = Partial<Record<Filter, string>>;

const HOURS = {
	'do-2': { label: 'do 2 godzin', from: 0, to: 2 },
	'2-6': { label: 'od 2 do 6 godzin', from: 2.5, to: 6 },
	'ponad-6': { label: 'ponad 6 godzin', from: 6.5, to: Infinity }
};

const labelsOf = <T>(record: Record<string, T>, label: (value: T) => string): [string, string][] =>
	Object.entries(record).map(([value, entry]) => [value, label(entry)]);

/** Every value of each filter with its label, in the order shown. */
const OPTIONS: Record<Filter, [value: string, label: string][]> = {
	dla: labelsOf(AUDIENCES, (label) => label),
	kierunek: Object.entries(DIRECTIONS).map(([code, name]) => [code, `${code} ${name}`]),
	godziny: labelsOf(HOURS, ({ label }) => label),
	poziom: labelsOf(LEVELS, (label) => label),
	jezyk: [...labelsOf(LANGUAGES, (label) => label), ['etr', 'łatwy do czytania']]
};

const FILTER_NAMES: Record<Filter, string> = {
	dla: 'Dla kogo',
	kierunek: 'Kierunek strategii',
	godziny: 'Czas',
	poziom: 'Poziom',
	jezyk: 'Język'
};

const MATCHES: Record<Filter, (course: Course, value: string) => boolean> = {
	dla: (course, value) => (course.audience as string[]).includes(value),
	kierunek: (course, value) => course.directions.includes(value),
	godziny: ({ hours }, value) => {
		const band = HOURS[value as keyof typeof HOURS];
		return hours >= band.from && hours <= band.to;
	},
	poziom: (course, value) => course.level === value,
	jezyk: (course, value) => course.language === value || course.lessons.some((lesson) => isAlsoIn(lesson, value))
};

/** Whether a lesson has a variant in this language, or of this name: `etr`. */
const isAlsoIn = ({ variants }: Lesson, value: string) =>
	(Object.keys(variants) as Variant[]).some((name) => name === value || VARIANTS[name].language === value);

/** What an address asks for; values nobody knows are left out. */
export function readChosen(parameters: URLSearchParams): Chosen {
	const chosen: Chosen = {};
	for (const filter of FILTERS) {
		const asked = parameters.get(filter);
		if (OPTIONS[filter].some(([value]) => value === asked)) chosen[filter] = asked!;
	}
	return chosen;
}

/** The one address of a choice. */
export function catalogueAddress(chosen: Chosen): string {
	const parameters = FILTERS.filter((filter) => chosen[filter]).map((filter) => `${filter}=${chosen[filter]}`);
	return parameters.length > 0 ? `/kursy?${parameters.join('&')}` : '/kursy';
}

export const filterCourses = (courses: Course[], chosen: Chosen): Course[] =>
	courses.filter((course) => FILTERS.every((filter) => !chosen[filter] || MATCHES[filter](course, chosen[filter])));

/** A link of the catalogue, with how many courses there are behind it. */
export interface FilterLink {
	value: string;
	label: string;
	href: string;
	count: number;
	isChosen: boolean;
}

export interface FilterGroup {
	filter: Filter;
	name: string;
	links: FilterLink[];
}

/** The links of each filter, the other choices kept. A choice that would leave nothing is not offered. */
export function filterGroups(courses: Course[], chosen: Chosen): FilterGroup[] {
	const linksOf = (filter: Filter) =>
		OPTIONS[filter].map(([value, label]): FilterLink => {
			const isChosen = chosen[filter] === value;
			const count = filterCourses(courses, { ...chosen, [filter]: value }).length;
			// Followed again, a link takes its choice back.
			const href = catalogueAddress({ ...chosen, [filter]: isChosen ? undefined : value });
			return { value, label, href, count, isChosen };
		});
	return FILTERS.map((filter) => ({
		filter,
		name: FILTER_NAMES[filter],
		links: linksOf(filter).filter(({ count, isChosen }) => count > 0 || isChosen)
	}));
}

/** What is chosen, each with the address without it and how many courses that leaves. */
export function chosenLinks(courses: Course[], chosen: Chosen): (FilterLink & { filter: Filter })[] {
	return FILTERS.filter((filter) => chosen[filter]).map((filter) => {
		const value = chosen[filter]!;
		const label = OPTIONS[filter].find(([each]) => each === value)![1];
		const others = { ...chosen, [filter]: undefined };
		const count = filterCourses(courses, others).length;
		return { filter, value, label, href: catalogueAddress(others), count, isChosen: true };
	});
}
