import { cleanText, columnWidths, readCell, type Cell } from '../cell.ts';
import { guardFormula } from '../formula-guard.ts';
import { sheetName } from '../sheet-name.ts';
import type { Sheet } from '../sheet.ts';
import { xmlText, zip } from './zip.ts';

/**
 * An Excel workbook of one sheet, its first row bold and frozen. Texts are stored as texts, never as formulas, also when
 * somebody edits the cell. The same sheet gives the same bytes.
 */
export async function writeXlsx(sheet: Sheet): Promise<Uint8Array> {
	const head = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n`;
	return zip([
		{ name: '[Content_Types].xml', text: head + CONTENT_TYPES },
		{ name: '_rels/.rels', text: head + relations({ officeDocument: 'xl/workbook.xml' }) },
		{ name: 'xl/workbook.xml', text: head + workbook(sheetName(sheet.name)) },
		{
			name: 'xl/_rels/workbook.xml.rels',
			text: head + relations({ worksheet: 'worksheets/sheet1.xml', styles: 'styles.xml' })
		},
		{ name: 'xl/styles.xml', text: head + STYLES },
		{ name: 'xl/worksheets/sheet1.xml', text: head + worksheet(sheet) }
	]);
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const CONTENT_TYPES = `<Types xmlns="${PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>
<Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/>
</Types>`;

function relations(targets: Record<string, string>): string {
	const each = Object.entries(targets).map(
		([kind, target], i) => `<Relationship Id="rId${i + 1}" Type="${RELATIONS}/${kind}" Target="${target}"/>`
	);
	return `<Relationships xmlns="${PACKAGE}/relationships">${each.join('')}</Relationships>`;
}

const workbook = (name: string) => `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}">
<sheets><sheet name="${xmlText(name)}" sheetId="1" r:id="rId1"/></sheets>
</workbook>`;

/** Places in `cellXfs` below. `guarded` keeps a text a text when somebody edits it. */
const STYLE = { plain: 0, title: 1, text: 2, guarded: 3, percent: 4, day: 5 } as const;
const STYLES = `<styleSheet xmlns="${MAIN}">
<numFmts count="1"><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy"/></numFmts>
<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
<borders count="1"><border/></borders>
<cellStyleXfs count="1"><xf/></cellStyleXfs>
<cellXfs count="6">
<xf/>
<xf fontId="1" applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>
<xf numFmtId="49" applyNumberFormat="1"/>
<xf numFmtId="49" applyNumberFormat="1" quotePrefix="1"/>
<xf numFmtId="9" applyNumberFormat="1"/>
<xf numFmtId="164" applyNumberFormat="1"/>
</cellXfs>
</styleSheet>`;

function worksheet(sheet: Sheet): string {
	const widths = columnWidths(sheet.columns, sheet.rows)
		.map((width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`)
		.join('');
	const names = sheet.columns.map((_, i) => columnName(i));
	const titles = sheet.columns.map(({ title }, i) => textCell(`${names[i]}1`, STYLE.title, cleanText(title)));
	const rows = sheet.rows.map((row, r) => {
		const cells = sheet.columns.map((column, i) => cellXml(`${names[i]}${r + 2}`, readCell(row[i] ?? null, column)));
		return `<row r="${r + 2}">${cells.join('')}</row>`;
	});
	return `<worksheet xmlns="${MAIN}">
<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>
${widths && `<cols>${widths}</cols>`}
<sheetData><row r="1">${titles.join('')}</row>
${rows.join('\n')}</sheetData>
</worksheet>`;
}

function cellXml(place: string, cell: Cell): string {
	switch (cell.kind) {
		case 'empty':
			return '';
		case 'number':
			return `<c r="${place}"><v>${cell.number}</v></c>`;
		case 'percent':
			return `<c r="${place}" s="${STYLE.percent}"><v>${cell.number / 100}</v></c>`;
		case 'day':
			return `<c r="${place}" s="${STYLE.day}"><v>${Date.parse(cell.day) / 86_400_000 + 25_569}</v></c>`;
		case 'text':
			return textCell(place, guardFormula(cell.text) === cell.text ? STYLE.text : STYLE.guarded, cell.text);
	}
}

/** `_x0041_` would be read as the sign of that number, so its underscore is written so itself. */
function textCell(place: string, style: number, text: string): string {
	const literal = xmlText(text.replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_'));
	return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${literal}</t></is></c>`;
}

/** 0 is A, 26 is AA. */
function columnName(index: number): string {
	const letter = String.fromCharCode(65 + (index % 26));
	return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}
