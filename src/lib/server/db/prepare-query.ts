import type { Compilable, CompiledQuery, DialectAdapter } from 'kysely';
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
 * request asks: building one again costs twice what running it does.
 * @param build sees placeholders where the values will be; it must not look at them
 */
export function prepareQuery<V extends Values, Row>(
	build: (db: Db, values: V) => Compilable<Row>
): (db: Db, values: V) => Promise<Row[]> {
	const compiled = new WeakMap<DialectAdapter, CompiledQuery<Row>>();
	const placeholders = new Proxy({}, { get: (_, name) => new Placeholder(String(name)) }) as V;

	return async (db, values) => {
		const { adapter } = db.getExecutor();
		let query = compiled.get(adapter);
		if (!query) {
			query = build(db, placeholders).compile();
			compiled.set(adapter, query);
		}
		const parameters = query.parameters.map((given) => (given instanceof Placeholder ? values[given.name] : given));
		const { rows } = await db.executeQuery<Row>({ ...query, parameters });
		return rows;
	};
}
