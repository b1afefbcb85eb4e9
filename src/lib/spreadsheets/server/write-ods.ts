import { cleanText, columnWidths, readCell, type Cell } from '../cell.ts';
import { sheetName } from '../sheet-name.ts';
import { SHEET_MEDIA_TYPES, type Sheet } from '../sheet.ts';
import { xmlText, zip } from './zip.ts';

/**
 * An OpenDocument workbook of one sheet, its first row bold and frozen. Texts are stored as texts, never as formulas. The
 * same sheet gives the same bytes.
 */
export async function writeOds(sheet: Sheet): Promise<Uint8Array> {
	const head = `<?xml version="1.0" encoding="UTF-8"?>\n`;
	const name = sheetName(sheet.name);
	return zip([
		{ name: 'mimetype', text: SHEET_MEDIA_TYPES.ods, isStored: true },
		{ name: 'META-INF/manifest.xml', text: head + MANIFEST },
		{ name: 'settings.xml', text: head + settings(name) },
		{ name: 'content.xml', text: head + content(sheet, name) }
	]);
}

const SPACES = ['office', 'table', 'text', 'style', 'config', 'manifest']
	.map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
	.concat('xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"')
	.concat('xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"')
	.join(' ');

const MANIFEST = `<manifest:manifest ${SPACES} manifest:version="1.3">
<manifest:file-entry manifest:full-path="/" manifest:media-type="${SHEET_MEDIA_TYPES.ods}"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
<manifest:file-entry manifest:full-path="settings.xml" manifest:media-type="text/xml"/>
</manifest:manifest>`;

const item = (name: string, type: string, value: string | number) =>
	`<config:config-item config:name="${name}" config:type="${type}">${value}</config:config-item>`;

/** Freezes the first row. */
const settings = (name: string) => `<office:document-settings ${SPACES} office:version="1.3"><office:settings>
<config:config-item-set config:name="ooo:view-settings"><config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>
${item('ViewId', 'string', 'view1')}
<config:config-item-map-named config:name="Tables"><config:config-item-map-entry config:name="${xmlText(name)}">
${item('VerticalSplitMode', 'short', 2)}${item('VerticalSplitPosition', 'int', 1)}${item('PositionBottom', 'int', 1)}
</config:config-item-map-entry></config:config-item-map-named>
${item('ActiveTable', 'string', xmlText(name))}
</config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set>
</office:settings></office:document-settings>`;

const STYLES = `
<number:percentage-style style:name="n-percent" number:language="pl" number:country="PL"><number:number number:decimal-places="0" number:min-integer-digits="1"/><number:text>%</number:text></number:percentage-style>
<number:date-style style:name="n-day" number:language="pl" number:country="PL"><number:day number:style="long"/><number:text>.</number:text><number:month number:style="long"/><number:text>.</number:text><number:year number:style="long"/></number:date-style>
<number:text-style style:name="n-text"><number:text-content/></number:text-style>
<style:style style:name="title" style:family="table-cell"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="text" style:family="table-cell" style:data-style-name="n-text"/>
<style:style style:name="percent" style:family="table-cell" style:data-style-name="n-percent"/>
<style:style style:name="day" style:family="table-cell" style:data-style-name="n-day"/>`;

function content(sheet: Sheet, name: string): string {
	const widths = columnWidths(sheet.columns, sheet.rows);
	const columnStyles = widths.map(
		(width, i) =>
			`<style:style style:name="c${i}" style:family="table-column"><style:table-column-properties style:column-width="${(width * 0.2).toFixed(1)}cm"/></style:style>`
	);
	const columns = widths.map((_, i) => `<table:table-column table:style-name="c${i}"/>`);
	const titles = sheet.columns.map(({ title }) => textCell('title', cleanText(title)));
	const rows = sheet.rows.map((row) => {
		const cells = sheet.columns.map((column, i) => cellXml(readCell(row[i] ?? null, column)));
		return `<table:table-row>${cells.join('')}</table:table-row>`;
	});
	return `<office:document-content ${SPACES} office:version="1.3">
<office:automatic-styles>${columnStyles.join('')}${STYLES}</office:automatic-styles>
<office:body><office:spreadsheet><table:table table:name="${xmlText(name)}">
${columns.join('')}
<table:table-header-rows><table:table-row>${titles.join('')}</table:table-row></table:table-header-rows>
${rows.join('\n')}
</table:table></office:spreadsheet></office:body>
</office:document-content>`;
}

function cellXml(cell: Cell): string {
	switch (cell.kind) {
		case 'empty':
			return '<table:table-cell/>';
		case 'number':
			return valueCell(`office:value-type="float" office:value="${cell.number}"`, decimal(cell.number));
		case 'percent':
			return valueCell(
				`table:style-name="percent" office:value-type="percentage" office:value="${cell.number / 100}"`,
				`${decimal(cell.number)}%`
			);
		case 'day':
			return valueCell(
				`table:style-name="day" office:value-type="date" office:date-value="${cell.day}"`,
				cell.day.split('-').reverse().join('.')
			);
		case 'text':
			return textCell('text', cell.text);
	}
}

/** The text is what simple programs show; others draw the value in the style's format. */
const valueCell = (value: string, shown: string) =>
	`<table:table-cell ${value}><text:p>${shown}</text:p></table:table-cell>`;
const decimal = (number: number) => String(number).replace('.', ',');

/** A line is a paragraph; spaces that XML would swallow, and tabs, have elements of their own. */
function textCell(style: string, text: string): string {
	const paragraphs = text.split('\n').map((line) => {
		const shown = xmlText(line)
			.replaceAll('\t', '<text:tab/>')
			.replace(/^ +|(?<= ) +| +$/g, (spaces) => `<text:s text:c="${spaces.length}"/>`);
		return `<text:p>${shown}</text:p>`;
	});
	return `<table:table-cell table:style-name="${style}" office:value-type="string">${paragraphs.join('')}</table:table-cell>`;
}
