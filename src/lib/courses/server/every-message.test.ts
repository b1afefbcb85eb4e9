import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, test } from 'vitest';

/** Where the checker's messages are written: everything but what renders, searches, stores and runs. */
const SOURCES = globSync('src/lib/courses/server/**/*.ts').filter(
	(path) =>
		!/\.test\.ts$|\/search\/|\/(?:words|chart-bars|chart-line|json-schemas|key-snippets|draft-course|carry-renames|reload-courses)\.ts$/.test(
			path
		)
);

/** Calls whose texts are no messages: for developers, for editors, and to compare with. */
const OTHER_TEXTS = /^(?:Error|console\.error|about|RegExp|Set|.*\.(?:startsWith|endsWith))$/;

/** Nets under the parsers: nothing we know of makes them throw. */
const NETS = [
	'nagłówka nie da się odczytać; zostaw w nim same proste wartości',
	'tekstu nie da się odczytać; uprość zagnieżdżone'
];

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A text as a pattern in which `${…}` may be anything; undefined when it is no sentence of a message. */
function toPattern(node: ts.Node): string | undefined {
	if (!ts.isStringLiteralLike(node) && !ts.isTemplateExpression(node)) return undefined;
	const parts = ts.isTemplateExpression(node)
		? [node.head.text, ...node.templateSpans.map((span) => span.literal.text)]
		: [node.text];
	const isSentence = /\p{L}{2,}[„”]? \p{L}/u.test(parts.join(' x ')) && !/^<|[=]"/.test(parts[0]!);
	return isSentence ? parts.map(escape).join('.*') : undefined;
}

function listPatterns(path: string): { place: string; pattern: string }[] {
	const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
	const found: { place: string; pattern: string }[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return;
		if ((ts.isCallExpression(node) || ts.isNewExpression(node)) && OTHER_TEXTS.test(node.expression.getText())) {
			// The schema inside about(…) has messages of its own.
			const [schema] = node.arguments ?? [];
			if (schema && node.expression.getText() === 'about') visit(schema);
			return;
		}
		const pattern = toPattern(node);
		const line = file.getLineAndCharacterOfPosition(node.getStart()).line + 1;
		if (pattern) found.push({ place: `${path}:${line}`, pattern });
		ts.forEachChild(node, visit);
	};
	visit(file);
	return found;
}

const messages = ['komunikaty.txt', 'komunikaty-wrogi-kurs.txt']
	.map((name) => readFileSync(`tests/courses/${name}`, 'utf8'))
	.join('\n');

test('every message of the checker is provoked by one of the broken courses', () => {
	const patterns = SOURCES.flatMap(listPatterns);
	expect(patterns.length).toBeGreaterThan(150);
	const silent = patterns.filter(
		({ pattern }) => !new RegExp(pattern, 'u').test(messages) && !NETS.some((net) => pattern.startsWith(net))
	);
	expect(silent.map(({ place, pattern }) => `${place} ${pattern}`)).toEqual([]);
});
