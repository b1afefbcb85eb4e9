import type { IOptions } from 'sanitize-html';

/** What each attribute of a tag has to look like; a tag's other attributes are free. */
export type ValuePatterns = Record<string, Record<string, RegExp>>;

const ENTITY = '&(?:amp|lt|gt|quot);';
const TEXT = new RegExp(`[^<>&]*(?:${ENTITY}[^<>&]*)*`, 'y');
const TAG = new RegExp(`<(/?)([a-z][a-z0-9]*)((?: [a-z][a-z0-9-]*="[^"<>&]+(?:${ENTITY}[^"<>&]*)*")*)( /)?>`, 'y');
const ATTRIBUTE = / ([a-z][a-z0-9-]*)="([^"]+)"/y;
/** Addresses that need no second thought. */
const PLAIN_ADDRESS = /^(?:https?:\/\/[a-z0-9]|mailto:[a-z0-9]|\/[a-z0-9]|#)[!-~\u00a1-\uffff]*$/i;

const VOID = new Set(['br', 'hr', 'img']);
/** What a paragraph or heading may hold without the parser ending it first. */
const INLINE = new Set(['a', 'strong', 'em', 'del', 'code', 'sup', 'span', 'br', 'img']);
/** What holds words alone. */
const NEEDS_TEXT = new Set(['title', 'desc', 'text']);
const NEEDS_INLINE = new Set(['p', 'h2', 'h3', 'h4', 'h5', 'h6', 'summary', 'figcaption', ...INLINE]);
/** Where the parser expects these; anywhere else it may move or end something. */
const PARENTS: Record<string, string[]> = {
	li: ['ul', 'ol'],
	thead: ['table'],
	tbody: ['table'],
	tr: ['thead', 'tbody'],
	th: ['tr'],
	td: ['tr']
};
const MAX_DEPTH = 50;

/**
 * Makes a quick way past `sanitize-html` for what is exactly as the allow list wants it, which is nearly everything our
 * renderer writes. It answers with the very text `sanitize-html` would give, or null for whatever is not plainly in
 * order: then the slow way decides.
 */
export function knownHtmlReader(options: IOptions, patterns: ValuePatterns): (html: string) => string | null {
	const tags = new Set(options.allowedTags as string[]);
	for (const unusual of ['video', 'audio', 'track']) tags.delete(unusual);
	const attributes = attributesOf(options);
	const classes = options.allowedClasses as Record<string, string[]>;

	const isKnownAttribute = (tag: string, name: string, value: string): boolean => {
		if (name === 'class') return value.split(' ').every((one) => classes[tag]?.includes(one));
		const values = attributes.get(tag)?.get(name);
		if (values === undefined || (values !== null && !values.includes(value))) return false;
		const pattern = patterns[tag]?.[name];
		if (pattern) return pattern.test(value);
		return (name !== 'href' && name !== 'src') || (tag === 'a' && PLAIN_ADDRESS.test(value));
	};

	const areKnown = (tag: string, written: string): boolean => {
		const names: string[] = [];
		for (let at = 0; at < written.length; at = ATTRIBUTE.lastIndex) {
			ATTRIBUTE.lastIndex = at;
			const [, name, value] = ATTRIBUTE.exec(written) as unknown as [string, string, string];
			if (names.includes(name) || !isKnownAttribute(tag, name, value)) return false;
			names.push(name);
		}
		return true;
	};

	return (html) => {
		const open: string[] = [];
		let result = '';
		let at = 0;
		while (at < html.length) {
			TEXT.lastIndex = at;
			const text = TEXT.exec(html)![0];
			result += text.includes('&quot;') ? text.replaceAll('&quot;', '"') : text;
			at += text.length;
			if (at === html.length) break;

			TAG.lastIndex = at;
			const found = TAG.exec(html);
			if (!found) return null;
			const [whole, slash, tag, written, selfClosing] = found as unknown as [string, string, string, string, string?];
			at += whole.length;
			if (slash !== '') {
				if (written !== '' || selfClosing || open.pop() !== tag) return null;
				result += whole;
				continue;
			}
			const parent = open.at(-1) ?? '';
			if (!tags.has(tag) || !mayStandIn(tag, parent) || !areKnown(tag, written)) return null;
			if (VOID.has(tag)) result += `<${tag}${written} />`;
			else if (selfClosing) return null;
			else {
				result += whole;
				open.push(tag);
				if (open.length > MAX_DEPTH) return null;
			}
		}
		return open.length === 0 ? result : null;
	};
}

function mayStandIn(tag: string, parent: string): boolean {
	if (NEEDS_TEXT.has(parent) || (NEEDS_INLINE.has(parent) && !INLINE.has(tag))) return false;
	if (PARENTS[tag]) return PARENTS[tag].includes(parent);
	return tag !== 'a' || parent !== 'a';
}

/** Values by attribute by tag; null: any. */
function attributesOf({ allowedAttributes }: IOptions): Map<string, Map<string, string[] | null>> {
	const entries = Object.entries(allowedAttributes as Record<string, (string | { name: string; values: string[] })[]>);
	return new Map(
		entries.map(([tag, list]) => [
			tag,
			new Map(list.map((one) => (typeof one === 'string' ? [one, null] : [one.name, one.values])))
		])
	);
}
