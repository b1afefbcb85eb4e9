import { basename } from 'node:path';
import type { Token } from 'marked';
import type { CourseProblem } from './course-index.ts';
import { escapeHtml } from './escape-html.ts';
import type { MarkdownContext } from './markdown-context.ts';
import { lineOf } from './markdown-tokens.ts';
import { readMarkdown, toHtml } from './render-markdown.ts';

const show = ({ path, line, message, severity }: CourseProblem) =>
	`<p class="notice ${severity}"><strong>${basename(path)}, wiersz ${line}:</strong> ${escapeHtml(message)}</p>`;

/** A text as HTML with each mistake just before the paragraph, list or table it is in, for the author who looks at it. */
export function renderWithMistakes(source: string, context: MarkdownContext, mistakes: CourseProblem[]): string {
	const tokens = readMarkdown(source, context).tokens.filter((token) => token.type !== 'space');
	const left = mistakes.filter(({ line }) => line >= context.firstLine).sort((a, b) => a.line - b.line);
	const html: string[] = [];
	let together: Token[] = [];
	const flush = () => {
		if (together.length > 0) html.push(toHtml(together));
		together = [];
	};
	for (const [i, token] of tokens.entries()) {
		const next = tokens[i + 1];
		while (left[0] && (!next || left[0].line < lineOf(next))) {
			flush();
			html.push(show(left.shift()!));
		}
		together.push(token);
	}
	flush();
	return [...html, ...left.map(show)].join('\n');
}
