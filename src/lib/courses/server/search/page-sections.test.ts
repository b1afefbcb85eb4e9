import { expect, test } from 'vitest';
import { readSections, SEAM } from './page-sections.ts';

test('a page is split at headings that can be linked to', () => {
	const html =
		'<p>Wstęp <strong>z&nbsp;mocą</strong>.</p>\n<h2 id="h-kasa">Kto <em>liczy</em> kasę</h2><p>Skarbnik.</p><ul><li>raz</li><li>dwa</li></ul><h3 id="h-zeszyt">Zeszyt</h3><table><tr><td>A</td><td>B</td></tr></table>';
	expect(readSections(html)).toEqual([
		{ id: null, heading: '', text: 'Wstęp z\u00a0mocą.' },
		{ id: 'h-kasa', heading: 'Kto liczy kasę', text: 'Skarbnik.\nraz\ndwa' },
		{ id: 'h-zeszyt', heading: 'Zeszyt', text: 'A\nB' }
	]);
});

test('signs are read as people see them', () => {
	expect(readSections('<p>2 &lt; 3 &amp;amp; &quot;tak&quot;, spół\u00addzielnia</p>')[0]!.text).toBe(
		'2 < 3 &amp; "tak", spółdzielnia'
	);
	expect(readSections('<p title="a > b">tekst</p>')[0]!.text).toBe('tekst');
});

test('numbers of citations and drawings are no text', () => {
	const html =
		'<p>W 1900 r.<sup><a href="#zrodlo">1</a></sup> powstał.</p><svg><text>12</text><svg></svg>13</svg><p>Dalej</p>';
	expect(readSections(html)[0]!.text).toBe(`W 1900 r.${SEAM} powstał.\nDalej`);
});

test('broken HTML costs no more than reading it once', () => {
	const started = performance.now();
	for (const piece of ['<', '<p', '<svg>', '<sup><sup>', '&amp', '<p title="', '</h2>', '<h2 id="h-a">']) {
		readSections(piece.repeat(20_000));
	}
	expect(performance.now() - started).toBeLessThan(2_000);
});
