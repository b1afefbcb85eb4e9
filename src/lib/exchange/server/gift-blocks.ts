import { MAX_QUESTIONS, tooManyQuestions } from './exchange-limits.ts';
import { hideEscaped } from './gift-text.ts';

/** One question as it stands in a GIFT file, escapes hidden. */
export interface GiftBlock {
	line: number;
	text: string;
	category: string | null;
	/** From comments above it: `// [id:x] [tag:y]`. */
	identifier: string;
	tags: string[];
}

/** Cuts a GIFT file at empty lines outside of braces; comments and categories are taken out. */
export function giftBlocks(source: string): GiftBlock[] {
	const blocks: GiftBlock[] = [];
	let lines: string[] = [];
	let start = 1;
	let depth = 0;
	let category: string | null = null;
	let about = '';
	const end = () => {
		const text = lines.join('\n').trim();
		lines = [];
		depth = 0;
		if (text === '') return;
		if (blocks.length === MAX_QUESTIONS) throw tooManyQuestions();
		const tags = [...about.matchAll(/\[tag:([^\]]+)\]/g)].map((match) => match[1]!);
		blocks.push({ line: start, text, category, identifier: /\[id:([^\]]+)\]/.exec(about)?.[1] ?? '', tags });
		about = '';
	};
	for (const [i, line] of source.split('\n').entries()) {
		if (/^\s*\/\//.test(line)) {
			if (lines.length === 0) about += line;
			continue;
		}
		const named = /^\s*\$CATEGORY:\s*(.*?)\s*$/.exec(line)?.[1];
		if (named !== undefined) {
			end();
			category = named;
			continue;
		}
		const hidden = hideEscaped(line);
		const isNew = /^\s*::/.test(hidden) && depth > 0;
		if ((line.trim() === '' && depth <= 0) || isNew) end();
		if (line.trim() === '' && lines.length === 0) continue;
		if (lines.length === 0) start = i + 1;
		lines.push(hidden);
		depth += (hidden.match(/\{/g)?.length ?? 0) - (hidden.match(/\}/g)?.length ?? 0);
	}
	end();
	return blocks;
}
