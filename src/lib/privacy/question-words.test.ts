import { expect, test } from 'vitest';
import { everyType, rightAnswers } from '../../../tests/support/quizzes.ts';
import { answerInWords, textOf } from './question-words.ts';

test('cleaned HTML becomes its words; a picture becomes its description', () => {
	expect(textOf('<p>Ile to <strong>2&nbsp;&lt;&nbsp;3</strong>?</p><p>„A &amp; B”</p>')).toBe('Ile to 2 < 3? „A & B”');
	expect(textOf('<figure><img src="/a.png" alt="Dwa &quot;koła&quot;"></figure>obok')).toBe('Dwa "koła" obok');
	expect(textOf('&amp;lt;b&amp;gt;')).toBe('&lt;b&gt;');
});

test('each type of answer is told in words, none as nothing', () => {
	const words = Object.entries(everyType).map(([id, content]) =>
		answerInWords(content, rightAnswers[id as keyof typeof rightAnswers])
	);
	expect(words).toEqual([
		['Jeden'],
		['Równość', 'Solidarność'],
		['Fałsz'],
		['4417,25'],
		['klucz walne'],
		['Pomysł', 'Grupa', 'Statut', 'Zebranie'],
		['udział → wkład', 'przychód → sprzedaż', 'nadwyżka → zysk']
	]);
	for (const content of Object.values(everyType)) expect(answerInWords(content, undefined)).toEqual([]);
	expect(answerInWords(everyType.matching, [null, 3, null])).toEqual(['przychód → podatek']);
});
