import { textOf } from '#lib/privacy/question-words.ts';
import type { AuthoredContent, Choice, Criterion, TableGap } from '#lib/quizzes/question.ts';

/** A question with its key as plain lines: what the differences between two revisions are read from. */
export function questionLines(content: AuthoredContent): string[] {
	const { title, bodyHtml, points, explanationHtml } = content;
	return [
		title,
		textOf(bodyHtml),
		...keyLines(content),
		`Punkty: ${points}`,
		explanationHtml && `Wyjaśnienie: ${textOf(explanationHtml)}`
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
				content.pieces.map((piece, i) => textOf(piece) + (content.gaps[i] ? ` [${i + 1}] ` : '')).join(''),
				...content.gaps.map(({ options, right }, i) => `[${i + 1}] ${options[right]} (z: ${options.join(', ')})`)
			];
		case 'tableFill':
			return content.rows.map((row) =>
				row.map((cell) => ('html' in cell ? textOf(cell.html) : `[${gapKey(content.gaps[cell.gap])}]`)).join(' | ')
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
			return [...content.criteria.map(criterionLine), `Odpowiedź wzorcowa: ${textOf(content.modelAnswerHtml)}`];
		case 'case':
			return content.nodes.flatMap(({ id, html, choices }) => [
				`${id}: ${textOf(html)}`,
				...choices.map(
					({ html, points, consequenceHtml, to }) =>
						`- ${textOf(html)} (${points} pkt) ${textOf(consequenceHtml)} → ${to === null ? 'koniec' : content.nodes[to]?.id}`
				)
			]);
	}
}

const choiceLine = ({ html, isRight, feedbackHtml }: Choice) =>
	`[${isRight ? 'x' : ' '}] ${textOf(html)}${feedbackHtml ? ` (${textOf(feedbackHtml)})` : ''}`;

const criterionLine = ({ name, points, descriptionHtml }: Criterion) =>
	`${name}, ${points} pkt: ${textOf(descriptionHtml)}`;

function gapKey(gap: TableGap | undefined): string {
	if (!gap) return '';
	if (gap.kind === 'text') return gap.accepted.join(' / ');
	return `${gap.value} ± ${gap.tolerance} ${gap.unit ?? ''}`.trim();
}
