import { createHash } from 'node:crypto';
import { textOf } from '#lib/privacy/question-words.ts';
import type { AuthoredContent, Choice, Criterion, TableGap } from '#lib/quizzes/question.ts';

/** A question with its key as plain lines: what the differences between two revisions are read from. */
export function questionLines(content: AuthoredContent): string[] {
	const { title, bodyHtml, points, explanationHtml } = content;
	return [
		title,
		wordsOf(bodyHtml),
		...keyLines(content),
		`Punkty: ${points}`,
		explanationHtml && `Wyjaśnienie: ${wordsOf(explanationHtml)}`
	].filter(Boolean);
}

function keyLines(content: AuthoredContent): string[] {
	switch (content.type) {
		case 'single':
		case 'multiple':
		case 'trueFalse':
			return content.choices.map(choiceLine);
		case 'number':
		case 'text':
			return [
				`Odpowiedź: ${gapKey(content.type === 'number' ? { kind: 'number', ...content } : { kind: 'text', ...content })}`
			];
		case 'ordering':
			return content.items.map((item, i) => `${i + 1}. ${item}`);
		case 'matching':
			return [
				...content.pairs.map(({ left, right }) => `${left} → ${right}`),
				...content.distractors.map((right) => `(nic) → ${right}`)
			];
		case 'categorize':
			return content.items.map(({ text, category }) => `${text} → ${content.categories[category]}`);
		case 'inlineChoice':
			return [
				content.pieces.map((piece, i) => wordsOf(piece) + (content.gaps[i] ? ` [${i + 1}] ` : '')).join(''),
				...content.gaps.map(({ options, right }, i) => `[${i + 1}] ${options[right]} (z: ${options.join(', ')})`)
			];
		case 'tableFill':
			return content.rows.map((row) =>
				row.map((cell) => ('html' in cell ? wordsOf(cell.html) : `[${gapKey(content.gaps[cell.gap])}]`)).join(' | ')
			);
		case 'calculated': {
			const { variables, formula, tolerance, unit } = content;
			return [
				...variables.map(({ name, from, to, step }) => `${name}: od ${from} do ${to} co ${step}`),
				`Odpowiedź: ${formula} ± ${tolerance} ${unit ?? ''}`.trim()
			];
		}
		case 'open':
		case 'file':
			return [...content.criteria.map(criterionLine), `Odpowiedź wzorcowa: ${wordsOf(content.modelAnswerHtml)}`];
		case 'case':
			return content.nodes.flatMap(({ id, html, choices }) => [
				`${id}: ${wordsOf(html)}`,
				...choices.map(
					({ html, points, consequenceHtml, to }) =>
						`- ${wordsOf(html)} (${points} pkt) ${wordsOf(consequenceHtml)} → ${to === null ? 'koniec' : content.nodes[to]?.id}`
				)
			]);
	}
}

const choiceLine = ({ html, isRight, feedbackHtml }: Choice) =>
	`${isRight ? 'dobra' : 'zła'}: ${wordsOf(html)}${feedbackHtml ? ` (${wordsOf(feedbackHtml)})` : ''}`;

const criterionLine = ({ name, points, descriptionHtml }: Criterion) =>
	`${name}, ${points} pkt: ${wordsOf(descriptionHtml)}`;

function gapKey(gap: TableGap | undefined): string {
	if (!gap) return '';
	if (gap.kind === 'text') return gap.accepted.join(' / ');
	return `${gap.value} ± ${gap.tolerance} ${gap.unit ?? ''}`.trim();
}

const wordsOf = (html: string): string => textOf(html.replace(/<img\b[^>]*>/g, pictureInWords));

/** Pictures are told apart by their bytes: another drawing may keep its description. */
function pictureInWords(tag: string): string {
	const [, bytes = ''] = /\bsrc="([^"]*)"/.exec(tag) ?? [];
	const [, description = ''] = /\balt="([^"]*)"/.exec(tag) ?? [];
	return ` [obrazek ${createHash('sha256').update(bytes).digest('hex').slice(0, 6)}: ${description}] `;
}
