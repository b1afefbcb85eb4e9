import { gapMark, hideMarks, MAX_GAPS, splitAtGaps } from './gap-text.ts';
import type { HtmlContext } from './html-inline.ts';
import { childNamed, childrenNamed, isElement, textOfChild, type Markup, type MarkupNode } from './markup.ts';
import { moodleNodes, optionWords, type MoodleKey } from './moodle-text.ts';

/** `gapselect` and `ddwtos`: `[[2]]` in the text is the second option, to be chosen among those of its group. */
export function readGapText(question: Markup, context: HtmlContext): MoodleKey {
	const { notes } = context;
	const boxes = [...childrenNamed(question, 'dragbox'), ...childrenNamed(question, 'selectoption')].map((box) => ({
		text: optionWords(box, context),
		group: textOfChild(box, 'group') || '1'
	}));
	const rights: number[] = [];
	const asked = childNamed(question, 'questiontext');
	const nodes = mapTexts(asked ? moodleNodes(asked) : [], (text) =>
		hideMarks(text).replace(/\[\[(\d{1,3})\]\]/g, (_, number: string) => gapMark(rights.push(Number(number) - 1) - 1))
	);
	if (rights.length === 0 || rights.length > MAX_GAPS || rights.some((right) => !boxes[right])) {
		notes.dropped('Luki [[1]], [[2]]… nie zgadzają się z\u00a0listą wyrazów.');
		return { answer: null, explanation: '' };
	}
	if (question.attributes.type === 'ddwtos')
		notes.changed('Przeciąganie wyrazów do tekstu stało się wyborem z\u00a0list w\u00a0tekście.');
	const { title, body, pieces, order } = splitAtGaps(nodes, context);
	const gaps = order.map((gap) => {
		const right = boxes[rights[gap]!]!;
		const options = [...new Set(boxes.filter(({ group }) => group === right.group).map(({ text }) => text))];
		return { options, right: options.indexOf(right.text) };
	});
	return { answer: { type: 'inlineChoice', pieces, gaps }, explanation: '', text: { title, body } };
}

/** The same tree with its texts changed, in the order of the text. */
export function mapTexts(nodes: MarkupNode[], change: (text: string) => string): MarkupNode[] {
	return nodes.map((node) => (isElement(node) ? { ...node, children: mapTexts(node.children, change) } : change(node)));
}
