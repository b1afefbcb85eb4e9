import { escapeHtml } from '../escape-html.ts';

/**
 * Charts are measured in `rem` downwards and in percent across, so they grow with the reader's letters and fit any
 * screen. Places that depend on the width of words are reckoned for the narrowest one: 320 px without its margins.
 */
const NARROWEST = 18;
/** Room for an average letter of a chart. */
const LETTER = 0.52;
export const LINE_HEIGHT = 1.3;

/** How much of the narrowest screen so many letters take, in percent. */
export const widthOf = (letters: number) => (letters * LETTER * 100) / NARROWEST;

const round = (value: number) => String(Math.round(value * 100) / 100);
export const rem = (value: number) => `${round(value)}rem`;
export const percent = (value: number) => `${round(value)}%`;

/** Cuts a text into lines of at most so many letters, between words where it can. */
export function wrap(text: string, letters: number): string[] {
	const lines: string[] = [];
	let line = '';
	for (const word of text.split(/[ \n]+/)) {
		let rest = word;
		if (line !== '' && line.length + 1 + rest.length > letters) {
			lines.push(line);
			line = '';
		}
		for (; rest.length > letters; rest = rest.slice(letters)) lines.push(rest.slice(0, letters));
		line = line === '' ? rest : `${line} ${rest}`;
	}
	return line === '' ? lines : [...lines, line];
}

type Attributes = Record<string, string>;

const attributesOf = (attributes: Attributes) =>
	Object.entries(attributes)
		.map(([name, value]) => ` ${name}="${escapeHtml(value)}"`)
		.join('');

/** One element of a drawing; only `<text>`, `<title>` and `<desc>` have words in them. */
export const element = (tag: string, attributes: Attributes, inner = '') =>
	`<${tag}${attributesOf(attributes)}>${inner}</${tag}>`;

export const words = (text: string, attributes: Attributes) => element('text', attributes, escapeHtml(text));

/** The whole drawing, with its name and what it shows for those who do not see it. */
export const drawing = (height: number, name: string, description: string, inner: string) =>
	element(
		'svg',
		{ role: 'img', width: '100%', height: rem(height) },
		element('title', {}, escapeHtml(name)) + element('desc', {}, escapeHtml(description)) + inner
	);
