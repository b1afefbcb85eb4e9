import { parse, type AST, type PreprocessorGroup } from 'svelte/compiler';

/** A one-letter word and the white space after it, with something to hold on to. */
const SHORT_WORD = /(?<=^|[\s(„\u00a0])([aiouwz])\s+(?=\S)/gi;

const WITHOUT_TYPOGRAPHY = new Set(['pre', 'code', 'textarea', 'script', 'style']);

/**
 * Keeps one-letter words off the ends of lines in what is written in components, when they are built: the space after
 * such a word becomes a hard one. Texts of courses are set by `courses/typography.ts`.
 */
export const hardSpaces: PreprocessorGroup = {
	name: 'hard-spaces',
	markup({ content, filename }) {
		if (filename?.includes('node_modules')) return undefined;
		const texts = textsOf(parse(content, { modern: true }).fragment);
		let code = content;
		for (const { start, end } of texts.reverse()) {
			code = code.slice(0, start) + setHardSpaces(content.slice(start, end)) + code.slice(end);
		}
		return { code };
	}
};

export const setHardSpaces = (text: string): string => text.replace(SHORT_WORD, '$1\u00a0');

/** Text that people read, in the order of the file; texts in attributes and expressions are left alone. */
function textsOf(fragment: AST.Fragment): AST.Text[] {
	return fragment.nodes.flatMap((node) => {
		if (node.type === 'Text') return [node];
		if ('name' in node && WITHOUT_TYPOGRAPHY.has(node.name)) return [];
		return fragmentsOf(node).flatMap(textsOf);
	});
}

/** Whatever an element, a component or a block holds: its body, branches and fallbacks. */
function fragmentsOf(node: AST.Fragment['nodes'][number]): AST.Fragment[] {
	return Object.values(node).filter(
		(part): part is AST.Fragment =>
			typeof part === 'object' && part !== null && (part as AST.Fragment).type === 'Fragment'
	);
}
