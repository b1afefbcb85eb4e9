import type { MarkdownContext } from '#lib/courses/server/markdown-context.ts';

/** A page without sources, lessons and files, unless said otherwise. */
export function sampleContext(changes: Partial<MarkdownContext> = {}): MarkdownContext {
	return {
		firstLine: 1,
		kind: 'page',
		language: 'pl',
		sources: [],
		lessons: new Map(),
		findFile: () => undefined,
		...changes
	};
}
