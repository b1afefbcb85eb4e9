import { courseSchemas } from './json-schemas.ts';

/** What is used of a JSON Schema. */
interface Schema {
	type?: string;
	description?: string;
	enum?: string[];
	pattern?: string;
	minimum?: number;
	properties?: Record<string, Schema>;
	required?: string[];
	items?: Schema;
}

interface Snippet {
	scope: 'markdown';
	prefix: string;
	description: string;
	body: string[];
}

/** Numbers the places to be filled in, in their order. */
class Places {
	#count = 0;
	next(inner = '') {
		this.#count += 1;
		return inner === '' ? `$${this.#count}` : `\${${this.#count}${inner}}`;
	}
}

const TODAY = '$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE';

/** What follows the colon, in lines; those after the first are indented. */
function valueOf(schema: Schema, places: Places): string[] {
	if (schema.enum) return [` ${places.next(`|${schema.enum.join(',')}|`)}`];
	if (schema.type === 'object') return ['', ...linesOf(schema, places).map((line) => `  ${line}`)];
	if (schema.type === 'array' && schema.items?.properties) {
		return ['', ...linesOf(schema.items, places).map((line, i) => `${i === 0 ? '  - ' : '    '}${line}`)];
	}
	if (schema.type === 'array') return [` [${valueOf(schema.items ?? {}, places)[0]!.trim()}]`];
	if (schema.pattern?.startsWith('^\\d{4}-')) return [` ${places.next(`:${TODAY}`)}`];
	return [` ${places.next(schema.minimum === undefined ? '' : `:${schema.minimum}`)}`];
}

/** The keys that an object must have; all of them when it may do without any. */
function linesOf({ properties = {}, required = [] }: Schema, places: Places): string[] {
	const keys = required.length > 0 ? required : Object.keys(properties);
	if (keys.length === 0) return [`${places.next()}: ${places.next()}`];
	return keys.flatMap((key) => keyLines(key, properties[key]!, places));
}

function keyLines(key: string, schema: Schema, places: Places): string[] {
	const [first = '', ...rest] = valueOf(schema, places);
	return [`${key}:${first}`, ...rest];
}

/** Snippets with which VS Code completes each key of front matter, without any extension, as the text of their file. */
export function keySnippets(): string {
	const snippets = new Map<string, Snippet>();
	for (const [name, text] of Object.entries(courseSchemas())) {
		const { properties = {} } = JSON.parse(text) as Schema;
		const file = name === 'variant.schema.json' ? 'wariant lekcji' : name.replace('.schema.json', '.md');
		for (const [key, schema] of Object.entries(properties)) {
			const body = keyLines(key, schema, new Places());
			const same = snippets.get(body.join('\n'));
			const description = `${file}: ${schema.description ?? ''}`;
			if (same) same.description += ` ${description}`;
			else snippets.set(body.join('\n'), { scope: 'markdown', prefix: key, description, body });
		}
	}
	const named = [...snippets.values()].map((snippet, i, all) => {
		const isFirst = all.findIndex((other) => other.prefix === snippet.prefix) === i;
		return [isFirst ? snippet.prefix : `${snippet.prefix} (${snippet.description.split(':')[0]})`, snippet];
	});
	return `${JSON.stringify(Object.fromEntries(named), null, '\t')}\n`;
}
