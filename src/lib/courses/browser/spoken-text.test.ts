import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitSentences, wordEnd } from './spoken-text.ts';

test('sentences keep the place of their first letter', () => {
	const text = 'Każdy ma jeden głos.  A\u00a0Ty?\nTak!';
	expect(splitSentences(text)).toEqual([
		{ start: 0, text: 'Każdy ma jeden głos.' },
		{ start: 22, text: 'A Ty?' },
		{ start: 28, text: 'Tak!' }
	]);
});

test('nothing is said of what has neither letters nor digits', () => {
	expect(splitSentences(' \n – … ')).toEqual([]);
});

test('every sentence stands in the text where it says', () => {
	const polish = fc.string({ unit: fc.constantFrom(...'aż.?! \n\u00a0„”5 '.split('')), maxLength: 60 });
	fc.assert(
		fc.property(polish, (text) =>
			splitSentences(text).every(
				(sentence) =>
					text.replace(/\s/gu, ' ').slice(sentence.start, sentence.start + sentence.text.length) === sentence.text
			)
		)
	);
});

test('a word ends before the next space', () => {
	expect(wordEnd('jeden głos.', 0)).toBe(5);
	expect(wordEnd('jeden głos.', 6)).toBe(11);
});
