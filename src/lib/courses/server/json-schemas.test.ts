import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { courseSchemas } from './json-schemas.ts';
import { keySnippets } from './key-snippets.ts';

test.each(Object.entries(courseSchemas()))(
	'%s is what the schemas say; npm run courses:schema writes it anew',
	(name, text) => {
		expect(readFileSync(`courses/.schema/${name}`, 'utf8')).toBe(text);
	}
);

test('the snippets of keys are what the schemas say', () => {
	expect(readFileSync('.vscode/naglowki.code-snippets', 'utf8')).toBe(keySnippets());
});

test('every key tells in Polish what it is for', () => {
	const undescribed: string[] = [];
	const visit = (schema: Schema, path: string) => {
		for (const [key, inner] of Object.entries(schema.properties ?? {})) {
			if (!inner.description) undescribed.push(`${path}.${key}`);
			visit(inner, `${path}.${key}`);
		}
		if (schema.items) visit(schema.items, `${path}[]`);
	};
	for (const [name, text] of Object.entries(courseSchemas())) visit(JSON.parse(text) as Schema, name);
	expect(undescribed).toEqual([]);
});

interface Schema {
	description?: string;
	properties?: Record<string, Schema>;
	items?: Schema;
}
