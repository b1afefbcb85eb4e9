import { gapMark, hideMarks, mapTexts, MAX_GAPS } from './gap-text.ts';
import { partsOfText } from './gap-parts.ts';
import type { HtmlContext } from './html-inline.ts';
import { childrenNamed, textOfChild, type Markup } from './markup.ts';
import { askedNodes, dropped, optionWords, type MoodleKey } from './moodle-text.ts';

/** `gapselect` and `ddwtos`: `[[2]]` in the text is the second option, to be chosen among those of its group. */
export function readGapText(question: Markup, context: HtmlContext): MoodleKey {
	const boxes = [...childrenNamed(question, 'dragbox'), ...childrenNamed(question, 'selectoption')].map((box) => ({
		text: optionWords(box, context),
		group: textOfChild(box, 'group') || '1'
	}));
	const rights: number[] = [];
	const nodes = mapTexts(askedNodes(question), (text) =>
		hideMarks(text).replace(/\[\[(\d{1,3})\]\]/g, (_, number: string) => gapMark(rights.push(Number(number) - 1) - 1))
	);
	if (rights.length === 0 || rights.length > MAX_GAPS || rights.some((right) => !boxes[right]))
		return dropped(context, 'Luki [[1]], [[2]]… nie zgadzają się z\u00a0listą wyrazów.');
	if (question.attributes.type === 'ddwtos')
		context.notes.changed('Przeciąganie wyrazów do tekstu stało się wyborem z\u00a0list w\u00a0tekście.');
	const gaps = rights.map((at) => {
		const right = boxes[at]!;
		const options = [...new Set(boxes.filter(({ group }) => group === right.group).map(({ text }) => text))];
		return { kind: 'choice' as const, options, right: options.indexOf(right.text) };
	});
	return { parts: partsOfText(nodes, gaps, context), explanation: '' };
}
