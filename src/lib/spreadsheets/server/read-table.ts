import { readCsv } from './read-csv.ts';
import { unreadable, type TableRow } from './read-limits.ts';
import { readOds } from './read-ods.ts';
import { readXlsx } from './read-xlsx.ts';
import { listZip } from './read-zip.ts';

const ADVICE = 'Zapisz listę jako CSV, XLSX albo ODS i\u00a0wczytaj ją jeszcze raz.';

/** How files of other kinds begin, and what people call them. */
const OTHER_KINDS: [start: RegExp, name: string][] = [
	[/^\xd0\xcf\x11\xe0/, 'arkusz w\u00a0starym formacie XLS albo arkusz z\u00a0hasłem'],
	[/^%PDF/, 'dokument PDF'],
	[/^(\x89PNG|\xff\xd8\xff|GIF8|II\*\0|MM\0\*|RIFF)/, 'obraz'],
	[/^(7z\xbc\xaf|Rar!|\x1f\x8b)/, 'archiwum'],
	[/^\{\\rtf/, 'dokument RTF'],
	[/^(\xef\xbb\xbf)?\s*<(!doctype|html|\?xml|table|meta)/i, 'strona WWW albo plik XML']
];

/**
 * Reads a list of people from a file: CSV, XLSX or ODS, told apart by their content. Of what is over a limit nothing is
 * kept, and reading stops there.
 * @throws AppError 400 that says what was found instead, or what is wrong where
 */
export function readTable(bytes: Uint8Array): TableRow[] {
	if (bytes.length === 0) throw empty();
	const start = Buffer.from(bytes.subarray(0, 512)).toString('latin1');
	const rows = /^PK[\x03\x05]/.test(start) ? readPacked(bytes) : readPlain(bytes, start);
	if (rows.length === 0) throw empty();
	return rows;
}

function readPlain(bytes: Uint8Array, start: string): TableRow[] {
	const other = OTHER_KINDS.find(([pattern]) => pattern.test(start));
	if (other) throw unreadable(`To jest ${other[1]}, a\u00a0nie lista osób. ${ADVICE}`);
	return readCsv(bytes);
}

function readPacked(bytes: Uint8Array): TableRow[] {
	const names = new Set(listZip(bytes));
	if (names.has('xl/workbook.xml')) return readXlsx(bytes);
	if (names.has('content.xml')) return readOds(bytes);
	if (names.has('word/document.xml')) throw unreadable(`To jest dokument Worda, a\u00a0nie arkusz. ${ADVICE}`);
	if (names.has('manifest.csv')) {
		throw unreadable(
			'To jest zestaw OneRoster. Koordynator wczytuje go dla całej organizacji: na liście grup wybierz „Wczytaj OneRoster”.'
		);
	}
	throw unreadable(`To jest archiwum ZIP, a\u00a0nie arkusz. ${ADVICE}`);
}

const empty = () =>
	unreadable('W\u00a0tym pliku nic nie ma. Sprawdź, czy to właściwy plik, i\u00a0wczytaj go jeszcze raz.');
