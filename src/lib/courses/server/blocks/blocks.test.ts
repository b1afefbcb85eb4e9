import { describe, expect, test } from 'vitest';
import { sampleContext } from '../../../../../tests/support/markdown.ts';
import type { MarkdownContext } from '../markdown-context.ts';
import type { CompanionFile } from '../markdown-tokens.ts';
import { renderMarkdown } from '../render-markdown.ts';

const file = (kind: CompanionFile['kind'], name: string, more: Partial<CompanionFile> = {}): CompanionFile => ({
	...{ kind, name, src: `/kursy/k/pliki/m/l/${name}?v=0a`, width: null, height: null, bytes: 1_234_567, ...more }
});
const files: Record<string, CompanionFile> = {
	'kola.svg': file('picture', 'kola.svg', { width: 3, height: 2 }),
	'schemat.svg': file('picture', 'schemat.svg', { width: 640, height: 300 }),
	'zdjecie.jpg': file('picture', 'zdjecie.jpg', { width: 640, height: 300 }),
	'karta.pdf': file('attachment', 'karta.pdf'),
	'film.mp4': file('film', 'film.mp4', {
		width: 1280,
		height: 720,
		captions: '/kursy/k/pliki/m/l/film.vtt?v=0b',
		transcript: '<p>Dzień dobry.</p>',
		language: 'pl'
	}),
	'niemy.mp4': file('film', 'niemy.mp4'),
	'rozmowa.mp3': file('sound', 'rozmowa.mp3', { transcript: '<p>Rozmowa.</p>' })
};
const context = (changes: Partial<MarkdownContext> = {}) =>
	sampleContext({
		sources: ['ustawa', 'su-krs'],
		lessons: new Map([['walne', '/kursy/k/m/walne']]),
		findFile: (name) => files[name],
		...changes
	});
const render = (source: string, changes?: Partial<MarkdownContext>) => renderMarkdown(source, context(changes));
const html = (source: string, changes?: Partial<MarkdownContext>) =>
	render(source, changes).html.replaceAll('\u00a0', '~');
const messages = (source: string, changes?: Partial<MarkdownContext>) =>
	render(source, changes).problems.map(({ line, message }) => `${line}: ${message}`);
const quote = (text: string) => text.replaceAll(/^/gm, '> ').replaceAll(/^> $/gm, '>');

describe('callouts', () => {
	test('say their kind in words, with or without a title, in the language of the text', () => {
		expect(html('> [!WARNING] Najczęstszy *błąd*\n> Tekst.')).toBe(
			'<aside class="callout callout-warning" role="note"><p class="callout-title"><span class="callout-kind">Uwaga</span> Najczęstszy <em>błąd</em></p>\n<p>Tekst.</p>\n</aside>'
		);
		const labels = (['pl', 'en', 'uk'] as const).map(
			(language) => /title">(.*?)</.exec(html('> [!NOTE]\n> x', { language }))?.[1]
		);
		expect(labels).toEqual(['Zapamiętaj', 'Remember', 'Запам’ятай']);
	});

	test('a title that says the kind itself stands alone', () => {
		expect(html('> [!EXAMPLE] Przykład wymyślony\n> x')).toContain('<p class="callout-title">Przykład wymyślony</p>');
		expect(html('> [!NOTE] Запам’ятай\n> Текст.', { language: 'uk' })).toContain(
			'<p class="callout-title">Запам’ятай</p>'
		);
	});

	test('a solution is folded inside its exercise', () => {
		expect(html('> [!EXERCISE] Policz\n> Ile to jest?\n>\n> > [!SOLUTION]\n> > 340 zł.')).toContain(
			'<p>Ile to jest?</p>\n<details class="solution"><summary>Pokaż rozwiązanie</summary>\n<p>340~zł.</p>\n</details>\n</aside>'
		);
	});

	test.each([
		[
			'> [!NOTE] Sam tytuł',
			'1: ramka „[!NOTE]” bez treści; w wierszu znacznika stoi tytuł, a treść zacznij w następnym wierszu po „> ”'
		],
		[
			'> Tekst\n>\n> > [!SOLUTION]\n> > x',
			'3: rozwiązanie stoi poza ćwiczeniem; włóż je do ramki [!EXERCISE] jako cytat w cytacie: „> > [!SOLUTION]”'
		],
		['> [!STEP]\n> 1. a', '1: nieznana ramka „[!STEP]”, czy chodziło o „[!STEPS]”?'],
		[
			'a\n\n[!NOTE] Bez cytatu',
			'3: znacznik „[!NOTE]” niczego nie otwiera; ma stać sam na początku cytatu: „> [!NOTE]”'
		],
		['> tekst\n> [!NOTE] tu', '2: znacznik „[!NOTE]” niczego nie otwiera; ma stać sam na początku cytatu: „> [!NOTE]”']
	])('%j', (source, message) => expect(messages(source)).toEqual([message]));
});

describe('lists', () => {
	test('steps keep their numbers and what stands around them', () => {
		expect(
			html('> [!STEPS] Jak zacząć\n> Wstęp.\n>\n> 1. **Zbierz.** Dziesięć osób.\n> 2. Wybierz.\n>\n> Koniec.')
		).toBe(
			'<div class="block steps-block"><p class="block-title">Jak zacząć</p>\n<p>Wstęp.</p>\n<ol class="steps">\n<li><strong>Zbierz.</strong> Dziesięć osób.</li>\n<li>Wybierz.</li>\n</ol>\n<p>Koniec.</p>\n</div>'
		);
	});

	test('a timeline sets dates apart, without their colon', () => {
		expect(html('> [!TIMELINE]\n> - **1900**: pierwszy [@su-krs]\n> - **1946** - *wracają*')).toBe(
			'<div class="block timeline-block"><ol class="timeline">\n<li><p class="timeline-date">1900</p>\n<div>pierwszy<sup class="citation"><a href="#zrodlo-su-krs" aria-label="Źródło 2">[2]</a></sup></div></li>\n' +
				'<li><p class="timeline-date">1946</p>\n<div><em>wracają</em></div></li>\n</ol>\n</div>'
		);
	});

	test('a comparison makes a card of each item', () => {
		expect(html('> [!COMPARE]\n> - **Spółdzielnia**\n>   - jeden głos\n> - **Spółka**\n>   - udziały')).toBe(
			'<div class="block compare-block"><ul class="compare">\n<li><p class="compare-name">Spółdzielnia</p>\n<div><ul>\n<li>jeden głos</li>\n</ul>\n</div></li>\n' +
				'<li><p class="compare-name">Spółka</p>\n<div><ul>\n<li>udziały</li>\n</ul>\n</div></li>\n</ul>\n</div>'
		);
	});

	test.each([
		[
			'[!STEPS]\n- a\n- b',
			'2: ramka „[!STEPS]” potrzebuje listy; wpisz listę numerowaną, na przykład „> 1. **Zbierzcie chętnych.** …”'
		],
		['[!TIMELINE]\nTekst', '1: ramka „[!TIMELINE]” potrzebuje listy; wpisz listę, na przykład „> - **1900**: …”'],
		[
			'[!STEPS]\n1. a\n2. b\n\nTekst\n\n1. c\n2. d',
			'7: druga lista w ramce „[!STEPS]”; połącz obie albo zacznij nową ramkę'
		],
		['[!STEPS]\n1. a', '2: w ramce „[!STEPS]” jest tylko jeden punkt; dopisz następne albo użyj zwykłego akapitu'],
		[
			'[!TIMELINE]\n- **1900**: a\n- 1946: b',
			'3: wydarzenie bez daty; zacznij punkt od pogrubionej daty: „- **1900**: …”'
		],
		[
			'[!COMPARE]\n- **A**\n  - x\n- B\n  - y',
			'4: karta bez nazwy; zacznij punkt od pogrubionej nazwy: „- **Spółdzielnia**”'
		],
		[
			'[!COMPARE]\n- **A**\n  - x\n- **B**: bez listy',
			'4: karta bez listy; pod nazwą wpisz wcięte punkty: „  - jeden członek, jeden głos”'
		],
		[
			`[!COMPARE]\n${['A', 'B', 'C', 'D', 'E'].map((name) => `- **${name}**\n  - x`).join('\n')}`,
			'10: porównanie ma 5 kart, a mieszczą się 4; zostaw najważniejsze albo użyj tabeli'
		]
	])('%j', (source, message) => expect(messages(quote(source))).toEqual([message]));

	test('a block put together wrongly still shows all its words', () => {
		expect(html('> [!TIMELINE] Daty\n> - bez daty')).toContain(
			'<p class="callout-title">Daty</p>\n<ul>\n<li>bez daty</li>'
		);
	});
});

describe('footnotes and citations', () => {
	test('notes are numbered by the first reference and lead back to each', () => {
		const read = html(
			'Raz[^b], dwa [^a] i znów[^b].\n\n[^a]: Pierwsza w pliku.\n[^b]: Druga\n  w dwóch wierszach. [@ustawa]\n'
		);
		expect(read).toBe(
			'<p>Raz<sup class="footnote"><a role="doc-noteref" id="odsylacz-1" href="#przypis-1" aria-label="Przypis 1">1</a></sup>, dwa<sup class="footnote"><a role="doc-noteref" id="odsylacz-2" href="#przypis-2" aria-label="Przypis 2">2</a></sup>' +
				' i~znów<sup class="footnote"><a role="doc-noteref" id="odsylacz-1-2" href="#przypis-1" aria-label="Przypis 1">1</a></sup>.</p>\n' +
				'<div class="footnotes"><h2 id="przypisy">Przypisy</h2>\n<ol>\n<li id="przypis-1">Druga\nw~dwóch wierszach.<sup class="citation"><a href="#zrodlo-ustawa" aria-label="Źródło 1">[1]</a></sup>' +
				' <a role="doc-backlink" href="#odsylacz-1" aria-label="Wróć do tekstu, przypis 1 (1)">↩1</a> <a role="doc-backlink" href="#odsylacz-1-2" aria-label="Wróć do tekstu, przypis 1 (2)">↩2</a></li>\n' +
				'<li id="przypis-2">Pierwsza w~pliku. <a role="doc-backlink" href="#odsylacz-2" aria-label="Wróć do tekstu, przypis 2">↩</a></li>\n</ol></div>'
		);
	});

	test('a note may refer to another and stand inside a callout', () => {
		expect(render('> [!NOTE]\n> Tekst[^a].\n>\n> [^a]: Zob. [^b].\n\n[^b]: Drugi.').problems).toEqual([]);
	});

	test('citations are numbered by the list of sources, several side by side', () => {
		expect(html('Fakt. [@su-krs] [@ustawa]')).toBe(
			'<p>Fakt.<sup class="citation"><a href="#zrodlo-su-krs" aria-label="Źródło 2">[2]</a></sup><sup class="citation"><a href="#zrodlo-ustawa" aria-label="Źródło 1">[1]</a></sup></p>'
		);
		expect(render('## Tytuł [@ustawa]').headingIds).toEqual(['h-tytul']);
	});

	test.each([
		['a [@ustwa]', '1: nie ma źródła „ustwa”; czy chodziło o „[@ustawa]”?'],
		[
			'a [@cos-innego]',
			'1: nie ma źródła „cos-innego”; dopisz je do „sources” w nagłówku lekcji i kursu albo popraw id'
		],
		['a [b [@ustawa]](https://example.org)', '1: „[@ustawa]” stoi w tekście linku; przenieś za link'],
		['a[^x]', '1: nie ma przypisu „[^x]”; dopisz w osobnym wierszu: [^x]: Treść przypisu.'],
		[
			'a[^uwga]\n\n[^uwaga]: b',
			'3: do przypisu „[^uwaga]” nic nie prowadzi; wpisz [^uwaga] w zdaniu, do którego należy, albo usuń przypis',
			'1: nie ma przypisu „[^uwga]”; czy chodziło o „[^uwaga]”?'
		],
		['a[^x]\n\n[^x]: b\n[^x]: c', '4: przypis „[^x]” jest już w wierszu 3; nadaj mu inną nazwę'],
		['a[^x]\n\n[^x]:', '3: przypis „[^x]” jest pusty; wpisz jego treść po dwukropku']
	])('%j', (source, ...expected) => expect(messages(source)).toEqual(expected));

	test('references are bounded', () => {
		expect(messages(`a\n\n${'a[^x] '.repeat(301)}\n\n[^x]: b`)).toEqual([
			'3: ponad 300 odsyłaczy do przypisów; podziel lekcję albo połącz przypisy'
		]);
	});

	test('questions and transcripts have neither', () => {
		const told = (what: string) =>
			`1: ${what} nie ma listy źródeł ani przypisów; przenieś to do tekstu lekcji albo napisz wprost`;
		expect(messages('a [@ustawa]', { kind: 'quiz' })).toEqual([told('quiz')]);
		expect(messages('a[^x]', { kind: 'transcript' })).toEqual([told('zapis nagrania')]);
		expect(messages('## Część', { kind: 'transcript' })).toEqual([
			'1: zapis nagrania nie ma nagłówków; nazwy części i osób zapisz pogrubieniem'
		]);
	});

	test('no words are lost where a mark leads nowhere', () => {
		expect(html('a[^x] b [@y]\n\n[^z]: Bez odsyłacza.')).toContain('<p>a[^x] b[@y]</p>');
		expect(html('a\n\n[^z]: Bez odsyłacza.')).toContain('<li id="przypis-1">Bez odsyłacza.</li>');
	});
});

describe('files beside a text', () => {
	test('a wide drawing keeps its size in a box of its own, a photograph does not', () => {
		expect(html('![Schemat](schemat.svg "Podpis")')).toMatch(
			/^<figure><div class="drawing-box" tabindex="0" role="group" aria-label="Rysunek"><img [^>]+><\/div><figcaption>Podpis<\/figcaption><\/figure>$/
		);
		expect(html('![Schemat](schemat.svg)', { language: 'uk' })).toContain('aria-label="Рисунок"');
		expect(html('![Zdjęcie](zdjecie.jpg)')).toMatch(/^<figure><img /);
	});

	test('a figure has a caption and a credit, with links of their own', () => {
		expect(html('![Koła](kola.svg "Wiele kół [@ustawa] | rys. *Anna*, CC BY-SA 4.0")')).toBe(
			'<figure><img src="/kursy/k/pliki/m/l/kola.svg?v=0a" alt="Koła" width="3" height="2" loading="lazy" decoding="async" />' +
				'<figcaption>Wiele kół<sup class="citation"><a href="#zrodlo-ustawa" aria-label="Źródło 1">[1]</a></sup> <span class="credit">rys. <em>Anna</em>, CC BY-SA 4.0</span></figcaption></figure>'
		);
	});

	test('an attachment says what it is and how large, in the language of the text', () => {
		expect(html('[Karta](karta.pdf)')).toBe(
			'<p><a class="attachment" href="/kursy/k/pliki/m/l/karta.pdf?v=0a" download="karta.pdf">Karta<span class="file-facts"> (plik PDF, 1,2~MB)</span></a></p>'
		);
		expect(html('[Sheet](karta.pdf)', { language: 'en' })).toContain('(PDF file, 1.2~MB)');
	});

	test('a film waits to be played, keeps its place, and can be read', () => {
		expect(html('![Ola otwiera zebranie](film.mp4 "Walne")')).toBe(
			'<figure class="media"><video controls preload="none" src="/kursy/k/pliki/m/l/film.mp4?v=0a" aria-label="Ola otwiera zebranie" width="1280" height="720">' +
				'<track kind="captions" src="/kursy/k/pliki/m/l/film.vtt?v=0b" srclang="pl" label="Napisy po polsku" default></track></video><figcaption>Walne</figcaption></figure>\n' +
				'<details class="transcript"><summary>Przeczytaj zapis</summary>\n<div lang="pl"><p>Dzień dobry.</p></div></details>'
		);
		expect(html('![Rozmowa](rozmowa.mp3)')).toContain(
			'<audio controls preload="none" src="/kursy/k/pliki/m/l/rozmowa.mp3?v=0a" aria-label="Rozmowa"></audio>'
		);
	});

	test('a lesson of the course is linked by its slug', () => {
		const read = render('[Walne](lekcja:walne#h-porzadek) i [inna](lekcja:wolne)');
		expect(read.html).toContain('<a href="/kursy/k/m/walne#h-porzadek">Walne</a>');
		expect(read.links.map(({ href }) => href)).toEqual(['/kursy/k/m/walne#h-porzadek', 'lekcja:wolne']);
	});

	test.each([
		[
			'[Karta](nie-ma.pdf)',
			'1: nie ma pliku „nie-ma.pdf”; połóż go obok tekstu i podaj samą jego nazwę (pdf, docx, xlsx, odt, ods, csv, txt)'
		],
		['[Film](film.mp4)', '1: nagranie wstawia się jak obrazek, z wykrzyknikiem: ![opis](film.mp4)'],
		[
			'![Karta](karta.pdf)',
			'1: „karta.pdf” nie jest obrazkiem ani nagraniem; do pliku prowadzi link bez wykrzyknika: [nazwa](karta.pdf)'
		],
		['![Film](nie-ma.mp4)', '1: nie ma nagrania „nie-ma.mp4”; połóż je obok tekstu i podaj samą jego nazwę'],
		['Zdanie ![Film](film.mp4) dalej', '1: nagranie stoi w środku zdania; oddziel je pustymi wierszami'],
		[
			'![Film](niemy.mp4)',
			'1: film bez napisów; połóż obok plik niemy.vtt w formacie WebVTT',
			'1: nagranie bez zapisu; połóż obok plik niemy.md z tym, co słychać i widać'
		]
	])('%j', (source, ...expected) => expect(messages(source)).toEqual(expected));

	test('questions hold pictures only', () => {
		const none = { kind: 'quiz' as const, findFile: () => undefined };
		expect(messages('![Film](film.mp4)', none)).toEqual([
			'1: w pytaniu może stać tylko obrazek; nagranie „film.mp4” przenieś do lekcji'
		]);
		expect(messages('[Karta](karta.pdf)', none)).toEqual([
			'1: do pliku „karta.pdf” może prowadzić tylko link w lekcji; przenieś go tam'
		]);
	});
});
