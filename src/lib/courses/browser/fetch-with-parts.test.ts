import { expect, test } from 'vitest';
import { partsOf } from './fetch-with-parts.ts';

const base = new URL('https://kursy.example.org/kursy/maly-kurs/pomysl/lekcja');

test('a page needs its styles, scripts, fonts, pictures and attachments, not the pages it leads to', () => {
	const html = `
		<link rel="canonical" href="https://kursy.example.org/kursy/maly-kurs">
		<link rel="preload" href="/f.woff2" as="font"/><link href="../../../_app/a.css" rel="stylesheet">
		<script type="module" src="/s.js" nonce="x"></script>
		<img alt="" src="/kursy/maly-kurs/pliki/a.svg?v=1&amp;w=2" loading="lazy"><img src="data:image/png;base64,AA">
		<a href="/kursy/maly-kurs/pliki/karta.pdf?v=3">Karta</a> <a href="/kursy/maly-kurs">Kurs</a>
		<a href="/kursy/maly-kurs/pliki/film.mp4?v=3">Film</a> <img src="https://zly.example/x.png">`;
	expect(partsOf(html, 'text/html', base)).toEqual([
		'/f.woff2',
		'/_app/a.css',
		'/s.js',
		'/kursy/maly-kurs/pliki/a.svg?v=1&w=2',
		'/kursy/maly-kurs/pliki/karta.pdf?v=3'
	]);
});

test('a style sheet needs its fonts, a script the pieces it loads later', () => {
	const sheet = new URL('/_app/assets/a.css', base);
	expect(
		partsOf(
			`a{src:url(./b.woff2)}b{background:url("data:image/svg+xml,<path mask=url(%23m) fill=url(#n)>")}`,
			'text/css',
			sheet
		)
	).toEqual(['/_app/assets/b.woff2']);
	const script = new URL('/_app/workers/e.js', base);
	expect(partsOf('const a=()=>import(`./chunks/x-1.js`);import{t}from"../y.js";', 'text/javascript', script)).toEqual([
		'/_app/workers/chunks/x-1.js',
		'/_app/y.js'
	]);
});
