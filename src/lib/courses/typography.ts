const HARD = '\u00a0';
/** Stands between pieces of one text; a private-use character that no course needs. */
const SEAM = '\ue000';

const MONTHS = 'stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia';
const UNITS =
	'zł|gr|%|‰|tys\\.|mln|mld|mm|cm|dm|m|km|ha|g|dag|kg|t|ml|l|s|min|godz\\.|h|r\\.|w\\.|°C|kWh|MB|GB|osób|osoby|szt\\.';
const LEADS =
	'art\\.|ust\\.|pkt|poz\\.|nr|str\\.|rozdz\\.|lit\\.|par\\.|§|ok\\.|ul\\.|al\\.|pl\\.|im\\.|św\\.|dr|prof\\.|mgr|tel\\.';

const hardSpaceRules: [RegExp, string][] = [
	// One-letter words do not end a line.
	[new RegExp(`(?<=(?:^|[\\s(\\[„‚"–—])${SEAM}*)([aiouwzAIOUWZ])(${SEAM}*)[ \\n](?=${SEAM}*\\S)`, 'gu'), `$1$2${HARD}`],
	// 23 listopada 2026
	[new RegExp(`(\\d)[ \\n](?=(?:${MONTHS})(?![\\p{L}\\d]))`, 'gu'), `$1${HARD}`],
	[new RegExp(`(?<=\\d\\s(?:${MONTHS}))[ \\n](?=\\d{4}(?!\\d))`, 'gu'), HARD],
	// 1 000 000
	[/(?<=\d)[ \n](?=\d{3}(?!\d))/gu, HARD],
	// 12 zł, 40 %, 2026 r., XX w.
	[new RegExp(`(?<=[\\dIVXL]${SEAM}*)[ \\n](?=${SEAM}*(?:${UNITS})(?![\\p{L}\\d]))`, 'gu'), HARD],
	// art. 85, nr 3, ust. 2
	[
		new RegExp(`(?<=(?:^|[^\\p{L}\\d])(?:${LEADS}|Dz\\.[ ${HARD}]?U\\.))[ \\n](?=${SEAM}*[\\p{L}\\d„"])`, 'giu'),
		HARD
	]
];

/** Dashes instead of hyphens with spaces, ranges, an ellipsis instead of three dots. */
function setDashes(text: string): string {
	return text
		.replace(/(?<=\S)[ \n]--?(?=[ \n]\S)/gu, ' –')
		.replace(/(?<![\p{L}\d\-–/])(?!\d{2}-\d{3}(?!\d))(\d+(?:,\d+)?)-(?=\d+(?:,\d+)?(?![\p{L}\d\-–/]))/gu, '$1–')
		.replace(/(?<!\.)\.{3}(?!\.)/gu, '…');
}

interface OpenQuote {
	at: number;
	isStraight: boolean;
}

/** Straight quotes that have a partner become „ ”, inside others ‚ ’; one without a partner stays as it is. */
function setQuotes(text: string): string {
	if (!text.includes('"')) return text;
	const open: OpenQuote[] = [];
	const pairs: { from: number; to: number }[] = [];
	let before = ' ';
	for (let i = 0; i < text.length; i += 1) {
		const char = text[i]!;
		if (char === SEAM) continue;
		if (char === '„' || char === '‚') open.push({ at: i, isStraight: false });
		else if (char === '"') {
			const opens = /[\s([{–—/„‚"]/.test(before) && (before !== '"' || open.at(-1)?.at === lastBefore(text, i));
			if (opens && /\S/.test(nextAfter(text, i))) open.push({ at: i, isStraight: true });
			else if (/\S/.test(before) && open.length > 0) pairs.push({ from: open.pop()!.at, to: i });
		} else if (char === '”') {
			const last = open.pop();
			if (last) pairs.push({ from: last.at, to: i });
		} else if (char === '’' && open.length > 0 && text[open.at(-1)!.at] === '‚') {
			pairs.push({ from: open.pop()!.at, to: i });
		}
		before = char;
	}
	return writePairs(text, pairs);
}

function lastBefore(text: string, index: number): number {
	let i = index - 1;
	while (text[i] === SEAM) i -= 1;
	return i;
}

function nextAfter(text: string, index: number): string {
	let i = index + 1;
	while (text[i] === SEAM) i += 1;
	return text[i] ?? ' ';
}

function writePairs(text: string, pairs: { from: number; to: number }[]): string {
	const opens = new Map(pairs.map((pair) => [pair.from, pair]));
	const marks = new Map<number, string>();
	const ends: number[] = [];
	for (const from of [...opens.keys()].sort((a, b) => a - b)) {
		const { to } = opens.get(from)!;
		while (ends.length > 0 && ends.at(-1)! < from) ends.pop();
		const isInner = ends.length % 2 === 1;
		if (text[from] === '"') marks.set(from, isInner ? '‚' : '„');
		const opening = marks.get(from) ?? text[from];
		if (text[to] === '"') marks.set(to, opening === '‚' ? '’' : '”');
		ends.push(to);
	}
	return [...marks].length === 0 ? text : text.split('').map((char, i) => marks.get(i) ?? char).join('');
}

/**
 * Polish typography over pieces of one text, such as the words around and inside bold type. Quotes, dashes, ranges and
 * the ellipsis always; hard spaces unless refused. Only spaces, quotes, hyphens and dots ever change.
 */
export function typesetPieces(pieces: string[], { hardSpaces = true } = {}): string[] {
	let text = setDashes(setQuotes(pieces.map((piece) => piece.replaceAll(SEAM, '')).join(SEAM)));
	if (hardSpaces) {
		text = text.replace(/(?<=\S)[ \n](?=–[ \n])/gu, HARD);
		for (const [pattern, replacement] of hardSpaceRules) text = text.replace(pattern, replacement);
	}
	return text.split(SEAM);
}

/** Polish typography of a plain text. */
export function typeset(text: string, options?: { hardSpaces?: boolean }): string {
	return typesetPieces([text], options)[0]!;
}
