import { elementsOf, isElement, textOf, type Markup } from './markup.ts';
import { inLowered, inRaised } from './small-signs.ts';

/** MathML as a line of signs: `E=mc²`, `(a+b)/2`, `√(x)`. */
export function mathText(math: Markup): string {
	const parts = elementsOf(math).map(mathText);
	const [first = '', second = '', third = ''] = parts;
	switch (math.name) {
		case 'msup':
			return first + raised(second);
		case 'msub':
			return first + lowered(second);
		case 'msubsup':
			return first + lowered(second) + raised(third);
		case 'mfrac':
			return `${grouped(first)}/${grouped(second)}`;
		case 'msqrt':
			return `√${grouped(parts.join(''))}`;
		case 'mroot':
			return `${raised(second)}√${grouped(first)}`;
		case 'mfenced':
			return `(${parts.join(', ')})`;
		case 'annotation':
		case 'annotation-xml':
			return '';
		case 'mo':
		case 'mi':
		case 'mn':
		case 'mtext':
			return textOf(math).replace(/\s+/g, ' ').trim();
	}
	return math.children.map((child) => (isElement(child) ? mathText(child) : child.replace(/\s+/g, ''))).join('');
}

const grouped = (text: string): string => (/^[\p{L}\d.,]*$/u.test(text) ? text : `(${text})`);
const raised = (text: string): string => inRaised(text) ?? `^${grouped(text)}`;
const lowered = (text: string): string => inLowered(text) ?? `_${grouped(text)}`;
