/** A sentence to be read aloud, with where its words stand on the page. */
export interface SpokenSentence {
	text: string;
	/** Where the words are; null for the description of a picture. */
	place: { nodes: Text[]; start: number } | null;
	/** What is shown while it is read. */
	block: Element;
}

const BLOCKS = 'h1, h2, h3, h4, h5, h6, p, li, dt, dd, th, td, figcaption, summary, pre, blockquote, div';
/** Numbers that lead to sources and footnotes, the way back from them, and what is for the eyes or for screen readers only. */
const SILENT = 'sup, [role=doc-backlink], [aria-hidden=true], .visually-hidden, svg, template, script';
const PICTURES = 'img[alt]:not([alt=""]), svg[role=img]';

/** What is read of a text, sentence by sentence. Pictures are read by their descriptions, what is folded is left out. */
export function spokenSentences(roots: Element[]): SpokenSentence[] {
	const sentences: SpokenSentence[] = [];
	for (const root of roots) for (const block of blocksOf(root)) sentences.push(...sentencesOf(block));
	return sentences;
}

type Block = { element: Element; nodes: Text[] } | { element: Element; description: string };

function blocksOf(root: Element): Block[] {
	const blocks: Block[] = [];
	const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) => {
		if (!(node instanceof Element)) return NodeFilter.FILTER_ACCEPT;
		if (!node.checkVisibility()) return NodeFilter.FILTER_REJECT;
		return node.matches(SILENT) && !node.matches(PICTURES) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT;
	});
	for (let node = walker.nextNode(); node; node = walker.nextNode()) {
		if (node instanceof Element) {
			if (node.matches(PICTURES)) blocks.push({ element: node, description: descriptionOf(node) });
			continue;
		}
		const text = node as Text;
		const element = text.parentElement?.closest(BLOCKS) ?? root;
		if (!text.parentElement?.checkVisibility() || text.parentElement.closest('svg')) continue;
		const last = blocks.at(-1);
		if (last && 'nodes' in last && last.element === element) last.nodes.push(text);
		else blocks.push({ element, nodes: [text] });
	}
	return blocks;
}

function descriptionOf(picture: Element): string {
	const inside = () => [...picture.querySelectorAll(':scope > title, :scope > desc')].map((part) => part.textContent);
	return `Ilustracja: ${picture.getAttribute('alt') ?? picture.getAttribute('aria-label') ?? inside().join('. ')}`;
}

function sentencesOf(block: Block): SpokenSentence[] {
	if ('description' in block) return [{ text: block.description, place: null, block: block.element }];
	const whole = block.nodes.map(({ data }) => data).join('');
	return splitSentences(whole).map(({ start, text }) => ({
		text,
		place: { nodes: block.nodes, start },
		block: block.element
	}));
}

/** Sentences with the place of their first letter; hard spaces become plain ones, so that places stay the same. */
export function splitSentences(text: string): { start: number; text: string }[] {
	const segments = new Intl.Segmenter('pl', { granularity: 'sentence' }).segment(text.replace(/\s/gu, ' '));
	return [...segments].flatMap(({ segment, index }) => {
		const spoken = segment.trim();
		return /[\p{L}\p{N}]/u.test(spoken) ? [{ start: index + segment.indexOf(spoken), text: spoken }] : [];
	});
}

/** The end of the word that begins at `start`, for browsers that do not tell how long it is. */
export const wordEnd = (text: string, start: number) => start + (/^\S+/u.exec(text.slice(start))?.[0].length ?? 0);

/** The words from `start` to `end` of what the nodes say together, as a range of the page. */
export function rangeOf(nodes: Text[], start: number, end: number): Range | null {
	const range = document.createRange();
	let before = 0;
	let isBegun = false;
	for (const node of nodes) {
		const { length } = node.data;
		if (!isBegun && start < before + length) {
			range.setStart(node, start - before);
			isBegun = true;
		}
		if (isBegun && end <= before + length) {
			range.setEnd(node, end - before);
			return range;
		}
		before += length;
	}
	return null;
}
