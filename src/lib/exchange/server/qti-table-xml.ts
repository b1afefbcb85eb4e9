import type { TableGap } from '#lib/quizzes/question.ts';
import type { PortableOf } from './portable-question.ts';
import {
	declaration,
	isNear,
	mappingOf,
	onlyIf,
	RESPONSE,
	share,
	variable,
	type QtiInteraction
} from './qti-declarations.ts';
import { setOutcome, xhtml } from './qti-xml.ts';
import { xmlText } from './xml-writer.ts';

/** A table to fill in: a text entry a gap, each worth the same. */
export function tableFill({ headers, rows, gaps, points }: PortableOf<'tableFill'>): QtiInteraction {
	const name = (gap: number) => `${RESPONSE}-${gap + 1}`;
	const worth = share(points, gaps.length);
	const head = headers.map((header) => `<th>${xmlText(header)}</th>`).join('');
	const lines = rows.map((cells) => {
		const shown = cells.map((cell) =>
			'gap' in cell ? `<td>${entry(name(cell.gap), gaps[cell.gap]!)}</td>` : `<td>${xhtml(cell.html)}</td>`
		);
		return `<tr>${shown.join('')}</tr>`;
	});
	return {
		declarations: gaps.map((gap, i) => declarationOf(name(i), gap, worth)),
		...{ outcomes: [], processing: [] },
		body: `<table><thead><tr>${head}</tr></thead><tbody>${lines.join('')}</tbody></table>`,
		score: gaps.map((gap, i) => scoreOf(name(i), gap, worth))
	};
}

const entry = (identifier: string, gap: TableGap) =>
	`<qti-text-entry-interaction response-identifier="${identifier}" expected-length="15"/>${gap.kind === 'number' && gap.unit ? ` ${xmlText(gap.unit)}` : ''}`;

const declarationOf = (identifier: string, gap: TableGap, worth: number) =>
	gap.kind === 'number'
		? declaration(identifier, 'single', 'float', [gap.value])
		: declaration(
				identifier,
				'single',
				'string',
				gap.accepted.slice(0, 1),
				mappingOf(
					gap.accepted.map((text) => [text, worth]),
					worth,
					' case-sensitive="false"'
				)
			);

function scoreOf(identifier: string, gap: TableGap, worth: number): string {
	const added = (value: string) => setOutcome('SCORE', `<qti-sum>${variable('SCORE')}${value}</qti-sum>`);
	return gap.kind === 'text'
		? added(`<qti-map-response identifier="${identifier}"/>`)
		: onlyIf(isNear(identifier, gap.tolerance), added(`<qti-base-value base-type="float">${worth}</qti-base-value>`));
}
