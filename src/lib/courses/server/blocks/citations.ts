import type { TokenizerAndRendererExtension, Token, Tokens } from 'marked';
import { escapeHtml } from '../escape-html.ts';
import { noteOf } from '../markdown-tokens.ts';
import { WORDS } from './words.ts';

/** `[@su-krs]`: where the statement before it comes from. */
export interface Citation extends Tokens.Generic {
	type: 'citation';
	id: string;
	/** Links do not hold links. */
	isInLink: boolean;
}

export const isCitation = (token: Token): token is Citation => token.type === 'citation';

/** Gives each citation the place of its source in the list; one that leads nowhere keeps its signs. */
export function numberCitations(all: Token[], sources: readonly string[]): void {
	const places = new Map(sources.map((id, i) => [id, i + 1]));
	for (const token of all) {
		const place = isCitation(token) && !token.isInLink ? places.get(token.id) : undefined;
		if (place !== undefined) noteOf(token).number = place;
	}
}

export const citationMark: TokenizerAndRendererExtension = {
	name: 'citation',
	level: 'inline',
	tokenizer(src): Citation | undefined {
		const match = /^\[@([^\s[\]]{1,80})\](?!\()/.exec(src);
		return match ? { type: 'citation', raw: match[0], id: match[1]!, isInLink: this.lexer.state.inLink } : undefined;
	},
	renderer(token) {
		const { number, words = WORDS.pl } = noteOf(token);
		if (number === undefined) return escapeHtml(token.raw);
		const address = `#zrodlo-${escapeHtml((token as Citation).id)}`;
		return `<sup class="citation"><a href="${address}" aria-label="${words.source} ${number}">[${number}]</a></sup>`;
	}
};
