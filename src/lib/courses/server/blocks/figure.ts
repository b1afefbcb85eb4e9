import type { Parser, Token, Tokens } from 'marked';
import { escapeHtml } from '../escape-html.ts';
import { noteOf, type CompanionFile } from '../markdown-tokens.ts';
import { renderMedia, renderTranscript } from './media.ts';
import { WORDS } from './words.ts';

/** Whether a paragraph holds pictures or recordings and nothing else. */
export function isPictureParagraph(tokens: Token[]): boolean {
	return (
		tokens.some((token) => token.type === 'image') &&
		tokens.every((token) => token.type === 'image' || token.type === 'br' || token.raw.trim() === '')
	);
}

/** `Podpis | rys. Anna, CC BY-SA 4.0`: what stands under a figure, and who made it. */
export function splitCaption(title: string): { caption: string; credit: string } {
	const at = title.lastIndexOf(' | ');
	return at === -1 ? { caption: title, credit: '' } : { caption: title.slice(0, at), credit: title.slice(at + 3) };
}

const sizeOf = ({ width, height }: CompanionFile) => (width && height ? ` width="${width}" height="${height}"` : '');

/** A picture, or its description where there is no picture. */
function picture(image: Tokens.Image, title = ''): string {
	const { file } = noteOf(image);
	const alt = escapeHtml(image.text);
	if (file?.kind !== 'picture') return alt;
	return `<img src="${escapeHtml(file.src)}" alt="${alt}"${title}${sizeOf(file)} loading="lazy" decoding="async" />`;
}

/** From this width, in the units of the drawing, its letters would be too small on a phone. */
const WIDE = 560;

/** A picture at the full width of its place; a wide drawing keeps a size that can be read and scrolls in a box of its own. */
function drawing(image: Tokens.Image, label: string): string {
	const { file } = noteOf(image);
	const isWide = file?.kind === 'picture' && file.name.endsWith('.svg') && (file.width ?? 0) >= WIDE;
	if (!isWide) return picture(image);
	return `<div class="drawing-box" tabindex="0" role="group" aria-label="${label}">${picture(image)}</div>`;
}

/** A picture in the middle of a line, where there is no place for a caption. */
export const renderImage = (image: Tokens.Image): string =>
	picture(image, image.title ? ` title="${escapeHtml(image.title)}"` : '');

/** A picture, a film or a sound in a place of its own. */
export function renderFigure(image: Tokens.Image, parser: Parser): string {
	const { file, caption, credit, words = WORDS.pl } = noteOf(image);
	const isMedia = file?.kind === 'film' || file?.kind === 'sound';
	const under = [
		caption ? parser.parseInline(caption.tokens) : '',
		credit ? `<span class="credit">${parser.parseInline(credit.tokens)}</span>` : ''
	].filter((part) => part !== '');
	const figcaption = under.length > 0 ? `<figcaption>${under.join(' ')}</figcaption>` : '';
	if (!isMedia) return `<figure>${drawing(image, words.drawing)}${figcaption}</figure>\n`;
	const figure = `<figure class="media">${renderMedia(file, image.text, words)}${figcaption}</figure>\n`;
	return figure + renderTranscript(file, words);
}
