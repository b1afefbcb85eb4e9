import type { Sheet } from '../spreadsheets/sheet.ts';
import { reportColumns, reportFacts } from './report-words.ts';
import type { ReportContent } from './report.ts';

/** The report as one table: the people, or, in a report without them, what it counts. */
export function reportSheet(report: ReportContent): Sheet {
	const name = `Raport ${report.group}`;
	if (report.people === 'none') {
		const about = [
			['Organizacja', report.organization],
			['Grupa', report.group],
			['Kurs', report.course.title],
			['Dzień', report.madeOn],
			['Operator', report.operator]
		];
		return {
			name,
			columns: ['Co', 'Ile'].map((title) => ({ title, kind: 'text' })),
			rows: [...about, ...reportFacts(report).map(({ label, value }) => [label, value])]
		};
	}
	const columns = reportColumns(report);
	return {
		name,
		columns: [
			...columns.map(({ title, kind }) => ({ title, kind })),
			{ title: 'Kurs', kind: 'text' },
			{ title: 'Godziny kursu', kind: 'number' }
		],
		rows: report.rows.map((row) => [
			...columns.map(({ value }) => value(row)),
			report.course.title,
			report.course.hours
		])
	};
}
