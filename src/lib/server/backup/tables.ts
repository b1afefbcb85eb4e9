import { sql, type Kysely } from 'kysely';

/** A table as the database describes itself: what must be known to copy any of them, of any release. */
export interface TableShape {
	name: string;
	columns: string[];
	/** Columns of the primary key, in its order. */
	key: string[];
	references: { column: string; table: string }[];
}

/** Names as the database has them, whatever release made them. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type RawDb = Kysely<any>;

export type Engine = 'sqlite' | 'postgres';

export function engineOf(address: string): Engine {
	return address.startsWith('sqlite:') ? 'sqlite' : 'postgres';
}

/** Every table of ours, parents before children. */
export async function readTables(db: RawDb, engine: Engine): Promise<TableShape[]> {
	const columns = await (engine === 'sqlite' ? sqliteColumns : postgresColumns).execute(db);
	const references = await (engine === 'sqlite' ? sqliteReferences : postgresReferences).execute(db);
	const shapes = new Map<string, TableShape>();
	const keys = new Map<string, string[]>();
	for (const { table, column, keyPosition } of columns.rows) {
		const shape = shapes.get(table) ?? { name: table, columns: [], key: [], references: [] };
		shape.columns.push(column);
		if (keyPosition > 0) keys.set(table, Object.assign(keys.get(table) ?? [], { [keyPosition - 1]: column }));
		shapes.set(table, shape);
	}
	for (const { table, column, target } of references.rows)
		shapes.get(table)?.references.push({ column, table: target });
	for (const [table, key] of keys) (shapes.get(table) as TableShape).key = key;
	return parentsFirst([...shapes.values()]);
}

function parentsFirst(tables: TableShape[]): TableShape[] {
	const waiting = new Map(tables.sort((a, b) => (a.name < b.name ? -1 : 1)).map((table) => [table.name, table]));
	const ordered: TableShape[] = [];
	while (waiting.size > 0) {
		const ready = [...waiting.values()].filter((table) =>
			table.references.every((target) => target.table === table.name || !waiting.has(target.table))
		);
		if (ready.length === 0)
			throw new Error(`Tables refer to each other in a circle: ${[...waiting.keys()].join(', ')}.`);
		for (const table of ready) waiting.delete(table.name);
		ordered.push(...ready);
	}
	return ordered;
}

interface ColumnRow {
	table: string;
	column: string;
	/** From 1; 0 outside the primary key. */
	keyPosition: number;
}

interface ReferenceRow {
	table: string;
	column: string;
	target: string;
}

const sqliteColumns = sql<ColumnRow>`
	select t.name as "table", c.name as "column", c.pk as "keyPosition"
	from sqlite_master t, pragma_table_info(t.name) c
	where t.type = 'table' and t.name not like 'sqlite^_%' escape '^' and t.name not like 'kysely^_%' escape '^'
	order by t.name, c.cid`;

const sqliteReferences = sql<ReferenceRow>`
	select t.name as "table", f."from" as "column", f."table" as "target"
	from sqlite_master t, pragma_foreign_key_list(t.name) f
	where t.type = 'table'`;

const postgresColumns = sql<ColumnRow>`
	select c.relname as "table", a.attname as "column",
		coalesce(array_position(i.indkey::int2[], a.attnum) + 1, 0)::int as "keyPosition"
	from pg_class c
	join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
	left join pg_index i on i.indrelid = c.oid and i.indisprimary
	where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace and c.relname not like 'kysely^_%' escape '^'
	order by c.relname, a.attnum`;

const postgresReferences = sql<ReferenceRow>`
	select c.relname as "table", a.attname as "column", target.relname as "target"
	from pg_constraint f
	join pg_class c on c.oid = f.conrelid
	join pg_class target on target.oid = f.confrelid
	join pg_attribute a on a.attrelid = f.conrelid and a.attnum = f.conkey[1]
	where f.contype = 'f' and c.relnamespace = current_schema()::regnamespace`;
