/** A table to be handed out as a file. Texts are texts, whatever they begin with: no cell ever becomes a formula. */
export interface Sheet {
	/** The name of the sheet inside a workbook. */
	name: string;
	columns: SheetColumn[];
	/** One value for each column; a percent is a whole number (70), a day YYYY-MM-DD, null an empty cell. */
	rows: (string | number | null)[][];
}

export interface SheetColumn {
	title: string;
	kind: 'text' | 'number' | 'percent' | 'day';
}

export type SheetFormat = 'csv' | 'xlsx' | 'ods';

export const SHEET_MEDIA_TYPES: Record<SheetFormat, string> = {
	csv: 'text/csv; charset=utf-8',
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	ods: 'application/vnd.oasis.opendocument.spreadsheet'
};
