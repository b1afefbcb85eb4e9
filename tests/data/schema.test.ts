import { resolve } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { describeOnBothDatabases } from '../support/databases.ts';

interface Column {
	kind: 'text' | 'number';
	isNullable: boolean;
}
type Tables = Record<string, Record<string, Column>>;

const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** What `schema.ts` promises, read by the compiler itself. */
function readTypedSchema(): Tables {
	const file = resolve('src/lib/server/db/schema.ts');
	const program = ts.createProgram([file], {
		strict: true,
		skipLibCheck: true,
		types: [],
		moduleResolution: ts.ModuleResolutionKind.Bundler,
		module: ts.ModuleKind.ESNext
	});
	const checker = program.getTypeChecker();
	const source = program.getSourceFile(file);
	const schema = source?.statements.filter(ts.isInterfaceDeclaration).find(({ name }) => name.text === 'Schema');
	if (!schema) throw new Error('schema.ts has no interface Schema.');

	const tables = checker.getTypeAtLocation(schema).getProperties();
	return Object.fromEntries(
		tables.map((table) => {
			const columns = checker.getTypeOfSymbolAtLocation(table, schema).getProperties();
			const described = columns.map((column) => {
				const type = selected(checker.getTypeOfSymbolAtLocation(column, schema));
				return [snakeCase(column.name), describeType(type, `${table.name}.${column.name}`)];
			});
			return [snakeCase(table.name), Object.fromEntries(described) as Record<string, Column>];
		})
	);
}

/** What a query gives where the database fills in a default: `Generated<T>` selects `T`. */
const selected = (type: ts.Type): ts.Type =>
	(type.aliasSymbol?.name === 'Generated' && type.aliasTypeArguments?.[0]) || type;

function describeType(type: ts.Type, place: string): Column {
	const parts = type.isUnion() ? type.types : [type];
	const values = parts.filter((part) => !(part.flags & ts.TypeFlags.Null));
	const all = (flag: ts.TypeFlags) => values.length > 0 && values.every((part) => part.flags & flag);
	const kind = all(ts.TypeFlags.StringLike) ? 'text' : all(ts.TypeFlags.NumberLike) ? 'number' : undefined;
	if (!kind) throw new Error(`${place}: only text and numbers are portable.`);
	return { kind, isNullable: values.length < parts.length };
}

const KINDS: Record<string, Column['kind']> = { text: 'text', integer: 'number', int4: 'number', int8: 'number' };

describeOnBothDatabases('the schema', (getDb) => {
	test('is what its types say: tables, columns, kinds and what may be empty', async () => {
		const found = await getDb().introspection.getTables();
		const actual = found.map(({ name, columns }) => {
			const described = columns.map((column) => [
				column.name,
				{ kind: KINDS[column.dataType.toLowerCase()] ?? column.dataType, isNullable: column.isNullable }
			]);
			return [name, Object.fromEntries(described) as Record<string, Column>];
		});
		expect(Object.fromEntries(actual)).toEqual(readTypedSchema());
	});
});
