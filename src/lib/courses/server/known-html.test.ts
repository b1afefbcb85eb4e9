import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanHtml, sanitize } from './clean-html.ts';
import { checkCourses } from './load-courses.ts';

/** Pieces that fit the allow list, nearly fit it, or do not at all. */
const PIECES = [
	...[
		'tekst',
		' ',
		'\n',
		'&amp;',
		'&lt;b&gt;',
		'&quot;',
		'&nbsp;',
		'&#39;',
		'&',
		'<',
		'>',
		'"',
		"'",
		'\u0000',
		'\ud800',
		'ą',
		'\u00a0'
	],
	...[
		'<p>',
		'</p>',
		'<p class="callout-title">',
		'<p class="callout-title zly">',
		'<p class="">',
		'<P>',
		'<p >',
		'<p/>',
		'<p />'
	],
	...[
		'<strong>',
		'</strong>',
		'<em>',
		'</em>',
		'<code>',
		'</code>',
		'<a href="/kursy/a">',
		'<a href="//zly.pl">',
		'</a>'
	],
	...[
		'<a href="https://example.org/?a=1&amp;b=2" rel="noreferrer">',
		'<a href="javascript:alert(1)">',
		'<a href="/\\zly.pl">'
	],
	...[
		'<a href="#h-a" href="/b">',
		'<a href="https://ą">',
		'<a href="/a\u0001b">',
		'<a id="odsylacz-1" href="#przypis-1">',
		'<a id="x">'
	],
	...[
		'<h2 id="h-a">',
		'<h2 id="tresc">',
		'</h2>',
		'<h3>',
		'</h3>',
		'<ul>',
		'<ol start="3">',
		'<ol start="x">',
		'</ol>',
		'</ul>',
		'<li>',
		'</li>'
	],
	...[
		'<table>',
		'</table>',
		'<thead>',
		'</thead>',
		'<tbody>',
		'</tbody>',
		'<tr>',
		'</tr>',
		'<th scope="col">',
		'</th>',
		'<td>',
		'</td>'
	],
	...[
		'<td class="align-right">',
		'<div class="table-box" tabindex="0" role="region" aria-label="A &quot;b&quot;">',
		'<div>',
		'</div>'
	],
	...[
		'<img src="/kursy/a/pliki/b.svg?v=0a" alt="opis" width="3" loading="lazy" />',
		'<img src="x" alt="opis">',
		'<br>',
		'<br />',
		'<hr />'
	],
	...[
		'<svg role="img" width="20rem">',
		'<svg onload="x">',
		'</svg>',
		'<rect x="1" y="2%" class="series-1">',
		'</rect>',
		'<rect x="1" />'
	],
	...[
		'<title>',
		'</title>',
		'<text x="1">',
		'</text>',
		'<script>',
		'</script>',
		'<style>',
		'<!-- a -->',
		'<![CDATA[',
		'<iframe src="/a">'
	],
	...[
		'<details class="solution">',
		'<summary>',
		'</summary>',
		'</details>',
		'<figure>',
		'<figcaption>',
		'</figcaption>',
		'</figure>'
	],
	...[
		'<textarea>',
		'<video controls src="/kursy/a/pliki/b.mp4?v=0a">',
		'</video>',
		'<sup class="citation">',
		'</sup>',
		'<blockquote>',
		'</blockquote>'
	]
];

test('the quick way gives exactly what the whole allow list would give', () => {
	fc.assert(
		fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 14 }), (pieces) => {
			const html = pieces.join('');
			expect(cleanHtml(html)).toBe(sanitize(html));
		}),
		{ numRuns: 20_000 }
	);
});

/** Closes what is opened, so that most documents are sound and take the quick way. */
test('also when everything is nested as it should be', () => {
	const opening = PIECES.filter((piece) => /^<[a-z]/.test(piece) && !/^<(?:br|hr|img)/.test(piece));
	const leaf = fc.constantFrom(
		'tekst',
		'&amp;',
		'&quot;',
		' ',
		'<br />',
		'<img src="/kursy/a/pliki/b.svg?v=0a" alt="opis" />'
	);
	const { tree } = fc.letrec<{ tree: string; node: string }>((tie) => ({
		tree: fc.array(fc.oneof({ maxDepth: 5 }, leaf, tie('node')), { maxLength: 4 }).map((parts) => parts.join('')),
		node: fc
			.tuple(fc.constantFrom(...opening), tie('tree'))
			.map(([open, inner]) => `${open}${inner}</${/^<([a-z0-9]+)/.exec(open)![1]}>`)
	}));
	fc.assert(
		fc.property(tree, (html) => {
			expect(cleanHtml(html)).toBe(sanitize(html));
		}),
		{ numRuns: 10_000 }
	);
});

test('the shipped courses come out as the whole allow list wants them', () => {
	for (const { course } of checkCourses('courses')) {
		for (const { html } of course?.lessons ?? []) expect(sanitize(html)).toBe(html);
	}
});
