import { gapMark, hideMarks, MAX_GAPS } from './gap-text.ts';
import { partsOfText, type TextGap } from './gap-parts.ts';
import type { HtmlContext } from './html-inline.ts';
import { childrenNamed, textOf, textOfChild, type Markup } from './markup.ts';
import { askedNodes, dropped, moodleText, type MoodleKey } from './moodle-text.ts';
import { parseHtml } from './parse-html.ts';

/**
 * The plugin `gapfill`: words between signs of the author's choice (`[kot|kotek]`) are gaps, to be typed in or, in its
 * other displays, to be chosen among all answers.
 */
export function readGapfill(question: Markup, context: HtmlContext): MoodleKey {
	const signs = textOfChild(question, 'delimitchars') || '[]';
	const [open, close] = [signs[0], signs.at(-1)].map((sign) => sign!.replace(/[\\\][{}()*+?.^$|]/g, '\\$&'));
	const words = [
		...new Set(
			childrenNamed(question, 'answer')
				.map(moodleText)
				.filter((word) => word !== '')
		)
	];
	// Several right words in one gap cannot be chosen from a list with one right answer.
	const isTyped =
		(textOfChild(question, 'answerdisplay') || 'gapfill') === 'gapfill' || words.some((word) => word.includes('|'));
	const gaps: TextGap[] = [];
	const nodes = askedNodes(question, (source) =>
		hideMarks(source).replace(new RegExp(`${open}([^${open}${close}]+)${close}`, 'g'), (whole, inside: string) => {
			const text = parseHtml(inside).map(textOf).join('').trim();
			const right = words.indexOf(text);
			if (right === -1) return whole;
			return gapMark(
				gaps.push(isTyped ? { kind: 'text', accepted: text.split('|') } : { kind: 'choice', options: words, right }) - 1
			);
		})
	);
	if (gaps.length === 0 || gaps.length > MAX_GAPS)
		return dropped(context, `Luk ${signs} w\u00a0tekście nie da się odczytać.`);
	if (!isTyped) context.notes.changed('Przeciąganie wyrazów do tekstu stało się wyborem z\u00a0list w\u00a0tekście.');
	return { parts: partsOfText(nodes, gaps, context), explanation: '' };
}
