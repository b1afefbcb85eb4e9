import type { Language } from './course.ts';

const HARD = '\u00a0';
/** Stands between pieces of one text; a private-use character that no course needs. */
const SEAM = '\ue000';

interface Habits {
	/** Outer and inner. */
	quotes: readonly [open: string, close: string, innerOpen: string, innerClose: string];
	dash: string;
	/** A typewriter's apostrophe inside a word becomes this. */
	apostrophe: string;
	/** One-letter words that do not end a line. */
	letters: string;
	months: string;
	units: string;
	/** Short words that lead to what follows them: `art. 85`, `nr 3`. */
	leads: string;
}

const METRIC = '%|‰|mm|cm|dm|m|km|ha|g|dag|kg|t|ml|l|s|min|h|°C|kWh|MB|GB';

/** How a language sets its text; patterns are parts of regular expressions. */
const HABITS: Record<Language, Habits> = {
	pl: {
		quotes: ['„', '”', '‚', '’'],
		dash: '–',
		apostrophe: "'",
		letters: 'aiouwzAIOUWZ',
		months: 'stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia',
		units: `${METRIC}|zł|gr|tys\\.|mln|mld|godz\\.|r\\.|w\\.|osób|osoby|szt\\.`,
		leads:
			'art\\.|ust\\.|pkt|poz\\.|nr|str\\.|rozdz\\.|lit\\.|par\\.|§|ok\\.|ul\\.|al\\.|pl\\.|im\\.|św\\.|dr|prof\\.|mgr|tel\\.|' +
			`Dz\\.[ ${HARD}]?U\\.`
	},
	uk: {
		quotes: ['«', '»', '„', '“'],
		dash: '—',
		apostrophe: '’',
		letters: 'абвжзійоуяєїАБВЖЗІЙОУЯЄЇ',
		months: 'січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня',
		units: 'грн|злотих|злоті|злотий|тис\\.|млн|млрд|%|‰|мм|см|м|км|га|г|кг|т|л|с|хв|год|р\\.|рр\\.|ст\\.|°C|осіб|особи',
		leads: 'ст\\.|ч\\.|п\\.|№|с\\.|вул\\.|ім\\.|бл\\.|проф\\.|тел\\.'
	},
	en: {
		quotes: ['“', '”', '‘', '’'],
		dash: '–',
		apostrophe: '’',
		letters: '',
		months: 'January|February|March|April|May|June|July|August|September|October|November|December',
		units: `${METRIC}|PLN|EUR|million|billion|people|hours?|minutes?`,
		leads: 'Art\\.|No\\.|p\\.|pp\\.|Mr|Ms|Dr|§|ca\\.'
	}
};

/** Spaces that become hard ones. Each pattern begins with the space: looking around at every letter would take far longer. */
function hardSpaces({ letters, months, units, leads }: Habits): RegExp[] {
	const between = (before: string, after: string) => `(?<=${before}${SEAM}*[ \\n])(?=${SEAM}*${after})`;
	const places = [
		// Before a dash.
		'(?<=\\S[ \\n])(?=[–—][ \\n])',
		// One-letter words do not end a line.
		...(letters ? [between(`(?:^|[\\s(\\[„«‚"–—]${SEAM}*)[${letters}]`, '\\S')] : []),
		// 23 listopada 2026
		between('\\d', `(?:${months})(?![\\p{L}\\d])`),
		between(`\\d\\s(?:${months})`, '\\d{4}(?!\\d)'),
		// 1 000 000
		between('\\d', '\\d{3}(?!\\d)'),
		// 12 zł, 40 %, 2026 r., XX w.
		between('[\\dIVXL]', `(?:${units})(?![\\p{L}\\d])`)
	];
	// art. 85, nr 3, ust. 2
	const afterLead = between(`(?:^|[^\\p{L}\\d])(?:${leads})`, '[\\p{L}\\d„"«“]');
	return [new RegExp(`[ \\n](?:${places.join('|')})`, 'gu'), new RegExp(`[ \\n]${afterLead}`, 'giu')];
}

const HARD_SPACES = Object.fromEntries(
	Object.entries(HABITS).map(([language, habits]) => [language, hardSpaces(habits)])
) as Record<Language, RegExp[]>;

/** Dashes instead of hyphens with spaces, ranges, an ellipsis instead of three dots. */
function setDashes(text: string, { dash, apostrophe }: Habits): string {
	let set = text;
	if (set.includes("'")) set = set.replace(/(?<=\p{L})'(?=\p{L})/gu, apostrophe);
	if (set.includes('-')) {
		set = set
			.replace(/(?<=\S)[ \n]--?(?=[ \n]\S)/gu, ` ${dash}`)
			.replace(/(?<![\p{L}\d\-–/])(?!\d{2}-\d{3}(?!\d))(\d+(?:,\d+)?)-(?=\d+(?:,\d+)?(?![\p{L}\d\-–/]))/gu, '$1–');
	}
	return set.includes('...') ? set.replace(/(?<!\.)\.{3}(?!\.)/gu, '…') : set;
}

interface OpenQuote {
	at: number;
	isStraight: boolean;
}

/** Straight quotes that have a partner become „ ”, inside others ‚ ’; one without a partner stays as it is. */
function setQuotes(text: string, quotes: Habits['quotes']): string {
	if (!text.includes('"')) return text;
	const [opening, closing, innerOpening, innerClosing] = quotes;
	const open: OpenQuote[] = [];
	const pairs: { from: number; to: number }[] = [];
	let before = ' ';
	for (let i = 0; i < text.length; i += 1) {
		const char = text[i]!;
		if (char === SEAM) continue;
		if (char === opening || char === innerOpening) open.push({ at: i, isStraight: false });
		else if (char === '"') {
			const opens = /[\s([{–—/„‚«“‘"]/.test(before) && (before !== '"' || open.at(-1)?.at === lastBefore(text, i));
			if (opens && /\S/.test(nextAfter(text, i))) open.push({ at: i, isStraight: true });
			else if (/\S/.test(before) && open.length > 0) pairs.push({ from: open.pop()!.at, to: i });
		} else if (char === closing) {
			const last = open.pop();
			if (last) pairs.push({ from: last.at, to: i });
		} else if (char === innerClosing && open.length > 0 && text[open.at(-1)!.at] === innerOpening) {
			pairs.push({ from: open.pop()!.at, to: i });
		}
		before = char;
	}
	return writePairs(text, pairs, quotes);
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

function writePairs(text: string, pairs: { from: number; to: number }[], quotes: Habits['quotes']): string {
	const [opening, closing, innerOpening, innerClosing] = quotes;
	const opens = new Map(pairs.map((pair) => [pair.from, pair]));
	const marks = new Map<number, string>();
	const ends: number[] = [];
	for (const from of [...opens.keys()].sort((a, b) => a - b)) {
		const { to } = opens.get(from)!;
		while (ends.length > 0 && ends.at(-1)! < from) ends.pop();
		const isInner = ends.length % 2 === 1;
		if (text[from] === '"') marks.set(from, isInner ? innerOpening : opening);
		const opened = marks.get(from) ?? text[from];
		if (text[to] === '"') marks.set(to, opened === innerOpening ? innerClosing : closing);
		ends.push(to);
	}
	return [...marks].length === 0
		? text
		: text
				.split('')
				.map((char, i) => marks.get(i) ?? char)
				.join('');
}

export interface TypesetOptions {
	/** Unless false. */
	hardSpaces?: boolean;
	/** Polish unless said otherwise. */
	language?: Language;
}

/**
 * Typography over pieces of one text, such as the words around and inside bold type. Quotes, dashes, ranges and the
 * ellipsis always; hard spaces unless refused. Only spaces, quotes, apostrophes, hyphens and dots ever change.
 */
export function typesetPieces(pieces: string[], { hardSpaces = true, language = 'pl' }: TypesetOptions = {}): string[] {
	const habits = HABITS[language];
	const whole = pieces.map((piece) => piece.replaceAll(SEAM, '')).join(SEAM);
	let text = setDashes(setQuotes(whole, habits.quotes), habits);
	if (hardSpaces) {
		for (const space of HARD_SPACES[language]) text = text.replace(space, HARD);
	}
	return text.split(SEAM);
}

/** Typography of a plain text. */
export function typeset(text: string, options?: TypesetOptions): string {
	return typesetPieces([text], options)[0]!;
}
