/** A part of a page: what stands under a heading, or before the first one. */
export interface Section {
	/** Of the heading; null before the first one. */
	id: string | null;
	heading: string;
	/** Plain text, blocks on lines of their own; `SEAM` where something that is not text was left out of a line. */
	text: string;
}

/** Stands where a citation or a mark was left out: words around it do not follow each other on the page. */
export const SEAM = '\ue000';

const TAG = /<(\/?)([a-z][a-z0-9]*)((?:"[^"<]*"|[^"<>])*)>/g;
const INLINE = new Set([
	'a',
	'abbr',
	'b',
	'bdi',
	'button',
	'code',
	'del',
	'dfn',
	'em',
	'i',
	'mark',
	'span',
	'strong',
	'sub',
	'sup'
]);
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: '\u00a0' };

const decode = (text: string) =>
	text.includes('&') ? text.replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name: string) => ENTITIES[name] ?? '') : text;

/** Drawings have their words in the table behind them; citations are numbers. */
const isLeftOut = (tag: string, attributes: string) =>
	tag === 'svg' || tag === 'sup' || (attributes !== '' && /\b(?:aria-hidden="true"|hidden|popover)\b/.test(attributes));

const isHeading = (tag: string) => tag === 'h2' || tag === 'h3';

/** Splits cleaned HTML, as `cleanHtml` writes it, into its parts as plain text. */
export function readSections(html: string): Section[] {
	const sections: Section[] = [{ id: null, heading: '', text: '' }];
	let text = '';
	let from = 0;
	const closeSection = () => {
		sections.at(-1)!.text = tidy(text);
		text = '';
	};
	TAG.lastIndex = 0;
	for (let match = TAG.exec(html); match; match = TAG.exec(html)) {
		const [, slash, tag, attributes] = match as unknown as [string, string, string, string];
		text += decode(html.slice(from, match.index));
		from = TAG.lastIndex;
		if (slash === '' && isLeftOut(tag, attributes)) {
			from = skip(html, tag, TAG.lastIndex);
			TAG.lastIndex = from;
			text += INLINE.has(tag) ? SEAM : '\n';
		} else if (!INLINE.has(tag)) {
			const id = isHeading(tag) && slash === '' ? (/\bid="([^"]+)"/.exec(attributes)?.[1] ?? null) : null;
			if (id !== null) {
				closeSection();
				sections.push({ id, heading: '', text: '' });
			} else if (isHeading(tag) && slash !== '' && sections.at(-1)!.heading === '') {
				sections.at(-1)!.heading = tidy(text).replaceAll('\n', ' ');
				text = '';
			} else text += '\n';
		}
	}
	text += decode(html.slice(from));
	closeSection();
	return sections.filter((section) => section.heading !== '' || section.text !== '');
}

/** Where the element that was just opened ends. */
function skip(html: string, tag: string, from: number): number {
	const edge = new RegExp(`<(/?)${tag}\\b[^>]*>`, 'g');
	edge.lastIndex = from;
	for (let depth = 1, match = edge.exec(html); match; match = edge.exec(html)) {
		depth += match[1] === '' ? 1 : -1;
		if (depth === 0) return edge.lastIndex;
	}
	return html.length;
}

const tidy = (text: string) =>
	text
		.replaceAll('\u00ad', '')
		.replace(/[ \t]+/g, ' ')
		.replace(/ ?\n[ \n]*/g, '\n')
		.trim();
