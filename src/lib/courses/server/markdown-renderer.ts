import { Marked, type Tokens } from 'marked';
import { citationMark } from './blocks/citations.ts';
import { isPictureParagraph, renderFigure, renderImage } from './blocks/figure.ts';
import { footnoteMarks } from './blocks/footnotes.ts';
import { renderFileFacts } from './blocks/media.ts';
import { renderBlock } from './blocks/render-block.ts';
import { WORDS } from './blocks/words.ts';
import { escapeHtml } from './escape-html.ts';
import { noteOf } from './markdown-tokens.ts';
import { isExternal, safeAddress } from './safe-address.ts';

/** Turns prepared tokens into HTML. Raw HTML comes out as text. Its output still goes through `cleanHtml`. */
export const markdown = new Marked({
	gfm: true,
	extensions: [citationMark, ...footnoteMarks],
	renderer: {
		html: ({ text, block }: Tokens.HTML | Tokens.Tag) =>
			block ? `<p>${escapeHtml(text.trim())}</p>\n` : escapeHtml(text),
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
			return tokens
				.map((token) => (token.type === 'image' ? renderFigure(token as Tokens.Image, this.parser) : ''))
				.join('');
		},
		image: renderImage,
		link(token) {
			const inner = this.parser.parseInline(token.tokens);
			const { file, words = WORDS.pl } = noteOf(token);
			if (file)
				return `<a class="attachment" href="${escapeHtml(file.src)}" download="${escapeHtml(file.name)}">${inner}${renderFileFacts(file, words)}</a>`;
			const address = safeAddress(token.href);
			if (address === null) return inner;
			const title = token.title ? ` title="${escapeHtml(token.title)}"` : '';
			return `<a href="${escapeHtml(address)}"${title}${isExternal(address) ? ' rel="noreferrer"' : ''}>${inner}</a>`;
		},
		blockquote(token) {
			const { block } = noteOf(token);
			if (block) return renderBlock(block.kind, token, this.parser);
			return `<blockquote>\n${this.parser.parse(token.tokens)}</blockquote>\n`;
		},
		table(token) {
			const align = (i: number) =>
				token.align[i] && token.align[i] !== 'left' ? ` class="align-${token.align[i]}"` : '';
			const cell = (cell: Tokens.TableCell, i: number) => `<td${align(i)}>${this.parser.parseInline(cell.tokens)}</td>`;
			const head = token.header.map((header, i) =>
				header.text.trim() === ''
					? '<td></td>'
					: `<th scope="col"${align(i)}>${this.parser.parseInline(header.tokens)}</th>`
			);
			const rows = token.rows.map((row) => `<tr>${row.map(cell).join('')}</tr>\n`).join('');
			const label = escapeHtml(noteOf(token).label ?? 'Tabela');
			const body = rows === '' ? '' : `<tbody>\n${rows}</tbody>\n`;
			const table = `<table>\n<thead><tr>${head.join('')}</tr></thead>\n${body}</table>`;
			return `<div class="table-box" tabindex="0" role="region" aria-label="${label}">${table}</div>\n`;
		}
	}
});
