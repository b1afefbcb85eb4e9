import { foldPolish } from '../format.ts';

/** Endings of nouns, adjectives and adverbs, folded: ą is a, ę is e, ó is o. */
const ENDINGS = new Set(
	(
		'a e i o u y ia ie io iu em iem om iom um ow iow mi ami iami ach iach owi iowi owie ' +
		'ego iego emu iemu ej iej ym im ymi imi ych ich'
	).split(' ')
);
const LONGEST = 4;
const isEnding = (text: string) => text === '' || ENDINGS.has(text);

/** These look like other words' endings, so more must remain before them: `kolej`, `ludzmi`. */
const LEAVE_FOUR = new Set(['ej', 'ow', 'mi', 'om']);

/** Words whose last letters are no ending, though they look it: system, systemu; Kraków, Krakowa. */
const WHOLE = [
	'system',
	'problem',
	'dyplom',
	'poziom',
	'rozmow',
	'krakow',
	'tarnow',
	'chrzanow',
	'jordanow',
	'oswiecim'
];

/** How a stem's last sound changes before some endings; both sides become one. */
const ALTERNATIONS: [RegExp, string][] = [
	[/i$/, ''], // historii, historia
	[/i?e([kc])$/, '$1'], // członek, członka; mieszkaniec, mieszkańca
	[/rz$/, 'r'], // dyrektorze, dyrektor
	[/(?:dz|g)$/, 'd'], // wojewodzie, wojewoda; usłudze, usługa
	[/[ct]$/, 'k'] // statucie, statut; nadwyżce, nadwyżka
];

const known = new Map<string, string>();

/**
 * What the forms of a Polish noun or adjective have in common, folded (no diacritics, lower case): `spółdzielniach`,
 * `Spółdzielnię` and `spoldzielni` give `spoldzieln`. A key for comparing words, not a word. Verbs keep most of their
 * endings; words of up to three letters are only folded.
 */
export function stemPolish(word: string): string {
	let stem = known.get(word);
	if (stem === undefined) {
		stem = findStem(foldPolish(word));
		if (known.size >= 50_000) known.clear();
		known.set(word, stem);
	}
	return stem;
}

function findStem(word: string): string {
	if (word.length < 4) return word;
	let stem = withoutEnding(word);
	for (const [pattern, replacement] of ALTERNATIONS) {
		const changed = stem.replace(pattern, replacement);
		if (changed.length >= 3) stem = changed;
	}
	return stem;
}

function withoutEnding(word: string): string {
	const whole = WHOLE.find((start) => word.startsWith(start) && isEnding(word.slice(start.length)));
	if (whole) return whole;
	for (let length = LONGEST; length > 0; length -= 1) {
		const ending = word.slice(-length);
		const stem = word.slice(0, -length);
		const least = LEAVE_FOUR.has(ending) ? 4 : 3;
		if (!ENDINGS.has(ending) || stem.length < least) continue;
		if (ending !== 'um' || /[rei]$/.test(stem)) return stem;
	}
	return word;
}
