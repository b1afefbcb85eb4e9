import { expect, test } from 'vitest';
import { sampleContext } from '../../../../../tests/support/markdown.ts';
import { commonMarkExamples } from '../../../../../tests/support/markdown-spec.ts';
import { readMarkdown } from '../render-markdown.ts';

const read = (markdown: string) => readMarkdown(markdown, sampleContext({ kind: 'page' }));
const messages = (markdown: string) => read(markdown).problems.map(({ line, message }) => `${line}: ${message}`);

test('of the examples of CommonMark only those are told that show what is no Markdown', () => {
	const told = commonMarkExamples.filter(({ markdown }) => read(markdown).misread.length > 0);
	expect(told.map(({ number }) => number)).toEqual([46, 261, 379, 380, 391, 392, 412, 420, 471, 476, 480, 508]);
});

test.each([
	'Kod `**` i `##Tytuł`, \\*\\*gwiazdki\\*\\*, \\| kreska \\|.',
	'5 * 3 = 15, −5 °C, -5 zł, #kasa i 1.05.2026.',
	'**Grube *i pochyłe* słowo**, „**Społem**”.',
	'```\n##Tytuł\n| a | b |\n-punkt\n```',
	'Nawias [kwadratowy] (i okrągły).',
	'- punkt\n- [ ] zadanie\n\n| a | b |\n| --- | --- |\n| **c** | d |'
])('what is Markdown, or meant as mere signs, is left alone: %j', (markdown) => {
	expect(messages(markdown)).toEqual([]);
});

test('the line is that of the sign, also in a box', () => {
	expect(messages('> [!NOTE] Tytuł\n> Zdanie pierwsze\n> i **drugie.')).toEqual([
		'3: pogrubienie nie jest zamknięte; dopisz „**” za ostatnim grubym słowem'
	]);
});

test('what follows from such a sign is not told', () => {
	expect(messages('![koła](moje kola.svg "Koła [^nic]")')).toHaveLength(1);
});
