import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import sanitizeHtml from 'sanitize-html';
import type { CompanionFile } from '#lib/courses/server/markdown-tokens.ts';

export interface SpecExample {
	number: number;
	section: string;
	markdown: string;
	html: string;
}

const withTabs = (example: SpecExample): SpecExample => ({
	...example,
	markdown: example.markdown.replaceAll('→', '\t'),
	html: example.html.replaceAll('→', '\t')
});

/** From the CommonMark specification (CC BY-SA 4.0), whose package has no types. */
export const commonMarkExamples = (
	createRequire(import.meta.url)('commonmark-spec') as { tests: SpecExample[] }
).tests.map(withTabs);

/** Of tables, task lists, strikethrough and autolinks, from the GFM specification (CC BY-SA 4.0). */
export const gfmExamples = (
	JSON.parse(readFileSync(new URL('./gfm-examples.json', import.meta.url), 'utf8')) as { examples: SpecExample[] }
).examples;

/** A picture for every name: what the specification says of pictures can be compared, wherever they lie. */
export const anyPicture = (name: string): CompanionFile => ({
	...{ kind: 'picture', name, src: '/kursy/a/pliki/b.svg?v=0', width: null, height: null, bytes: 1 }
});

const BLOCKS = 'p|ul|ol|li|blockquote|h[1-6]|hr|br|pre|div|table|thead|tbody|tr|th|td|figure|figcaption';
const aroundBlocks = new RegExp(String.raw`\s*(</?(?:${BLOCKS})(?: [^>]*)?>)\s*`, 'g');

/** An address as a browser would ask for it. */
function normalizeAddress(href: string): string {
	const encoded = href.replaceAll('[', '%5B').replaceAll(']', '%5D').replaceAll('\\', '%5C');
	if (encoded.startsWith('/')) return new URL(encoded, 'http://a').pathname;
	return URL.canParse(encoded) ? new URL(encoded).href : encoded;
}

/** One way of writing tags and attributes; what we only add is taken away. */
const rewrite = (html: string) =>
	sanitizeHtml(html, {
		allowedTags: false,
		allowedAttributes: false,
		allowVulnerableTags: true,
		transformTags: {
			// The page has the only h1.
			h1: 'h2',
			'*': (tagName, { class: names = '', ...attribs }) => {
				for (const ours of ['id', 'rel', 'tabindex', 'role', 'scope', 'loading', 'decoding']) delete attribs[ours];
				const align = /^align-(center|right)$/.exec(names)?.[1];
				if (align) attribs.align = align;
				if (attribs.align === 'left') delete attribs.align;
				if (tagName === 'img') attribs.src = 'any';
				if (attribs.href) attribs.href = normalizeAddress(attribs.href);
				return { tagName, attribs: Object.fromEntries(Object.entries(attribs).sort(([a], [b]) => (a < b ? -1 : 1))) };
			}
		}
	});

/** Ours and the specification's HTML in one way of writing; what differs afterwards differs for the reader. */
export function normalizeHtml(html: string): string {
	const same = rewrite(html)
		.replaceAll(/<div(?: aria-label="[^"]*")?>(<table>[^]*?<\/table>)<\/div>/g, '$1')
		.replaceAll(/<figure>(.*?)<\/figure>/g, '<p>$1</p>')
		.replaceAll(
			/<img alt="([^"]*)" src="any" \/><figcaption>(.*?)<\/figcaption>/g,
			'<img alt="$1" src="any" title="$2" />'
		)
		.replaceAll(/<input (checked )?disabled type="checkbox" \/>/g, (_, checked?: string) => (checked ? '☑' : '☐'))
		.replaceAll(/<th><\/th>/g, '<td></td>')
		.replaceAll('\n</code></pre>', '</code></pre>')
		.replaceAll(aroundBlocks, '$1');
	const [first = '', ...others] = same.split(/(?=<pre>)/);
	const pieces = others.map((piece) => piece.split(/(?<=<\/pre>)/));
	const setInType = (text: string) =>
		text
			.replaceAll(/[„”‚’"]/g, '&quot;')
			.replaceAll('–', '-')
			.replaceAll('…', '...')
			.replaceAll(/\s+/g, ' ');
	return [setInType(first), ...pieces.flatMap(([code = '', ...text]) => [code, ...text.map(setInType)])]
		.join('')
		.trim();
}
