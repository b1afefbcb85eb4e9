import { hoursInWords } from '../courses/in-words.ts';
import { counted, formatNumber } from '../format.ts';
import type { ReportContent, ReportRow } from './report.ts';

const tenths = (value: number) => formatNumber(value / 10);

/** What the report counts, in words and in the order a funder reads it. */
export function reportFacts(report: ReportContent): { label: string; value: string }[] {
	const { test, course } = report;
	const none = 'brak wyników';
	return [
		{ label: 'Zapisani', value: counted(report.enrolled, 'osoba', 'osoby', 'osób') },
		{ label: 'Rozpoczęli naukę', value: counted(report.started, 'osoba', 'osoby', 'osób') },
		{ label: 'Ukończyli kurs', value: counted(report.finished, 'osoba', 'osoby', 'osób') },
		{ label: 'Wymiar kursu', value: hoursInWords(course.hours) },
		{ label: 'Godziny zrealizowane (ukończenia × wymiar kursu)', value: hoursInWords(report.hoursDelivered) },
		...(course.hasTest
			? [
					{
						label: 'Średni wynik sprawdzianu',
						value: test ? `${tenths(test.meanTenths)}% (${counted(test.people, 'osoba', 'osoby', 'osób')})` : none
					}
				]
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
		'Kurs nie ma testu przed nauką, więc raport nie podaje przyrostu wiedzy.',
		...(people === 'names' ? [] : ['Raport nie wymienia nazwisk ani numerów zaświadczeń.'])
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
