import { isElement, type Markup, type MarkupNode } from './markup.ts';

const OUT_OF_TEXT = new Set([
	'rubricBlock',
	'feedbackBlock',
	'feedbackInline',
	'templateBlock',
	'templateInline',
	'stylesheet'
]);
const isOutside = ({ name }: Markup) => OUT_OF_TEXT.has(name) || name.endsWith('Interaction');

/** The text of the question: without interactions, feedback and rubrics. */
export const withoutKey = (nodes: MarkupNode[]): MarkupNode[] =>
	nodes.flatMap((node): MarkupNode[] => {
		if (!isElement(node)) return [node];
		return isOutside(node) ? [] : [{ ...node, children: withoutKey(node.children) }];
	});
