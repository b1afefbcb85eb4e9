import type { TableGap } from '#lib/quizzes/question.ts';
import type { PortableOf } from './portable-question.ts';
import { xmlText } from './xml-writer.ts';

/** Points of one gap: whole ones, as Moodle knows no others. */
export const pointsOfGap = ({ points, gaps }: PortableOf<'tableFill'>): number =>
	points % gaps.length === 0 ? points / gaps.length : 1;

/** A table to fill in as embedded answers, a gap each; units stand behind their gap. */
export function clozeTable(content: PortableOf<'tableFill'>): string {
	const { headers, rows, gaps } = content;
	const worth = pointsOfGap(content);
	const head = headers.map((header) => `<th>${xmlText(header)}</th>`).join('');
	const lines = rows.map((cells) => {
		const shown = cells.map((cell) => `<td>${'gap' in cell ? clozeGap(gaps[cell.gap]!, worth) : cell.html}</td>`);
		return `<tr>${shown.join('')}</tr>`;
	});
	return `<table><thead><tr>${head}</tr></thead><tbody>${lines.join('')}</tbody></table>`;
}

function clozeGap(gap: TableGap, worth: number): string {
	if (gap.kind === 'text')
		return `{${worth}:SHORTANSWER:${gap.accepted.map((text) => `=${clozeText(text)}`).join('~')}}`;
	return `{${worth}:NUMERICAL:=${gap.value}:${gap.tolerance}}${gap.unit ? ` ${xmlText(gap.unit)}` : ''}`;
}

/** Signs of the gap itself are written as numbers, which Moodle reads back; a bare star would stand for any letters. */
const clozeText = (text: string): string =>
	xmlText(text.replaceAll('*', '\\*')).replace(/(?<!&)[\\}~#]/g, (sign) => `&#${sign.charCodeAt(0)};`);
