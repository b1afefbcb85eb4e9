import fc from 'fast-check';
import sanitizeHtml from 'sanitize-html';
import { expect, test, vi } from 'vitest';
import { sampleContext } from '../../../../tests/support/markdown.ts';
import type { CompanionFile } from './markdown-tokens.ts';
import { parseQuiz } from './parse-quiz.ts';
import { renderMarkdown } from './render-markdown.ts';

vi.setConfig({ testTimeout: 60_000 });

const bits = [
	...['# ', '## ', '### ', '> ', '> [!NOTE]\n', '- ', '- [x] ', '- [ ] ', '1. ', '\n', '\n\n', '  ', '\t', '| a | b |\n', '| - | - |\n'],
	...['[tekst](', ')', '![opis](', 'kola.svg', ' "podpis")', 'https://example.org', 'javascript:alert(1)', '//example.org'],
	...['data:text/html,<b>', 'mailto:a@b.pl', '#h-a', '<script>', '</script>', '<img src=x onerror=alert(1)>', '<svg onload=1>'],
	...['<a href="javascript:1">', '<!--', '-->', '<![CDATA[', '&lt;', '&#106;', '&quot;', '"', "'", '`', '```\n', '*', '**', '_', '~~'],
	...['\\', '{#id}', '{#a topic=b points=2}', 'Odpowiedź: ', '12,5 ± 0,5 zł', '„słowo”', 'Prawda', 'Fałsz', 'żółw ', 'a ', ' - '],
	...['[a]: javascript:1 "x"\n', '<javascript:alert(1)>', 'www.example.org', '\u0000', '\ufffc', '\ue000', '\u202e', '😀', '---\n', '===\n']
];
const text = fc.string({ unit: fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...bits) }, fc.string({ maxLength: 3 })), maxLength: 60 });
const picture: CompanionFile = {
	...{ kind: 'picture', name: 'kola.svg', src: '/kursy/a/pliki/b/c/kola.svg?v=0123456789', width: 3, height: 1, bytes: 10 }
};
const findFile = (name: string) => (name === 'kola.svg' ? picture : undefined);

const tags = 'h2 h3 h4 h5 h6 p ul ol li blockquote aside figure figcaption img div table thead tbody tr th td a strong em del code pre br hr';
const attributes = 'id href rel src alt width height loading decoding start tabindex role aria-label scope class';

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
				if (!attributes.split(' ').includes(name)) foreign.push(name);
				if (name === 'href' && !/^(?:https?:\/\/|mailto:|#[\w-]+$|\/(?![/\\]))/.test(value)) foreign.push(`href=${value}`);
				if (name === 'src' && value !== '/kursy/a/pliki/b/c/kola.svg?v=0123456789') foreign.push(`src=${value}`);
				if (name === 'id' && !/^h-[a-z0-9-]+$/.test(value)) foreign.push(`id=${value}`);
			}
		}
	});
	return foreign;
}

test('whatever an author writes, only our own HTML comes out, and quickly', () => {
	fc.assert(
		fc.property(text, (source) => {
			const started = performance.now();
			const { html } = renderMarkdown(source, sampleContext({ findFile }));
			expect(findForeign(html)).toEqual([]);
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
				if ('choices' in content) html.push(...content.choices.flatMap((choice) => [choice.html, choice.feedbackHtml ?? '']));
				expect(findForeign(html.join('\n'))).toEqual([]);
			}
		}),
		{ numRuns: 2000 }
	);
});

test('the front matter of a quiz may hold anything', () => {
	const yaml = fc.string({
		unit: fc.constantFrom(...['title', 'kind', ': ', 'practice', '\n', '  ', '- ', '[', ']', '{', '}', '&a ', '*a', '!!x ', '"', "'", '|', '>', '5', '#', '?', '<<', '---', '\t']),
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
