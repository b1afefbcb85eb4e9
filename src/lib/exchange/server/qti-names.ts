import { isElement, type Markup } from './markup.ts';

/** `response-identifier` → `responseIdentifier` */
const camel = (name: string) => name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

/**
 * QTI 3.0 in the names of 2.1: `<qti-simple-choice show-hide="…">` becomes `<simpleChoice showHide="…">`, and one reader
 * does for both. HTML inside keeps its names.
 */
export function inNamesOf21(element: Markup): Markup {
	const isQti = element.name.startsWith('qti-');
	return {
		...element,
		name: isQti ? camel(element.name.slice('qti-'.length)) : element.name,
		attributes: isQti
			? Object.fromEntries(Object.entries(element.attributes).map(([name, value]) => [camel(name), value]))
			: element.attributes,
		children: element.children.map((child) => (isElement(child) ? inNamesOf21(child) : child))
	};
}
