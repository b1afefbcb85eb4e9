import { isElement, type Markup, type MarkupNode } from './markup.ts';

const OUT_OF_TEXT = new Set(['feedbackBlock', 'feedbackInline', 'templateBlock', 'templateInline', 'stylesheet']);

/** Boxes around blocks, which say nothing themselves. */
const SHELLS = new Set(['contentBody', 'rubricBlock', 'stimulusBody']);

/** Rubrics for whoever answers are part of the question; those for whoever marks are not. */
export const isRubricForOthers = ({ name, attributes }: Markup) =>
	name === 'rubricBlock' && !/\bcandidate\b/.test(attributes.view ?? 'candidate');

const isOutside = (element: Markup) =>
	OUT_OF_TEXT.has(element.name) || element.name.endsWith('Interaction') || isRubricForOthers(element);

/** The text of the question: without interactions, feedback and notes for markers. */
export const withoutKey = (nodes: MarkupNode[]): MarkupNode[] =>
	nodes.flatMap((node): MarkupNode[] => {
		if (!isElement(node)) return [node];
		if (isOutside(node)) return [];
		const children = withoutKey(node.children);
		return SHELLS.has(node.name) ? children : [{ ...node, children }];
	});

export const asParagraph = (children: MarkupNode[]): MarkupNode[] =>
	children.length === 0 ? [] : [{ name: 'p', attributes: {}, children, line: 1 }];
