import { damaged, MAX_CELL, MAX_COLUMNS, MAX_ROWS, putCell, RowCollector, type TableRow } from './read-limits.ts';
import { readXml } from './read-xml.ts';
import { readZip } from './read-zip.ts';

const PARTS = /^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|styles\.xml|worksheets\/[^/]+\.xml)$/;

/**
 * Reads the first visible sheet of an Excel workbook that has anything in it: texts, numbers, days, and what formulas
 * last gave. Formulas themselves are never looked at.
 */
export function readXlsx(bytes: Uint8Array, maxRows = MAX_ROWS): TableRow[] {
	const parts = readZip(bytes, (name) => PARTS.test(name));
	const workbook = parts.get('xl/workbook.xml');
	if (!workbook) throw damaged();
	const { sheets, startsIn1904 } = readWorkbook(workbook);
	const targets = readTargets(parts.get('xl/_rels/workbook.xml.rels'));
	const context: SheetContext = {
		texts: readSharedTexts(parts.get('xl/sharedStrings.xml')),
		dayStyles: readDayStyles(parts.get('xl/styles.xml')),
		dayZero: startsIn1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30)
	};
	for (const id of sheets) {
		const sheet = parts.get(targets.get(id) ?? '');
		const rows = sheet ? readSheet(sheet, context, maxRows) : [];
		if (rows.length > 0) return rows;
	}
	return [];
}

function readWorkbook(bytes: Uint8Array) {
	const sheets: string[] = [];
	let startsIn1904 = false;
	readXml(bytes, {
		open(name, { id, state, date1904 }) {
			if (name === 'sheet' && id && (state ?? 'visible') === 'visible') sheets.push(id);
			if (name === 'workbookPr') startsIn1904 = date1904 === '1' || date1904 === 'true';
		}
	});
	return { sheets, startsIn1904 };
}

/** Where each sheet lies, by the id the workbook gives it. */
function readTargets(bytes: Uint8Array | undefined): Map<string, string> {
	const targets = new Map<string, string>();
	if (!bytes) return targets;
	readXml(bytes, {
		open(name, { Id, Target }) {
			if (name === 'Relationship' && Id && Target) {
				targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`);
			}
		}
	});
	return targets;
}

function readSharedTexts(bytes: Uint8Array | undefined): string[] {
	const texts: string[] = [];
	if (!bytes) return texts;
	let text = '';
	let isText = false;
	let phonetics = 0;
	readXml(bytes, {
		open(name) {
			if (name === 'rPh') phonetics += 1;
			isText = name === 't' && phonetics === 0;
		},
		text(piece) {
			if (isText && text.length <= MAX_CELL) text += piece;
		},
		close(name) {
			isText = false;
			if (name === 'rPh') phonetics -= 1;
			if (name !== 'si') return;
			texts.push(text);
			text = '';
		}
	});
	return texts;
}

const BUILT_IN_DAYS = new Set([14, 15, 16, 17, 22]);

/** Which cell styles show a number as a day. */
function readDayStyles(bytes: Uint8Array | undefined): Set<number> {
	const days = new Set<number>();
	if (!bytes) return days;
	const ownDays = new Set<number>();
	let isCellStyle = false;
	let style = 0;
	readXml(bytes, {
		open(name, { numFmtId, formatCode }) {
			if (name === 'cellXfs') isCellStyle = true;
			const format = Number(numFmtId);
			if (name === 'numFmt' && isDayFormat(formatCode ?? '')) ownDays.add(format);
			if (name !== 'xf' || !isCellStyle) return;
			if (BUILT_IN_DAYS.has(format) || ownDays.has(format)) days.add(style);
			style += 1;
		},
		close(name) {
			if (name === 'cellXfs') isCellStyle = false;
		}
	});
	return days;
}

/** A format with a year or a day in it, colours and words in quotes left aside. */
const isDayFormat = (code: string) => /[yd]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, ''));

interface SheetContext {
	texts: string[];
	dayStyles: Set<number>;
	/** The instant of day 0. */
	dayZero: number;
}

function readSheet(bytes: Uint8Array, context: SheetContext, maxRows: number): TableRow[] {
	const collector = new RowCollector(maxRows);
	let line = 0;
	let column = -1;
	let cells: string[] = [];
	let kind = 'n';
	let style = 0;
	let value = '';
	let isValue = false;
	readXml(bytes, {
		open(name, { r, t, s }) {
			if (name === 'row') {
				line = r ? Number(r) : line + 1;
				column = -1;
				cells = [];
			} else if (name === 'c') {
				column = r ? columnOf(r) : column + 1;
				kind = t ?? 'n';
				style = Number(s ?? 0);
				value = '';
			}
			isValue = name === 'v' || (name === 't' && kind === 'inlineStr');
		},
		text(piece) {
			if (isValue && value.length <= MAX_CELL) value += piece;
		},
		close(name) {
			isValue = false;
			if (name === 'c') putCell(cells, column, inWords(value, kind, style, context), line);
			else if (name === 'row') collector.add(line, cells);
		}
	});
	return collector.rows;
}

/** `C7` is 2; nothing beyond the limit is told apart. */
function columnOf(reference: string): number {
	let column = 0;
	for (const letter of /^[A-Z]*/i.exec(reference)?.[0].toUpperCase() ?? '') {
		column = Math.min(column * 26 + letter.charCodeAt(0) - 64, MAX_COLUMNS + 1);
	}
	return column - 1;
}

const DAY_MS = 86_400_000;

function inWords(value: string, kind: string, style: number, { texts, dayStyles, dayZero }: SheetContext): string {
	if (kind === 's') return texts[Number(value)] ?? '';
	if (kind === 'b') return value === '1' ? 'PRAWDA' : 'FAŁSZ';
	if (kind !== 'n' || value === '') return value;
	const number = Number(value);
	if (!Number.isFinite(number)) return value;
	const instant = new Date(dayZero + Math.floor(number) * DAY_MS);
	if (dayStyles.has(style) && !Number.isNaN(instant.getTime())) return instant.toISOString().slice(0, 10);
	return String(number);
}
