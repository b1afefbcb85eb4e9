import { expect, test } from 'vitest';
import { growthInWords } from './score-words.ts';

test.each([
	[35, 85, 'Przed nauką było 35%, teraz jest o\u00a050\u00a0punktów procentowych więcej.'],
	[84, 85, 'Przed nauką było 84%, teraz jest o\u00a01\u00a0punkt procentowy więcej.'],
	[85, 85, 'Przed nauką było 85%.'],
	[90, 85, 'Przed nauką było 90%.']
])('what learning gave, from %i to %i percent', (before, now, words) => {
	expect(growthInWords(before, now)).toBe(words);
});
