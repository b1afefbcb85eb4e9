/** An element of XML or HTML; names without prefixes, children in the order of the text. */
export interface Markup {
	name: string;
	attributes: Record<string, string>;
	children: MarkupNode[];
	/** Of the file, from 1. */
	line: number;
}

export type MarkupNode = Markup | string;

export const isElement = (node: MarkupNode): node is Markup => typeof node !== 'string';

export const elementsOf = (parent: Markup): Markup[] => parent.children.filter(isElement);

export const childrenNamed = (parent: Markup, name: string): Markup[] =>
	elementsOf(parent).filter((child) => child.name === name);

export const childNamed = (parent: Markup, name: string): Markup | undefined =>
	elementsOf(parent).find((child) => child.name === name);

/** All words inside, as they stand. */
export const textOf = (node: MarkupNode): string => (isElement(node) ? node.children.map(textOf).join('') : node);

/** The words of a child, trimmed; '' when there is none. */
export function textOfChild(parent: Markup, name: string): string {
	const child = childNamed(parent, name);
	return child ? textOf(child).trim() : '';
}

/** Every element below, parents before children, in the order of the text. */
export function* descendants(parent: Markup): Generator<Markup> {
	for (const child of elementsOf(parent)) {
		yield child;
		yield* descendants(child);
	}
}

export function findDescendant(parent: Markup, isWanted: (element: Markup) => boolean): Markup | undefined {
	for (const element of descendants(parent)) if (isWanted(element)) return element;
	return undefined;
}
