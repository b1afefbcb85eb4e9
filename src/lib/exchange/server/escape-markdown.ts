/** Signs that may begin Markdown anywhere in a line; of the others only where they do. */
const ANYWHERE = /[\\`*[\]~|]|(?<![\p{L}\d])_|_(?![\p{L}\d])|<(?=[a-z/!?])|&(?=#?[a-z\d]{1,31};)|!(?=\[)/giu;
/** Addresses that would become links by themselves. */
const ADDRESS = /(?<=https?|ftp|mailto|xmpp):(?=\S)|(?<=www)\.|(?<=[\w.+-])@(?=[\w-])/giu;
const LINE_START = /^(#{1,6}|[-+](?=\S|$)|[-+=](?= |$)|>)/;
const NUMBERED = /^(\d{1,9})([.)])/;
/** Would be read as the answer of the question. */
const ANSWER = /^(odpowied[źz]|plik):/i;
const OPEN_ANSWER = /^(odpowied[źz]) (?=otwarta)/i;
/** Bullets pasted from a word processor. */
const BULLET = /^[•·●▪◦‣\uf0a7\uf0b7]\s*/;

/** Plain words as Markdown that shows exactly them. */
export const escapeInline = (text: string): string => text.replace(ANYWHERE, '\\$&').replace(ADDRESS, '\\$&');

/** The beginning of a paragraph or of a line after a break, so that it begins no list, heading, quote or answer. */
export const escapeLineStart = (line: string): string =>
	line
		.replace(BULLET, '– ')
		.replace(LINE_START, '\\$1')
		.replace(NUMBERED, '$1\\$2')
		.replace(ANSWER, '$1\\:')
		.replace(OPEN_ANSWER, '$1\u00a0');

/** Words in `code`, with as many backticks around as they need. */
export function codeSpan(text: string): string {
	const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
	const fence = '`'.repeat(longest + 1);
	const pad = text.startsWith('`') || text.endsWith('`') || /^ .*[^ ].* $/.test(text) ? ' ' : '';
	return `${fence}${pad}${text}${pad}${fence}`;
}
