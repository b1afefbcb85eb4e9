import type { CompiledQuery, DatabaseConnection, QueryResult, TransactionSettings } from 'kysely';
import type { Outcome, Work } from './sqlite-order.ts';
import type { SqliteReader } from './sqlite-reader.ts';
import type { Turn } from './sqlite-turn.ts';
import type { SqliteWriter } from './sqlite-writer.ts';

/**
 * What Kysely holds while it works: a select outside transactions is read in the main thread and waits for nobody;
 * everything else goes to the writer.
 */
export class SqliteConnection implements DatabaseConnection {
	readonly #reader: SqliteReader;
	readonly #writer: SqliteWriter;
	/** While in a transaction that may write. */
	#turn: Turn | null = null;
	/** While in a transaction that only reads. */
	#moment: SqliteReader | null = null;

	constructor(reader: SqliteReader, writer: SqliteWriter) {
		this.#reader = reader;
		this.#writer = writer;
	}

	async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
		if (this.#turn) return resultOf(await this.#turn.run({ sql, parameters }));
		if (this.#moment) return { rows: this.#moment.read(sql, parameters) };
		if (this.#reader.canRead(sql)) return { rows: this.#reader.read(sql, parameters) };
		return resultOf((await this.#writer.runWhole({ sql, parameters })) as Outcome);
	}

	/** Does a work in a transaction of its own; the connection must not be in one. */
	perform(work: Work): Promise<unknown> {
		return this.#writer.runWhole(work);
	}

	streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
		throw new Error('A long result is read page by page, by the primary key.');
	}

	async begin({ accessMode }: TransactionSettings): Promise<void> {
		if (accessMode === 'read only') {
			this.#moment = this.#reader.holdMoment();
			return;
		}
		this.#turn = await this.#writer.takeTurn();
	}

	async commit(): Promise<void> {
		await this.#turn?.commit();
	}

	async rollback(): Promise<void> {
		await this.#turn?.rollback();
	}

	release(): void {
		this.#turn?.release();
		this.#moment?.close();
		this.#turn = this.#moment = null;
	}
}

function resultOf<R>({ rows, changes, lastInsertRowid }: Outcome): QueryResult<R> {
	const kept = rows.map(withBuffers) as R[];
	if (changes === undefined) return { rows: kept };
	return { rows: kept, numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid ?? 0) };
}

/** A blob comes from another thread as bare bytes. */
function withBuffers(row: Outcome['rows'][number]): Outcome['rows'][number] {
	for (const [name, value] of Object.entries(row)) {
		if (value instanceof Uint8Array) row[name] = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
	}
	return row;
}
