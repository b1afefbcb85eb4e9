import type { ReportContent, ReportRow } from './report.ts';

/** Before there were pretests. */
interface FirstContent extends Omit<ReportContent, 'version' | 'course' | 'gain' | 'rows'> {
	version?: undefined;
	course: Omit<ReportContent['course'], 'hasPretest'>;
	rows: Omit<ReportRow, 'pretestPercent'>[];
}

/** Reads a stored snapshot of any version; an old one says what it said when it was made. */
export function readContent(stored: string): ReportContent {
	const content = JSON.parse(stored) as ReportContent | FirstContent;
	if (content.version === 2) return content;
	return {
		...content,
		version: 2,
		course: { ...content.course, hasPretest: false },
		gain: null,
		rows: content.rows.map((row) => ({ ...row, pretestPercent: null }))
	};
}
