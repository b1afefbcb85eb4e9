import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import * as v from 'valibot';
import { BackupError, FORMAT, FORMAT_VERSION, type BackupHeader, type TableLine, type Value } from './format.ts';

const LONGEST_LINE = 16 * 1024 * 1024;

const Header = v.strictObject({
	format: v.literal(FORMAT),
	version: v.literal(FORMAT_VERSION),
	program: v.string(),
	createdAt: v.pipe(v.string(), v.isoTimestamp()),
	migrations: v.pipe(v.array(v.string()), v.nonEmpty()),
	tables: v.record(v.string(), v.pipe(v.number(), v.integer(), v.minValue(0)))
});
const Table = v.strictObject({ table: v.string(), columns: v.pipe(v.array(v.string()), v.nonEmpty()) });
const Trailer = v.strictObject({ sha256: v.string() });
const Row = v.array(v.union([v.string(), v.number(), v.null()]));

const damaged = (what: string) =>
	new BackupError(`Plik kopii jest uszkodzony lub niepełny (${what}). Niczego nie zmieniono. Użyj innej kopii.`);
const foreign = () =>
	new BackupError('To nie jest kopia zapasowa Wspólnie. Niczego nie zmieniono. Sprawdź nazwę pliku.');

export interface BackupRow {
	table: TableLine;
	values: Value[];
}

/**
 * Reads a backup to its last byte and touches nothing.
 * @param knownMigrations what this program can do, in order
 * @throws BackupError for a file that is foreign, newer than the program, damaged or cut short
 */
export async function checkBackup(file: string, knownMigrations: string[]): Promise<BackupHeader> {
	const lines = readLines(file);
	const { value: first = Buffer.alloc(0) } = (await lines.next()) as { value?: Buffer };
	const header = readHeader(first, knownMigrations);
	const hash = createHash('sha256').update(first).update('\n');
	const counts: Record<string, number> = {};
	let table: TableLine | undefined;
	let sha256: string | undefined;
	for await (const line of lines) {
		if (sha256 !== undefined) throw damaged('dane za końcem');
		const value = parseLine(line);
		if (v.is(Trailer, value)) {
			sha256 = value.sha256;
			continue;
		}
		hash.update(line).update('\n');
		if (v.is(Table, value)) {
			table = value;
			counts[table.table] = 0;
		} else if (table && v.is(Row, value) && value.length === table.columns.length) {
			counts[table.table] = (counts[table.table] ?? 0) + 1;
		} else throw damaged('niezrozumiały wiersz');
	}
	if (sha256 === undefined) throw damaged('brak zakończenia');
	if (sha256 !== hash.digest('hex')) throw damaged('suma kontrolna się nie zgadza');
	const isWhole =
		JSON.stringify(Object.entries(counts).sort()) === JSON.stringify(Object.entries(header.tables).sort());
	if (!isWhole) throw damaged('liczba wierszy się nie zgadza');
	return header;
}

/** The rows of a checked backup, in the order of the file. */
export async function* readRows(file: string): AsyncGenerator<BackupRow> {
	const lines = readLines(file);
	await lines.next();
	let table: TableLine | undefined;
	for await (const line of lines) {
		const value = parseLine(line);
		if (Array.isArray(value) && table) yield { table, values: value as Value[] };
		else if (v.is(Table, value)) table = value;
	}
}

function readHeader(line: Buffer, knownMigrations: string[]): BackupHeader {
	const value = parseLine(line, foreign);
	const { format, version, migrations = [] } = (value ?? {}) as Partial<BackupHeader>;
	if (format !== FORMAT) throw foreign();
	const unknown = migrations.filter((name) => !knownMigrations.includes(name));
	if (version !== FORMAT_VERSION || unknown.length > 0) {
		throw new BackupError(
			'Kopia pochodzi z nowszej wersji programu. Niczego nie zmieniono. Zainstaluj tę lub nowszą wersję i spróbuj ponownie.'
		);
	}
	if (!v.is(Header, value)) throw damaged('nagłówek');
	return value;
}

function parseLine(line: Buffer, complaint: () => Error = () => damaged('niezrozumiały wiersz')): unknown {
	try {
		return JSON.parse(line.toString('utf8')) as unknown;
	} catch {
		throw complaint();
	}
}

/** Lines as bytes, without their ends; the readline module would also split at characters that texts may hold. */
async function* readLines(file: string): AsyncGenerator<Buffer> {
	const unzipped = createGunzip();
	const failed = pipeline(createReadStream(file), unzipped).catch((error: unknown) => error);
	let rest: Buffer = Buffer.alloc(0);
	try {
		for await (const chunk of unzipped as AsyncIterable<Buffer>) {
			let text = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
			for (let end = text.indexOf(10); end !== -1; end = text.indexOf(10)) {
				yield text.subarray(0, end);
				text = text.subarray(end + 1);
			}
			if (text.length > LONGEST_LINE) throw damaged('za długi wiersz');
			rest = text;
		}
	} catch (error) {
		throw explain(error);
	} finally {
		unzipped.destroy();
	}
	const error = await failed;
	if (error) throw explain(error);
	if (rest.length > 0) throw damaged('brak zakończenia');
}

function explain(error: unknown): unknown {
	const { code } = error as NodeJS.ErrnoException;
	if (code === 'ENOENT') return new BackupError('Nie ma takiego pliku kopii. Sprawdź nazwę.');
	if (code === 'Z_DATA_ERROR') return foreignOrDamaged(error as Error);
	return code?.startsWith('Z_') ? damaged('ucięty plik') : error;
}

function foreignOrDamaged(error: Error): BackupError {
	return error.message.includes('incorrect header') ? foreign() : damaged('błąd kompresji');
}
