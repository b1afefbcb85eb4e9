import { SqliteAdapter, type CompiledQuery, type DialectAdapter, type QueryExecutorProvider } from 'kysely';
import type { Db } from './db.ts';

type Values = Record<string, string | number | null>;

/** Holds the place of a value that is known only when the query runs. */
class Placeholder {
	readonly name: string;

	constructor(name: string) {
		this.name = name;
	}
}

/** Any property is a placeholder of that name. */
const placeholders: object = new Proxy({}, { get: (_, name) => new Placeholder(String(name)) });

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
			query = build(db, placeholders as V).compile(db);
			if (adapter instanceof SqliteAdapter) query = planOnce(query);
			compiled.set(adapter, query);
		}
		const parameters = query.parameters.map((given) => (given instanceof Placeholder ? values[given.name] : given));
		const { rows } = await db.executeQuery<Row>({ ...query, parameters });
		return rows;
	};
}

/**
 * SQLite plans most queries anew whenever a value is bound to a bare `?`, which takes up to ten times as long as running
 * them. A value inside `likely()`, which changes nothing else, leaves the plan alone; what `build` wrote as a constant
 * becomes one, so that the plan may still follow from it.
 */
function planOnce<Row>(query: CompiledQuery<Row>): CompiledQuery<Row> {
	let place = 0;
	const sql = query.sql.replaceAll('?', () => {
		const given = query.parameters[place++];
		return given instanceof Placeholder ? 'likely(?)' : literal(given);
	});
	if (place !== query.parameters.length) throw new Error(`A prepared query has a „?” of its own: ${query.sql}`);
	return { ...query, sql, parameters: query.parameters.filter((given) => given instanceof Placeholder) };
}

function literal(constant: unknown): string {
	if (constant === null || typeof constant === 'number') return String(constant);
	if (typeof constant === 'string') return `'${constant.replaceAll("'", "''")}'`;
	throw new TypeError(`A prepared query cannot hold a constant of type ${typeof constant}.`);
}
