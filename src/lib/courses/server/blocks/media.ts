import { escapeHtml } from '../escape-html.ts';
import type { CompanionFile } from '../markdown-tokens.ts';
import { formatFileSize } from './file-size.ts';
import { WORDS, type Words } from './words.ts';

/** Of a film whose file does not tell: the page keeps this much place. */
const USUAL_SIZE = { width: 640, height: 360 };

/** A film or a sound that is fetched only when somebody plays it. */
export function renderMedia(file: CompanionFile, description: string, words: Words): string {
	const common = `controls preload="none" src="${escapeHtml(file.src)}" aria-label="${escapeHtml(description)}"`;
	const spoken = WORDS[file.language ?? words.language];
	if (file.kind === 'sound') return `<audio ${common}></audio>`;
	const width = file.width ?? USUAL_SIZE.width;
	const height = file.height ?? USUAL_SIZE.height;
	const track = file.captions
		? `<track kind="captions" src="${escapeHtml(file.captions)}" srclang="${spoken.language}" label="${spoken.captions}" default />`
		: '';
	return `<video ${common} width="${width}" height="${height}">${track}</video>`;
}

/** What is said in a recording, folded; nothing when nobody wrote it down. */
export function renderTranscript({ transcript, language }: CompanionFile, words: Words): string {
	if (!transcript) return '';
	const inner = `<div lang="${language ?? words.language}">${transcript}</div>`;
	return `<details class="transcript"><summary>${words.transcript}</summary>\n${inner}</details>\n`;
}

/** What a link to a file says beyond its own words: ` (plik PDF, 120 kB)`. */
export function renderFileFacts({ name, bytes }: CompanionFile, words: Words): string {
	const kind = words.files[name.split('.').at(-1) ?? ''] ?? '';
	return `<span class="file-facts"> (${kind}, ${formatFileSize(bytes, words.language)})</span>`;
}
