import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { SENTENCES, SUBJECTS } from './sentences.ts';

/** The columns of all tables, `table.column`: texts that look like actions and are not. */
function readColumns(): Set<string> {
	const folder = 'src/lib/server/db/tables';
	const columns = new Set<string>();
	for (const file of readdirSync(folder)) {
		const source = ts.createSourceFile(file, readFileSync(join(folder, file), 'utf8'), ts.ScriptTarget.Latest);
		for (const { name, members } of source.statements.filter(ts.isInterfaceDeclaration)) {
			const table = name.text.replace(/Table$/, '').replace(/^./, (letter) => letter.toLowerCase());
			for (const { name: column } of members) columns.add(`${table}.${column?.getText(source)}`);
		}
	}
	return columns;
}

/** Every action by its name, and every text like `subject.deed` in the files that write to the log themselves. */
function findActions(): Set<string> {
	const columns = readColumns();
	const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
		(file) => /\.ts$/.test(file) && !/\.test\.ts$/.test(file)
	);
	const actions = new Set<string>();
	for (const file of files) {
		const text = readFileSync(join('src', file), 'utf8');
		for (const [, named = ''] of text.matchAll(/action: '([a-z]\w+\.\w+)'/g)) actions.add(named);
		if (!/\/audit-(log|sighting)\.ts'/.test(text)) continue;
		for (const [, found = ''] of text.matchAll(/'([a-z][A-Za-z]{2,}\.[a-z][A-Za-z]+)'/g)) {
			if (!columns.has(found) && !found.startsWith('excluded.')) actions.add(found);
		}
	}
	return actions;
}

test('every action in the code has its sentence', () => {
	const actions = findActions();
	expect(actions).toContain('account.erased');
	expect([...actions].filter((action) => !Object.hasOwn(SENTENCES, action))).toEqual([]);
});

test('every subject of an action can be chosen in the filter, and none that nothing is about', () => {
	const subjects = new Set(Object.keys(SENTENCES).map((action) => action.split('.')[0]));
	expect(Object.keys(SUBJECTS).sort()).toEqual([...subjects].sort());
});
