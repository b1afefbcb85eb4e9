import { hoursInWords } from '../courses/in-words.ts';
import { counted, formatNumber } from '../format.ts';
import { RESULT_PEOPLE_AT_LEAST, type Gain, type ReportContent, type ReportRow } from './report.ts';

const tenths = (value: number) => formatNumber(value / 10);

const signed = (tenthsOfPoint: number) =>
	`${tenthsOfPoint > 0 ? '+' : tenthsOfPoint < 0 ? '−' : ''}${tenths(Math.abs(tenthsOfPoint))}\u00a0pkt\u00a0proc.`;

/** A bar of a chart, with what it says; `share` from 0 to 1 is its length. */
export interface Bar {
	label: string;
	text: string;
	share: number;
}

/** The means before learning and after it; empty when there is no gain to show. */
export function gainBars({ gain }: Pick<ReportContent, 'gain'>): Bar[] {
	if (gain === null || gain === 'tooFew') return [];
	return [
		{ label: 'Przed nauką', text: `${tenths(gain.beforeTenths)}%`, share: gain.beforeTenths / 1000 },
		{ label: 'Sprawdzian', text: `${tenths(gain.afterTenths)}%`, share: gain.afterTenths / 1000 }
	];
}

/** How many people reached which range, with the largest bar as the whole. */
export function rangeBars({ ranges }: Pick<ReportContent, 'ranges'>): Bar[] {
	const most = Math.max(1, ...ranges.map(({ people }) => people));
	return ranges.map(({ label, people }) => ({ label, text: String(people), share: people / most }));
}

function testInWords(test: ReportContent['test']): string {
	if (test === null) return 'brak wyników';
	if (test === 'tooFew') return `ukryty: sprawdzian ma mniej niż ${RESULT_PEOPLE_AT_LEAST}\u00a0osób`;
	return `${tenths(test.meanTenths)}% (${counted(test.people, 'osoba', 'osoby', 'osób')})`;
}

function gainInWords(gain: Gain | 'tooFew' | null): string {
	if (gain === null) return 'brak wyników';
	if (gain === 'tooFew') return `ukryty: oba wyniki ma mniej niż ${RESULT_PEOPLE_AT_LEAST}\u00a0osób`;
	return `${signed(gain.gainTenths)} (${counted(gain.people, 'osoba', 'osoby', 'osób')})`;
}

/** What the report counts, in words and in the order a funder reads it. */
export function reportFacts(report: ReportContent): { label: string; value: string }[] {
	const { course } = report;
	return [
		{ label: 'Zapisani', value: counted(report.enrolled, 'osoba', 'osoby', 'osób') },
		{ label: 'Rozpoczęli naukę', value: counted(report.started, 'osoba', 'osoby', 'osób') },
		{ label: 'Ukończyli kurs', value: counted(report.finished, 'osoba', 'osoby', 'osób') },
		{ label: 'Wymiar kursu', value: hoursInWords(course.hours) },
		{ label: 'Godziny zrealizowane (ukończenia × wymiar kursu)', value: hoursInWords(report.hoursDelivered) },
		...(course.hasTest ? [{ label: 'Średni wynik sprawdzianu', value: testInWords(report.test) }] : []),
		...(course.hasTest && course.hasPretest
			? [{ label: 'Przyrost wiedzy (sprawdzian − test przed nauką)', value: gainInWords(report.gain) }]
			: []),
		{ label: 'Ważne zaświadczenia', value: formatNumber(report.certificates) }
	];
}

/** What the numbers mean and what they leave out. */
export function reportNotes({ course, people }: ReportContent): string[] {
	return [
		'Raport obejmuje osoby, które w dniu jego sporządzenia są w grupie i są zapisane na kurs.',
		'Naukę rozpoczął ten, kto przeczytał choć jedną lekcję albo ukończył jeden quiz. Ukończył ten, kto spełnił warunki kursu.',
		course.hasTest
			? 'Liczy się najlepsze podejście do sprawdzianu; wynik osoby jest zaokrąglony w dół do całych procentów.'
			: 'Kurs nie ma sprawdzianu, więc raport nie podaje wyników.',
		...gainNotes(course, people),
		...(people === 'names' ? [] : ['Raport nie wymienia nazwisk ani numerów zaświadczeń.'])
	];
}

function gainNotes({ hasTest, hasPretest }: ReportContent['course'], people: ReportContent['people']): string[] {
	if (!hasPretest) return ['Kurs nie ma testu przed nauką, więc raport nie podaje przyrostu wiedzy.'];
	if (!hasTest) return ['Kurs ma test przed nauką, ale nie ma sprawdzianu, więc raport nie podaje przyrostu wiedzy.'];
	return [
		'Przyrost wiedzy to średnia różnica wyników w\u00a0punktach procentowych u\u00a0osób, które mają oba: z\u00a0testu przed nauką (jedyne podejście, skończone przed zaczęciem sprawdzianu) i\u00a0ze sprawdzianu.',
		...(people === 'names' ? [] : [`Przyrost mniej niż ${RESULT_PEOPLE_AT_LEAST}\u00a0osób jest ukryty.`])
	];
}

export interface ReportColumn {
	title: string;
	kind: 'text' | 'percent' | 'day';
	/** Its share of the width on paper. */
	share: number;
	value: (row: ReportRow) => string | number | null;
}

/** The columns of the list of people; only those this course can fill. */
export function reportColumns({ course, people }: ReportContent): ReportColumn[] {
	const columns: (ReportColumn | false)[] = [
		{ title: 'Osoba', kind: 'text', share: 2, value: ({ label }) => label },
		{ title: 'Zapisano', kind: 'day', share: 1, value: ({ enrolledOn }) => enrolledOn },
		{ title: 'Rozpoczęcie', kind: 'text', share: 1, value: ({ hasStarted }) => (hasStarted ? 'tak' : 'nie') },
		{ title: 'Ukończono', kind: 'day', share: 1, value: ({ finishedOn }) => finishedOn },
		people === 'names' &&
			course.hasPretest && {
				title: 'Przed nauką',
				kind: 'percent',
				share: 1,
				value: ({ pretestPercent }) => pretestPercent
			},
		course.hasTest && { title: 'Sprawdzian', kind: 'percent', share: 1, value: ({ testPercent }) => testPercent },
		people === 'names' && {
			title: 'Zaświadczenie',
			kind: 'text',
			share: 1.4,
			value: ({ certificateNumber }) => certificateNumber
		}
	];
	return columns.filter((column) => column !== false);
}

/** A value as a person reads it. */
export function columnText({ kind, value }: ReportColumn, row: ReportRow): string {
	const found = value(row);
	if (found === null) return '–';
	return kind === 'percent'
		? `${found}%`
		: kind === 'day'
			? String(found).split('-').reverse().join('.')
			: String(found);
}
