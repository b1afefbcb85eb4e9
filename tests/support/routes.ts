import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';

export interface Route {
	/** `/(app)/konto` */
	id: string;
	kind: 'page' | 'action' | 'endpoint';
	/** The name of the action or the method of the endpoint; empty for a page. */
	name: string;
	/** As the table of `route-access.ts` has it. */
	key: string;
}

const ROUTES = 'src/routes';
const METHODS = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD', 'fallback']);

/** Every page, form action and endpoint there is, as the files under `src/routes` say. */
export function listRoutes(): Route[] {
	const files = readdirSync(ROUTES, { recursive: true, encoding: 'utf8' }).sort();
	const folders = [
		...new Set(files.filter((file) => /(^|\/)\+(page|server)\b/.test(file)).map((file) => dirname(file)))
	];
	return folders.flatMap((folder) => {
		const path = join(ROUTES, folder);
		const id = `/${relative(ROUTES, path)}`;
		const isPage = existsSync(join(path, '+page.svelte')) || existsSync(join(path, '+page.server.ts'));
		const page: Route[] = isPage ? [{ id, kind: 'page', name: '', key: id }] : [];
		const actions = actionsOf(join(path, '+page.server.ts')).map((name): Route => ({
			id,
			kind: 'action',
			name,
			key: `${id} ?/${name}`
		}));
		const endpoints = exportsOf(join(path, '+server.ts'))
			.filter(({ name }) => METHODS.has(name))
			.map(({ name }): Route => ({ id, kind: 'endpoint', name, key: `${id} ${name}` }));
		return [...page, ...actions, ...endpoints];
	});
}

/** The names of the form actions a page exports. */
function actionsOf(file: string): string[] {
	const value = exportsOf(file).find(({ name }) => name === 'actions')?.value;
	if (!value) return [];
	const object = ts.isSatisfiesExpression(value) || ts.isAsExpression(value) ? value.expression : value;
	if (!ts.isObjectLiteralExpression(object)) throw new Error(`${file}: write the actions as one object.`);
	return object.properties.map((property) => {
		if (!property.name || !ts.isIdentifier(property.name)) throw new Error(`${file}: an action without a plain name.`);
		return property.name.text;
	});
}

/** What a module exports by name, with what it is set to. */
function exportsOf(file: string): { name: string; value?: ts.Expression }[] {
	if (!existsSync(file)) return [];
	const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
	return source.statements.flatMap((statement) => {
		if (ts.isExportDeclaration(statement)) throw new Error(`${file}: export handlers where they are written.`);
		if (!isExported(statement)) return [];
		if (ts.isFunctionDeclaration(statement)) return [{ name: statement.name?.text ?? '' }];
		if (!ts.isVariableStatement(statement)) return [];
		return statement.declarationList.declarations.map(({ name, initializer }) => ({
			name: name.getText(),
			...(initializer && { value: initializer })
		}));
	});
}

function isExported(statement: ts.Statement): boolean {
	if (!ts.canHaveModifiers(statement)) return false;
	return ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
}
