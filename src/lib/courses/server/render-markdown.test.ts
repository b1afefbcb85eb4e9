import { describe, expect, test } from 'vitest';
import { sampleContext } from '../../../../tests/support/markdown.ts';
import { renderMarkdown } from './render-markdown.ts';

const picture = {
	...{ kind: 'picture' as const, name: 'kola.svg', src: '/kursy/kurs/pliki/modul/lekcja/kola.svg?v=0123456789' },
	...{ width: 300, height: 120, bytes: 900 }
};

function render(source: string) {
	return renderMarkdown(source, sampleContext({ findFile: (name) => (name === 'kola.svg' ? picture : undefined) }));
}
const html = (source: string) => render(source).html.replaceAll('\u00a0', '~');
const messages = (source: string) => render(source).problems.map(({ line, message }) => `${line}: ${message}`);

describe('what an author writes', () => {
	test('headings get ids without diacritics, each a different one', () => {
		const read = render('## Łódź & "żółw"\n\n## Łódź, żółw\n\n### Niżej\n\n## 2026');
		expect(read.headingIds).toEqual(['h-lodz-zolw', 'h-lodz-zolw-2', 'h-nizej', 'h-2026']);
		expect(read.headings.map((heading) => heading.text)).toEqual(['Łódź & „żółw”', 'Łódź, żółw', '2026']);
		expect(read.html).toContain('<h2 id="h-lodz-zolw">Łódź &amp; „żółw”</h2>');
	});

	test('a heading that looks like a second one gets an id of its own', () => {
		expect(render('## A\n\n## A\n\n## A 2').headingIds).toEqual(['h-a', 'h-a-2', 'h-a-2-2']);
	});

	test('a picture alone in its paragraph is a figure with its size and caption', () => {
		expect(html('![Koła "razem"](kola.svg "Podpis")')).toBe(
			'<figure><img src="/kursy/kurs/pliki/modul/lekcja/kola.svg?v=0123456789" alt="Koła „razem”" width="300" height="120"' +
				' loading="lazy" decoding="async" /><figcaption>Podpis</figcaption></figure>'
		);
	});

	test('a callout becomes an aside with a Polish title', () => {
		expect(html('> [!LAW]\n> Stan na **dziś**.\n>\n> - punkt')).toBe(
			'<aside class="callout callout-law" role="note"><p class="callout-title">Stan prawny</p>\n<p>Stan na <strong>dziś</strong>.</p>\n<ul>\n<li>punkt</li>\n</ul>\n</aside>'
		);
		expect(html('> [!NOTE] **Mój** tytuł\n> Tekst.')).toBe(
			'<aside class="callout callout-note" role="note"><p class="callout-title"><span class="callout-kind">Zapamiętaj</span> <strong>Mój</strong> tytuł</p>\n<p>Tekst.</p>\n</aside>'
		);
		expect(html('> Zwykły cytat')).toBe('<blockquote>\n<p>Zwykły cytat</p>\n</blockquote>');
	});

	test('a table can be scrolled by keyboard, and two of the same name can be told apart', () => {
		const table = '| a | b |\n| --- | ---: |\n| 1 | 2 |\n';
		const both = html(`${table}\n${table}`);
		expect(both).toContain('<div class="table-box" tabindex="0" role="region" aria-label="Tabela: a, b"><table>');
		expect(both).toContain('aria-label="Tabela: a, b (2)"');
		expect(both).toContain('<th scope="col">a</th><th scope="col" class="align-right">b</th>');
		expect(both).toContain('<td class="align-right">2</td>');
	});

	test('links lead out without telling from where, and inside as they are', () => {
		expect(html('[Sejm](https://sejm.gov.pl)')).toBe('<p><a href="https://sejm.gov.pl/" rel="noreferrer">Sejm</a></p>');
		expect(html('[lekcja](/kursy/a/b/c)')).toBe('<p><a href="/kursy/a/b/c">lekcja</a></p>');
		expect(html('[list](mailto:anna@example.org)')).toContain('href="mailto:anna@example.org"');
		expect(html('[wyżej](#h-wyzej)')).toContain('href="#h-wyzej"');
	});

	test('code and addresses keep their signs', () => {
		expect(html('`"a" - b...` i <https://example.org/a-1-2>')).toContain('<code>"a" - b...</code> i~<a');
		expect(html('```\n"a" - b\n```')).toBe('<pre tabindex="0"><code>"a" - b</code></pre>');
	});

	test('a task list shows its boxes as signs', () => {
		expect(html('- [x] zrobione\n- [ ] nie')).toBe('<ul>\n<li>☑ zrobione</li>\n<li>☐ nie</li>\n</ul>');
	});
});

describe('what must not get through', () => {
	test.each([
		['<script>alert(1)</script>', '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>'],
		['a <img src=x onerror=alert(1)> b', '<p>a~&lt;img src=x onerror=alert(1)&gt; b</p>'],
		['[a](javascript:alert(1))', '<p>a</p>'],
		['[a](JaVaScRiPt:alert(1))', '<p>a</p>'],
		['[a](data:text/html,x)', '<p>a</p>'],
		['[a](//example.org)', '<p>a</p>'],
		['[a](/\\example.org)', '<p>a</p>'],
		['[a](https://user:pass@example.org)', '<p>a</p>'],
		['[a](#x"onclick=1)', '<p>a</p>'],
		['![opis](https://example.org/x.png)', '<figure>opis</figure>'],
		['![opis](../kola.svg)', '<figure>opis</figure>'],
		['&lt;b&gt;', '<p>&amp;lt;b&amp;gt;</p>']
	])('%s', (source, expected) => {
		const read = render(source);
		expect(read.html.replaceAll('\u00a0', '~')).toBe(expected);
		expect(read.problems).not.toEqual([]);
	});

	test.each([
		['a long text', 'a'.repeat(300_000)],
		['deep quotes', `${'>'.repeat(50_000)} a`],
		['deep quotes with spaces', '> '.repeat(1000)],
		['deep lists in a line', '- '.repeat(1000)],
		['deep lists', Array.from({ length: 300 }, (_, i) => `${' '.repeat(2 * i)}- a`).join('\n')],
		['brackets', '['.repeat(50_000)],
		['stars', '*a '.repeat(60_000)],
		['a long paragraph', 'słowo '.repeat(10_000)]
	])('%s are refused before they stall the parser', (_, source) => {
		const started = performance.now();
		expect(render(source)).toMatchObject({ html: '', problems: [{ severity: 'error' }] });
		expect(performance.now() - started).toBeLessThan(4000);
	});
});

test('mistakes in nested places have their own line', () => {
	const source =
		'## Tytuł\n\n> [!NOTE]\n> Pierwszy wiersz.\n>\n> - punkt [tutaj](https://example.org)\n\n| a | b |\n| - | - |\n| c | <i> |\n';
	expect(messages(source)).toEqual([
		'6: link „tutaj” nie mówi, dokąd prowadzi; nazwij stronę, na którą wiedzie',
		'10: HTML „<i>” nie działa, usuń go; pogrubienie to **słowo**, kursywa *słowo*, a nowy wiersz „\\” na końcu wiersza'
	]);
});
