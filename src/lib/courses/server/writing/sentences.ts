/** Words whose full stop ends no sentence, whatever follows. */
const ABBREVIATIONS = new Set(
	'al art bł cd dr dz ew gen godz hab im inż itd itp jw kl ks lek lit m.in mgr min mjr nb np nr ob ok os p par pkt pl poz por pow prof przyp pt red rozdz ryc rys str św tab tel tj tys tzn tzw ul ust woj wyd zob'.split(
		' '
	)
);

export interface Sentence {
	/** Where in the text it begins. */
	start: number;
	words: number;
}

const countWords = (text: string) => text.split(/\s+/).filter((word) => /[\p{L}\d]/u.test(word)).length;

/** Whether the full stop at the end of this text belongs to a short form: „art.”, „J.”, „1990 r.” before a number. */
function endsWithAbbreviation(text: string, next: string): boolean {
	const word = /([\p{L}.]+)\.$/u.exec(text)?.[1]?.toLowerCase() ?? '';
	if (ABBREVIATIONS.has(word)) return true;
	if (word === 'r' || word === 'w') return /[\d(]/.test(next);
	return /(?:^|[\s(„])\p{Lu}\.$/u.test(text) || /(?:^|\s)Dz\.[ \u00a0]?U\.$/u.test(text);
}

/** Sentences of a Polish text; a line break of the author ends one as well. */
export function splitSentences(text: string): Sentence[] {
	const sentences: Sentence[] = [];
	let start = 0;
	const end = (at: number) => {
		const piece = text.slice(start, at);
		const words = countWords(piece);
		if (words > 0) sentences.push({ start: start + piece.search(/\S/), words });
		start = at;
	};
	for (const match of text.matchAll(/(?:[.!?…]+[”"’)\]]*(?=[\s\u00a0])|\n)[\s\u00a0]*/gu)) {
		const after = match.index + match[0].length;
		const next = text[after] ?? '';
		const sign = match[0].trimEnd();
		if (sign !== '' && !/[\p{Lu}\d„"(–—]/u.test(next)) continue;
		if (sign === '.' && endsWithAbbreviation(text.slice(start, match.index + 1), next)) continue;
		end(after);
	}
	end(text.length);
	return sentences;
}
