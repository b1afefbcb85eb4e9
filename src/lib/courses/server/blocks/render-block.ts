import type { Parser, Tokens } from 'marked';
import { renderCallout, renderSolution } from './callout.ts';
import { renderChart } from './chart.ts';
import { renderCompare, renderSteps, renderTimeline } from './lists.ts';
import type { BlockKind } from './words.ts';

/** How each kind of quote becomes HTML; all kinds without a way of their own are callouts. */
const RENDERERS: Partial<Record<BlockKind, (quote: Tokens.Blockquote, parser: Parser) => string>> = {
	SOLUTION: renderSolution,
	STEPS: renderSteps,
	TIMELINE: renderTimeline,
	COMPARE: renderCompare,
	BARS: renderChart,
	LINE: renderChart
};

export const renderBlock = (kind: BlockKind, quote: Tokens.Blockquote, parser: Parser) =>
	(RENDERERS[kind] ?? renderCallout)(quote, parser);
