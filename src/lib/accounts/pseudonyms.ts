const ANIMALS = [
	...['Bocian', 'Bóbr', 'Chomik', 'Czyżyk', 'Delfin', 'Dudek', 'Dzięcioł', 'Foka', 'Gazela', 'Gołąb', 'Jaskółka'],
	...['Jeleń', 'Jeż', 'Kanarek', 'Kangur', 'Koala', 'Kolibr', 'Konik', 'Królik', 'Kukułka', 'Lemur', 'Łabędź', 'Łoś'],
	...['Mewa', 'Motyl', 'Niedźwiedź', 'Nosorożec', 'Orzeł', 'Panda', 'Papuga', 'Pelikan', 'Pingwin', 'Puma', 'Rudzik'],
	...['Ryś', 'Sikorka', 'Słowik', 'Sowa', 'Szczygieł', 'Tukan', 'Tygrys', 'Wiewiórka', 'Wilga', 'Wydra', 'Żbik'],
	...['Żółw', 'Żubr', 'Żuraw', 'Żyrafa']
];
const PSEUDONYM = new RegExp(`^(?:${ANIMALS.join('|')}) \\d{1,3}$`);

/** Whether a nickname is one of those made here: it says nothing of the person. */
export const isPseudonym = (nickname: string): boolean => PSEUDONYM.test(nickname);

/**
 * Friendly names for pupils whose own stay on paper: `Bóbr 7`.
 * @param taken nicknames of the group, which do not come again
 * @param random from 0 to below 1, as `Math.random`
 */
export function inventPseudonyms(count: number, taken: Iterable<string>, random: () => number = Math.random): string[] {
	const used = new Set(taken);
	const made: string[] = [];
	for (let highest = 9; made.length < count; highest = Math.min(999, highest * 2)) {
		for (const animal of shuffled(ANIMALS, random)) {
			const pseudonym = `${animal} ${1 + Math.floor(random() * highest)}`;
			if (made.length === count || used.has(pseudonym)) continue;
			used.add(pseudonym);
			made.push(pseudonym);
		}
	}
	return made;
}

function shuffled(texts: readonly string[], random: () => number): string[] {
	const drawn = texts.map((text) => ({ text, place: random() }));
	return drawn.sort((a, b) => a.place - b.place).map(({ text }) => text);
}
