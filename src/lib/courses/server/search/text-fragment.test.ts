import { expect, test } from 'vitest';
import { textFragment } from './text-fragment.ts';

test('the word is told from others alike by the words around it', () => {
	const text = 'Walne wybiera zarząd i radę.';
	expect(textFragment(text, { from: 14, to: 20 })).toBe(':~:text=Walne%20wybiera-,zarz%C4%85d,-i%20rad%C4%99');
});

test('half a character, which YAML lets somebody write, does not stop the search', () => {
	expect(textFragment('Zarząd a\ud800 rada', { from: 0, to: 6 })).toContain('Zarz%C4%85d');
	expect(textFragment('Zarząd\ud800', { from: 0, to: 7 })).toBe(':~:text=Zarz%C4%85d%EF%BF%BD');
});
