import { attachment } from '#lib/server/attachment.ts';
import { SHEET_MEDIA_TYPES, type Sheet, type SheetFormat } from '../sheet.ts';
import { writeCsv } from './write-csv.ts';
import { writeOds } from './write-ods.ts';
import { writeXlsx } from './write-xlsx.ts';

const WRITERS = { csv: writeCsv, xlsx: writeXlsx, ods: writeOds };

/**
 * The sheet as a file to be saved.
 * @param fileName in Polish, without its ending: `Oceny 7b`
 */
export async function sendSheet(sheet: Sheet, format: SheetFormat, fileName: string): Promise<Response> {
	return new Response(new Uint8Array(await WRITERS[format](sheet)), {
		headers: {
			'content-type': SHEET_MEDIA_TYPES[format],
			'content-disposition': attachment(`${fileName}.${format}`),
			'cache-control': 'private, no-store'
		}
	});
}

export function isSheetFormat(text: string): text is SheetFormat {
	return Object.hasOwn(WRITERS, text);
}
