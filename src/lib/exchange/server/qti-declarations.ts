import { setOutcome } from './qti-xml.ts';
import { xmlText } from './xml-writer.ts';

/** What an interaction adds to its item. */
export interface QtiInteraction {
	declarations: string[];
	outcomes: string[];
	body: string;
	/** Sets SCORE. */
	score: string[];
	/** Sets the rest. */
	processing: string[];
}

export const RESPONSE = 'RESPONSE';

export function declaration(
	identifier: string,
	cardinality: string,
	baseType: string,
	values: string[],
	mapping = ''
): string {
	const correct = values.map((value) => `<qti-value>${xmlText(value)}</qti-value>`).join('');
	const key = values.length > 0 ? `<qti-correct-response>${correct}</qti-correct-response>` : '';
	return `<qti-response-declaration identifier="${identifier}" cardinality="${cardinality}" base-type="${baseType}">${key}${mapping}</qti-response-declaration>`;
}

export function mappingOf(entries: [key: string, points: number][], points: number, attributes = ''): string {
	const rows = entries.map(
		([key, worth]) => `<qti-map-entry map-key="${xmlText(key)}" mapped-value="${worth}"${attributes}/>`
	);
	return `<qti-mapping lower-bound="0" upper-bound="${points}" default-value="0">${rows.join('')}</qti-mapping>`;
}

export const variable = (identifier: string) => `<qti-variable identifier="${identifier}"/>`;
export const byMapping = [setOutcome('SCORE', `<qti-map-response identifier="${RESPONSE}"/>`)];

export const onlyIf = (condition: string, rule: string) =>
	`<qti-response-condition><qti-response-if>${condition}${rule}</qti-response-if></qti-response-condition>`;

/** Everything or nothing. */
export const allIf = (condition: string) => [onlyIf(condition, setOutcome('SCORE', variable('MAXSCORE')))];

/** Whether a number was typed that is near enough to the key. */
export const isNear = (identifier: string, tolerance: string) =>
	`<qti-and><qti-not><qti-is-null>${variable(identifier)}</qti-is-null></qti-not><qti-equal tolerance-mode="absolute" tolerance="${tolerance} ${tolerance}" include-lower-bound="true" include-upper-bound="true">${variable(identifier)}<qti-correct identifier="${identifier}"/></qti-equal></qti-and>`;

export const share = (points: number, count: number) => Number((points / Math.max(1, count)).toFixed(6));
