import type { Token, TokenizerAndRendererExtension, Tokens } from 'marked';
import { escapeHtml } from '../escape-html.ts';
import { noteOf, walk } from '../markdown-tokens.ts';
import { WORDS, type Words } from './words.ts';

/** `[^uwaga]` in a sentence. */
export interface FootnoteReference extends Tokens.Generic {
	type: 'footnoteReference';
	id: string;
	/** Links do not hold links. */
	isInLink: boolean;
}

/** `[^uwaga]: Treść przypisu.`; the lines after it belong to it while they are indented. */
export interface Footnote extends Tokens.Generic {
	type: 'footnote';
	id: string;
	tokens: Token[];
}

/** The list under the text. */
interface FootnoteList extends Tokens.Generic {
	type: 'footnoteList';
	notes: { footnote: Footnote; number: number; references: number }[];
	words: Words;
}

export const isFootnote = (token: Token): token is Footnote => token.type === 'footnote';
export const isReference = (token: Token): token is FootnoteReference => token.type === 'footnoteReference';

/** More than a text needs; each of them costs a way there and a way back. */
export const MAX_REFERENCES = 300;

/**
 * Numbers the notes in the order in which the text first refers to them, and gives the list to put under the text;
 * nothing when there are no notes. A note that nobody refers to ends the list: no words are lost.
 */
export function collectFootnotes(all: Token[], words: Words): Token[] {
	const known = new Map<string, Footnote>();
	for (const footnote of all.filter(isFootnote)) if (!known.has(footnote.id)) known.set(footnote.id, footnote);
	const numbered = new Map<Footnote, { footnote: Footnote; number: number; references: number }>();
	let left = MAX_REFERENCES;
	const refer = (token: Token) => {
		const footnote = isReference(token) && !token.isInLink ? known.get(token.id) : undefined;
		if (!footnote || (left -= 1) < 0) return;
		const entry = numbered.get(footnote) ?? { footnote, number: numbered.size + 1, references: 0 };
		numbered.set(footnote, entry);
		noteOf(token).number = entry.number;
		noteOf(token).nth = entry.references += 1;
	};
	const inNotes = new Set(all.filter(isFootnote).flatMap((footnote) => [...walk(footnote.tokens)]));
	for (const token of all) if (!inNotes.has(token)) refer(token);
	// The map grows while notes refer to others.
	for (const { footnote } of numbered.values()) for (const token of walk(footnote.tokens)) refer(token);
	const unread = all.filter(isFootnote).filter((footnote) => !numbered.has(footnote));
	const notes = [
		...numbered.values(),
		...unread.map((footnote, i) => ({ footnote, number: numbered.size + i + 1, references: 0 }))
	];
	if (notes.length === 0) return [];
	return [{ type: 'footnoteList', raw: '', notes, words } satisfies FootnoteList];
}

const referenceId = (number: number, nth: number) => `odsylacz-${number}${nth === 1 ? '' : `-${nth}`}`;

function backLinks(number: number, references: number, words: Words): string {
	return Array.from({ length: references }, (_, i) => {
		const name = `${words.backToText} ${number}${references === 1 ? '' : ` (${i + 1})`}`;
		const sign = references === 1 ? '↩' : `↩${i + 1}`;
		return ` <a role="doc-backlink" href="#${referenceId(number, i + 1)}" aria-label="${name}">${sign}</a>`;
	}).join('');
}

const referenceMark: TokenizerAndRendererExtension = {
	name: 'footnoteReference',
	level: 'inline',
	tokenizer(src): FootnoteReference | undefined {
		const match = /^\[\^([^\s[\]]{1,80})\](?!\()/.exec(src);
		return match
			? { type: 'footnoteReference', raw: match[0], id: match[1]!, isInLink: this.lexer.state.inLink }
			: undefined;
	},
	renderer(token) {
		const { number, nth = 1, words = WORDS.pl } = noteOf(token);
		if (number === undefined) return escapeHtml(token.raw);
		const id = referenceId(number, nth);
		return `<sup class="footnote"><a role="doc-noteref" id="${id}" href="#przypis-${number}" aria-label="${words.footnote} ${number}">${number}</a></sup>`;
	}
};

const startOfNote = /^ {0,3}\[\^([^\s[\]]{1,80})\]:/;

const noteMark: TokenizerAndRendererExtension = {
	name: 'footnote',
	level: 'block',
	// Looks no further than the paragraph goes: the parser asks for each of them.
	start: (src) => {
		const at = /\n(?: {0,3}\[\^|[ \t]*\n)/.exec(src);
		return at && src[at.index + at[0].length - 1] === '^' ? at.index + 1 : undefined;
	},
	tokenizer(src): Footnote | undefined {
		const id = startOfNote.exec(src)?.[1];
		const raw = id && /^[^\n]*(?:\n {2,}\S[^\n]*)*\n*/.exec(src)?.[0];
		if (!id || !raw) return undefined;
		const text = raw
			.slice(raw.indexOf(']:') + 2)
			.replace(/\n {2,}/g, '\n')
			.trim();
		const tokens: Token[] = [];
		this.lexer.inline(text, tokens);
		return { type: 'footnote', raw, id, tokens };
	},
	renderer: () => ''
};

const list: TokenizerAndRendererExtension = {
	name: 'footnoteList',
	renderer(token) {
		const { notes, words } = token as FootnoteList;
		const items = notes.map(({ footnote, number, references }) => {
			const text = this.parser.parseInline(footnote.tokens);
			return `<li id="przypis-${number}">${text}${backLinks(number, references, words)}</li>\n`;
		});
		return `<div class="footnotes"><h2 id="przypisy">${words.footnotes}</h2>\n<ol>\n${items.join('')}</ol></div>\n`;
	}
};

export const footnoteMarks = [referenceMark, noteMark, list];
