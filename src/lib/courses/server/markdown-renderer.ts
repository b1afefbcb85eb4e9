import { Marked, type Token, type Tokens } from 'marked';
import { CALLOUTS, noteOf } from './markdown-tokens.ts';
import { isExternal, safeAddress } from './safe-address.ts';

export const escapeHtml = (text: string) =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Whether a paragraph holds pictures and nothing else. */
export function isPictureParagraph(tokens: Token[]): boolean {
	return (
		tokens.some((token) => token.type === 'image') &&
		tokens.every((token) => token.type === 'image' || token.type === 'br' || token.raw.trim() === '')
	);
}

function image({ text }: Tokens.Image, picture: { src: string; width: number | null; height: number | null } | undefined) {
	if (!picture) return escapeHtml(text);
	const size = picture.width && picture.height ? ` width="${picture.width}" height="${picture.height}"` : '';
	return `<img src="${escapeHtml(picture.src)}" alt="${escapeHtml(text)}"${size} loading="lazy" decoding="async" />`;
}

function figure(token: Tokens.Image): string {
	const caption = token.title ? `<figcaption>${escapeHtml(token.title)}</figcaption>` : '';
	return `<figure>${image(token, noteOf(token).picture)}${caption}</figure>\n`;
}

/** Turns prepared tokens into HTML. Raw HTML comes out as text. Its output still goes through `cleanHtml`. */
export const markdown = new Marked({
	gfm: true,
	renderer: {
		html: ({ text, block }: Tokens.HTML | Tokens.Tag) => (block ? `<p>${escapeHtml(text.trim())}</p>\n` : escapeHtml(text)),
		text(token: Tokens.Text | Tokens.Escape) {
			return 'tokens' in token && token.tokens ? this.parser.parseInline(token.tokens) : escapeHtml(token.text);
		},
		codespan: ({ text }) => `<code>${escapeHtml(text)}</code>`,
		code: ({ text }) => `<pre tabindex="0"><code>${escapeHtml(text)}</code></pre>\n`,
		checkbox: ({ checked }) => (checked ? '☑ ' : '☐ '),
		heading(token) {
			const level = Math.min(Math.max(token.depth, 2), 6);
			const { id } = noteOf(token);
			return `<h${level}${id ? ` id="${id}"` : ''}>${this.parser.parseInline(token.tokens)}</h${level}>\n`;
		},
		paragraph({ tokens }) {
			if (!isPictureParagraph(tokens)) return `<p>${this.parser.parseInline(tokens)}</p>\n`;
			return tokens.map((token) => (token.type === 'image' ? figure(token as Tokens.Image) : '')).join('');
		},
		image: (token) => image(token, noteOf(token).picture),
		link(token) {
			const inner = this.parser.parseInline(token.tokens);
			const address = safeAddress(token.href);
			if (address === null) return inner;
			return `<a href="${escapeHtml(address)}"${isExternal(address) ? ' rel="noreferrer"' : ''}>${inner}</a>`;
		},
		blockquote(token) {
			const inner = this.parser.parse(token.tokens);
			const { callout } = noteOf(token);
			if (!callout) return `<blockquote>\n${inner}</blockquote>\n`;
			const title = `<p class="callout-title">${CALLOUTS[callout]}</p>`;
			// A note is no landmark: a lesson may hold ten of them.
			return `<aside class="callout callout-${callout.toLowerCase()}" role="note">${title}\n${inner}</aside>\n`;
		},
		table(token) {
			const align = (i: number) => (token.align[i] && token.align[i] !== 'left' ? ` class="align-${token.align[i]}"` : '');
			const cell = (cell: Tokens.TableCell, i: number) => `<td${align(i)}>${this.parser.parseInline(cell.tokens)}</td>`;
			const head = token.header.map((header, i) =>
				header.text.trim() === '' ? '<td></td>' : `<th scope="col"${align(i)}>${this.parser.parseInline(header.tokens)}</th>`
			);
			const rows = token.rows.map((row) => `<tr>${row.map(cell).join('')}</tr>\n`).join('');
			const label = escapeHtml(noteOf(token).label ?? 'Tabela');
			const table = `<table>\n<thead><tr>${head.join('')}</tr></thead>\n<tbody>\n${rows}</tbody>\n</table>`;
			return `<div class="table-box" tabindex="0" role="region" aria-label="${label}">${table}</div>\n`;
		}
	}
});
