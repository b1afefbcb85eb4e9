import { comparePolish } from '../format.ts';

/** Who is in a report: by name, as „Osoba 1”, or as numbers only. */
export const REPORT_PEOPLE = {
	names: 'z nazwiskami albo pseudonimami, jak w grupie',
	numbered: 'bez nazwisk: Osoba 1, Osoba 2…',
	none: 'tylko liczby, bez listy osób'
} as const;
export type ReportPeople = keyof typeof REPORT_PEOPLE;

/** One person as found on the day of the report. */
export interface PersonFacts {
	id: string;
	displayName: string;
	/** Days, YYYY-MM-DD; null: not (yet). */
	enrolledOn: string | null;
	finishedOn: string | null;
	/** A lesson read or a quiz graded. */
	hasStarted: boolean;
	/** Of the tests together, whole percent; null: none taken. */
	testPercent: number | null;
	/** Of the pretest, where it was finished before any test was begun, whole percent; null: there is none. */
	pretestPercent: number | null;
	/** The certificate in force. */
	certificateNumber: string | null;
}

/** Of whom and what the report is, as on that day. */
export interface ReportSubject {
	organization: string;
	operator: string;
	group: string;
	course: { title: string; hours: number; revision: string; hasTest: boolean; hasPretest: boolean };
	/** YYYY-MM-DD */
	madeOn: string;
}

export interface ReportRow extends Omit<PersonFacts, 'id' | 'displayName'> {
	label: string;
}

/** What learning gave those who took both the pretest and the test. Means in tenths of a percent. */
export interface Gain {
	people: number;
	beforeTenths: number;
	afterTenths: number;
	/** The mean of the differences, in tenths of a percentage point; below 0: the test went worse. */
	gainTenths: number;
}

/** From how many people on a report without names tells a result of theirs together. */
export const RESULT_PEOPLE_AT_LEAST = 5;

/** Everything a report says: page, PDF and spreadsheets are made of this alone, so that they never change. */
export interface ReportContent extends ReportSubject {
	/** Of this shape; see `stored-report.ts` for earlier ones. */
	version: 2;
	people: ReportPeople;
	enrolled: number;
	started: number;
	finished: number;
	/** Hours of the course times people who finished it. */
	hoursDelivered: number;
	certificates: number;
	/**
	 * The mean in tenths of a percent, so that it is a whole number; `tooFew`: in a report of numbers only it would tell of
	 * people; null: nobody took it.
	 */
	test: { people: number; meanTenths: number } | 'tooFew' | null;
	/** `tooFew`: so few have both results that it would tell of people; null: nobody has, or the course lacks a test. */
	gain: Gain | 'tooFew' | null;
	/** How many people reached each range of the test; empty where the mean is not told. */
	ranges: { label: string; people: number }[];
	/** Empty when the report has numbers only. */
	rows: ReportRow[];
}

/**
 * @param shuffleKey puts people without names in an order that says nothing of their names, the same each time
 */
export function makeReport(
	subject: ReportSubject,
	facts: PersonFacts[],
	people: ReportPeople,
	shuffleKey: (personId: string) => string
): ReportContent {
	const enrolled = facts.filter(({ enrolledOn }) => enrolledOn !== null);
	const finished = enrolled.filter(({ finishedOn }) => finishedOn !== null).length;
	const tests = enrolled.flatMap(({ testPercent }) => testPercent ?? []);
	const isTooFew = people === 'none' && tests.length > 0 && tests.length < RESULT_PEOPLE_AT_LEAST;
	return {
		...subject,
		version: 2,
		people,
		enrolled: enrolled.length,
		started: enrolled.filter(({ hasStarted }) => hasStarted).length,
		finished,
		hoursDelivered: finished * subject.course.hours,
		certificates: enrolled.filter(({ certificateNumber }) => certificateNumber !== null).length,
		test: isTooFew ? 'tooFew' : tests.length === 0 ? null : { people: tests.length, meanTenths: meanTenths(tests) },
		gain: gainOf(enrolled, people),
		ranges: subject.course.hasTest && !isTooFew ? rangesOf(tests) : [],
		rows: rowsOf(enrolled, people, shuffleKey)
	};
}

function gainOf(facts: PersonFacts[], people: ReportPeople): ReportContent['gain'] {
	const pairs = facts.flatMap(({ pretestPercent: before, testPercent: after }) =>
		before === null || after === null ? [] : [{ before, after }]
	);
	if (pairs.length === 0) return null;
	if (people !== 'names' && pairs.length < RESULT_PEOPLE_AT_LEAST) return 'tooFew';
	return {
		people: pairs.length,
		beforeTenths: meanTenths(pairs.map(({ before }) => before)),
		afterTenths: meanTenths(pairs.map(({ after }) => after)),
		gainTenths: meanTenths(pairs.map(({ before, after }) => after - before))
	};
}

/** Rounded to the nearest tenth, halves up; from whole numbers. */
export function meanTenths(percents: number[]): number {
	const sum = percents.reduce((all, percent) => all + percent, 0);
	return Math.floor((20 * sum + percents.length) / (2 * percents.length));
}

const RANGES = [
	[0, 29],
	[30, 49],
	[50, 69],
	[70, 84],
	[85, 100]
] as const;

const rangesOf = (percents: number[]) =>
	RANGES.map(([from, to]) => ({
		label: `${from}–${to}%`,
		people: percents.filter((percent) => percent >= from && percent <= to).length
	}));

function rowsOf(facts: PersonFacts[], people: ReportPeople, shuffleKey: (personId: string) => string): ReportRow[] {
	if (people === 'none') return [];
	const rows = facts.map(({ id, displayName, ...row }) => ({ key: shuffleKey(id), label: displayName, row }));
	if (people === 'names') {
		return rows.sort((a, b) => comparePolish(a.label, b.label)).map(({ label, row }) => ({ label, ...row }));
	}
	return rows
		.sort((a, b) => (a.key < b.key ? -1 : 1))
		.map(({ row }, i) => ({ label: `Osoba ${i + 1}`, ...row, pretestPercent: null, certificateNumber: null }));
}
