import { sql, SqliteAdapter, type CompiledQuery, type DialectAdapter, type QueryExecutorProvider } from 'kysely';
import type { Db } from './db.ts';

type Values = Record<string, string | number | null>;

/** Holds the place of a value that is known only when the query runs. */
class Placeholder {
	readonly name: string;

	constructor(name: string) {
		this.name = name;
	}
}

/**
 * A query that Kysely builds and compiles once per database and afterwards only runs, for the few queries that every
 * request asks: building one costs more than running it.
 * @param build sees placeholders where the values will be; it must not look at them
 */
export function prepareQuery<V extends Values, Row>(
	build: (db: Db, values: V) => { compile(db: QueryExecutorProvider): CompiledQuery<Row> }
): (db: Db, values: V) => Promise<Row[]> {
	const compiled = new WeakMap<DialectAdapter, CompiledQuery<Row>>();

	return async (db, values) => {
		const { adapter } = db.getExecutor();
		let query = compiled.get(adapter);
		if (!query) {
			query = build(db, placeholdersFor(adapter) as V).compile(db);
			compiled.set(adapter, query);
		}
		const parameters = query.parameters.map((given) => (given instanceof Placeholder ? values[given.name] : given));
		const { rows } = await db.executeQuery<Row>({ ...query, parameters });
		return rows;
	};
}

/**
 * Any property is a placeholder of that name. SQLite plans a join anew for every value bound to a bare `?`, which takes
 * ten times as long as running it; a value inside `likely()`, which changes nothing else, leaves the plan alone.
 */
function placeholdersFor(adapter: DialectAdapter): object {
	const isSqlite = adapter instanceof SqliteAdapter;
	return new Proxy(
		{},
		{
			get(_, name) {
				const placeholder = new Placeholder(String(name));
				return isSqlite ? sql`likely(${placeholder})` : placeholder;
			}
		}
	);
}
