import fc from 'fast-check';
import sanitizeHtml from 'sanitize-html';
import { expect, test, vi } from 'vitest';
import { sampleContext } from '../../../../tests/support/markdown.ts';
import type { CompanionFile } from './markdown-tokens.ts';
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
const kinds = { 'kola.svg': 'picture', 'karta.pdf': 'attachment', 'film.mp4': 'film', 'rozmowa.mp3': 'sound' } as const;
const addressOf = (name: string) => `/kursy/a/pliki/b/c/${name}?v=0123456789`;
const findFile = (name: string): CompanionFile | undefined =>
	name in kinds
		? {
				...{ kind: kinds[name as keyof typeof kinds], name, src: addressOf(name), width: 3, height: 1, bytes: 10 },
				...{ captions: addressOf('film.vtt'), transcript: '<p>Zapis</p>' }
			}
		: undefined;
const page = sampleContext({ findFile, sources: ['a'], lessons: new Map([['a', '/kursy/a/b/a']]) });

const tags =
	'h2 h3 h4 h5 h6 p ul ol li blockquote aside figure figcaption img div table thead tbody tr th td a strong em del code pre br hr ' +
	'details summary sup span video audio track svg title desc rect line circle text';
const attributes =
	'id href rel src alt width height loading decoding start tabindex role aria-label scope class title download lang ' +
	'controls preload kind srclang label default';
const places = 'x y x1 y1 x2 y2 dx dy cx cy r rx';
const ids = /^(?:h-[a-z0-9-]+|przypisy|przypis-\d+|odsylacz-\d+(?:-\d+)?)$/;

/** Reads HTML as a browser would and names whatever does not belong in a lesson. */
function findForeign(html: string): string[] {
	const foreign: string[] = [];
	sanitizeHtml(html, {
		allowedTags: false,
		allowedAttributes: false,
		allowVulnerableTags: true,
		onOpenTag(tag, attribs) {
			if (!tags.split(' ').includes(tag)) foreign.push(`<${tag}>`);
			for (const [name, value] of Object.entries(attribs)) {
				if (places.split(' ').includes(name) && /^-?[\d.]+(?:%|rem)?$/.test(value)) continue;
				if (!attributes.split(' ').includes(name)) foreign.push(name);
				if (name === 'href' && !/^(?:https?:\/\/|mailto:|#[\w-]+$|\/(?![/\\]))/.test(value))
					foreign.push(`href=${value}`);
				if (name === 'src' && ![...Object.keys(kinds), 'film.vtt'].some((file) => value === addressOf(file)))
					foreign.push(`src=${value}`);
				if (name === 'id' && !ids.test(value)) foreign.push(`id=${value}`);
			}
		}
	});
	return foreign;
}

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
