import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { page } from '../../../../tests/support/foreign-html.ts';
import { renderMarkdown } from './render-markdown.ts';

vi.setConfig({ testTimeout: 60_000 });

/** Signs that shape a text; none of them may hide words, as an address or a definition does. */
const shapes = [
	...[
		'\n',
		'\n\n',
		'# ',
		'## ',
		'> ',
		'>\n',
		'> > ',
		'- ',
		'  - ',
		'1. ',
		'- [x] ',
		'**',
		'*',
		'_',
		'a~~',
		' | ',
		'| a | b |\n| - | - |\n',
		'> | a | b |\n> | - | - |\n'
	],
	...[
		'> | c | 5 |\n',
		'> [!NOTE] ',
		'> [!EXERCISE]\n',
		'> > [!SOLUTION] ',
		'> [!STEPS] ',
		'> [!TIMELINE]\n',
		'> [!COMPARE] ',
		'> [!BARS] ',
		'> [!LINE]\n'
	],
	...[
		'> - **',
		'**: ',
		'[@a]',
		'[@b]',
		'[^a]',
		'[^c]',
		'\n[^a]: ',
		'\n[^b]: ',
		'  ',
		'    ',
		'\\',
		'a`',
		'---\n',
		'===\n',
		'"',
		' - '
	]
];
const shaped = fc.array(
	fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...shapes) }, { weight: 2, arbitrary: fc.constant('') }),
	{ maxLength: 50 }
);

/** Every piece that is not a shape becomes a word that stands nowhere else. */
const withWords = (pieces: string[]) => pieces.map((piece, i) => piece || `słowo${i}q `).join('');

test('no word of an author is lost, or its loss is told', () => {
	fc.assert(
		fc.property(shaped, (pieces) => {
			const source = withWords(pieces);
			const { html, problems } = renderMarkdown(source, page);
			const told = html === '' || problems.some(({ message }) => message.includes('więcej komórek'));
			const lost = (source.match(/słowo\d+q/g) ?? []).filter((word) => !html.includes(word));
			expect(told ? [] : lost, JSON.stringify(source)).toEqual([]);
		}),
		{ numRuns: 5000 }
	);
});

test.each([
	['references to notes', `${'[^a]'.repeat(3000)}\n\n[^a]: b`],
	['notes', Array.from({ length: 8000 }, (_, i) => `[^${i}]: a`).join('\n')],
	['notes that refer to each other', Array.from({ length: 3000 }, (_, i) => `[^${i}]: a [^${i + 1}]`).join('\n')],
	['open references', '[^a '.repeat(3900)],
	['citations', '[@a]'.repeat(3900)],
	['open citations', '[@'.repeat(7900)],
	['blocks in blocks', Array.from({ length: 19 }, (_, i) => `${'> '.repeat(i + 1)}[!EXERCISE] a`).join('\n')],
	['solutions side by side', '> [!EXERCISE]\n> > [!SOLUTION]\n> > a\n\n'.repeat(4000)],
	['marks', '> [!NOTE] a\n\n'.repeat(15_000)],
	['a chart with rows without end', `> [!BARS] T\n> | a | b |\n> | - | - |\n${'> | a | 1 |\n'.repeat(15_000)}`],
	['tables', '| a | b |\n| - | - |\n| c | d |\n\n'.repeat(8000)],
	['a wide table', `|${' a |'.repeat(3900)}\n|${' - |'.repeat(3900)}\n|${' b |'.repeat(3000)}`],
	['a chart with a long number', `> [!LINE] T\n> | a | b |\n> | - | - |\n> | c | ${'9'.repeat(15_000)} |\n> | d | 1 |`],
	['captions', '![a](kola.svg "b | c | d")\n\n'.repeat(8000)]
])('many %s cost little', (_, source) => {
	const started = performance.now();
	const { html, problems } = renderMarkdown(source, page);
	expect(html !== '' || problems.length > 0).toBe(true);
	expect(performance.now() - started).toBeLessThan(6000);
});
