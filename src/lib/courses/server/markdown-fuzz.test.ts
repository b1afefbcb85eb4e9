import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { findFile, findForeign, page } from '../../../../tests/support/foreign-html.ts';
import { cleanHtml } from './clean-html.ts';
import { parseQuiz } from './parse-quiz.ts';
import { renderMarkdown } from './render-markdown.ts';

vi.setConfig({ testTimeout: 60_000 });

const bits = [
	...[
		'# ',
		'## ',
		'### ',
		'> ',
		'> [!NOTE]\n',
		'- ',
		'- [x] ',
		'- [ ] ',
		'1. ',
		'\n',
		'\n\n',
		'  ',
		'\t',
		'| a | b |\n',
		'| - | - |\n'
	],
	...[
		'[tekst](',
		')',
		'![opis](',
		'kola.svg',
		' "podpis")',
		'https://example.org',
		'javascript:alert(1)',
		'//example.org'
	],
	...[
		'data:text/html,<b>',
		'mailto:a@b.pl',
		'#h-a',
		'<script>',
		'</script>',
		'<img src=x onerror=alert(1)>',
		'<svg onload=1>'
	],
	...[
		'<a href="javascript:1">',
		'<!--',
		'-->',
		'<![CDATA[',
		'&lt;',
		'&#106;',
		'&quot;',
		'"',
		"'",
		'`',
		'```\n',
		'*',
		'**',
		'_',
		'~~'
	],
	...[
		'\\',
		'{#id}',
		'{#a topic=b points=2}',
		'Odpowiedź: ',
		'12,5 ± 0,5 zł',
		'„słowo”',
		'Prawda',
		'Fałsz',
		'żółw ',
		'a ',
		' - '
	],
	...[
		'> [!NOTE] Tytuł\n',
		'> [!EXERCISE]\n',
		'> > [!SOLUTION]\n',
		'> [!STEPS]\n> 1. a\n',
		'> [!TIMELINE]\n> - **1900**: ',
		'> [!COMPARE]\n> - **a**\n'
	],
	...[
		'> [!BARS] Tytuł\n> | a | b |\n> | - | - |\n> | c | 5 |\n> | d | -2,5 |\n',
		'> [!LINE] T\n',
		'> | 2026 | 7 |\n',
		'>   - ',
		'>\n'
	],
	...[
		'[@a]',
		'[@',
		'[^a]',
		'[^',
		'\n[^a]: ',
		'\n[^b]: ',
		']',
		'film.mp4',
		'karta.pdf',
		'rozmowa.mp3',
		'lekcja:a',
		' "x | y")'
	],
	...[
		'[a]: javascript:1 "x"\n',
		'<javascript:alert(1)>',
		'www.example.org',
		'\u0000',
		'\ufffc',
		'\ue000',
		'\u202e',
		'😀',
		'---\n',
		'===\n'
	]
];
const text = fc.string({
	unit: fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...bits) }, fc.string({ maxLength: 3 })),
	maxLength: 60
});
test('whatever an author writes, only our own HTML comes out, and quickly', () => {
	fc.assert(
		fc.property(text, (source) => {
			const started = performance.now();
			const { html } = renderMarkdown(source, page);
			expect(findForeign(html)).toEqual([]);
			expect(cleanHtml(html)).toBe(html);
			expect(performance.now() - started).toBeLessThan(10_000);
		}),
		{ numRuns: 3000 }
	);
});

test('whatever stands in a quiz, it is read or its mistakes are told, and its HTML is ours', () => {
	const file = fc.tuple(fc.constantFrom('---\ntitle: Q\nkind: practice\npassingPercent: 50\n---\n', ''), text, text);
	fc.assert(
		fc.property(file, ([front, first, second]) => {
			const source = `${front}## Pytanie {#a}\n\n${first}\n\n- [x] Tak\n- [ ] ${second}\n\n> Bo tak.\n`;
			const { quiz, problems } = parseQuiz(source, 'lekcja', findFile);
			expect(quiz !== null || problems.length > 0).toBe(true);
			for (const problem of problems) {
				expect(problem.line).toBeGreaterThan(0);
				expect(problem.line).toBeLessThanOrEqual(source.split(/\r\n?|\n/).length);
			}
			for (const { content } of quiz?.questions ?? []) {
				const html = [content.titleHtml, content.bodyHtml, content.explanationHtml];
				if ('choices' in content)
					html.push(...content.choices.flatMap((choice) => [choice.html, choice.feedbackHtml ?? '']));
				expect(findForeign(html.join('\n'))).toEqual([]);
			}
		}),
		{ numRuns: 2000 }
	);
});

test('the front matter of a quiz may hold anything', () => {
	const yaml = fc.string({
		unit: fc.constantFrom(
			...[
				'title',
				'kind',
				': ',
				'practice',
				'\n',
				'  ',
				'- ',
				'[',
				']',
				'{',
				'}',
				'&a ',
				'*a',
				'!!x ',
				'"',
				"'",
				'|',
				'>',
				'5',
				'#',
				'?',
				'<<',
				'---',
				'\t'
			]
		),
		maxLength: 40
	});
	fc.assert(
		fc.property(yaml, (front) => {
			const { quiz, problems } = parseQuiz(`---\n${front}\n---\n`, 'lekcja');
			expect(quiz).toBeNull();
			expect(problems.length).toBeGreaterThan(0);
		}),
		{ numRuns: 2000 }
	);
});
