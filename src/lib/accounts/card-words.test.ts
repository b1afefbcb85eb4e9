import { expect, test } from 'vitest';
import { foldPolish } from '#lib/format.ts';
import { CARD_WORDS } from './card-words.ts';

/** How a word sounds, as far as Polish children mix letters up: ó and u, rz and ż, ch and h, the voice of the last sign. */
function soundOf(word: string): string {
	const unvoiced: Record<string, string> = { b: 'p', d: 't', g: 'k', z: 's', ż: 'š', ź: 'ś', w: 'f' };
	const said = word.replaceAll('rz', 'ż').replaceAll('ó', 'u').replaceAll('ch', 'h').replaceAll('sz', 'š');
	return said.replace(/[bdgzżźw]$/, (last) => unvoiced[last] ?? last);
}

test('four words of the list are at least 41 bits', () => {
	expect(4 * Math.log2(CARD_WORDS.length)).toBeGreaterThanOrEqual(41);
});

test('the words are short, lower case and Polish', () => {
	for (const word of CARD_WORDS) expect(word).toMatch(/^[a-ząćęłńóśźż]{3,9}$/);
});

test('no word comes twice, not even without its diacritics', () => {
	expect(new Set(CARD_WORDS.map(foldPolish)).size).toBe(CARD_WORDS.length);
});

test('no two words sound alike', () => {
	expect(new Set(CARD_WORDS.map(soundOf)).size).toBe(CARD_WORDS.length);
});

test('none of them is rude or names somebody', () => {
	const unkind =
		/^(?:dup|kup|gówn|cyc|pup|świni|krow|osioł|baran|małp|wieloryb|hipopotam|głup|gnój|tłu|śmieć|trup|żul)/;
	expect(CARD_WORDS.filter((word) => unkind.test(word))).toEqual([]);
});
