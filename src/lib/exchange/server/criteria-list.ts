import type { Criterion } from '#lib/quizzes/question.ts';
import { childrenNamed, isElement, textOf, type MarkupNode } from './markup.ts';
import { xmlText } from './xml-writer.ts';

/** What people mark by, as notes for the marker: the model answer, then the criteria as a list. */
export function criteriaHtml({
	criteria,
	modelAnswerHtml
}: {
	criteria: Criterion[];
	modelAnswerHtml: string;
}): string {
	const rows = criteria.map(
		({ name, points, descriptionHtml }) => `<li>${xmlText(name)} (${points} pkt): ${descriptionHtml}</li>`
	);
	return `${modelAnswerHtml}\n<ul>${rows.join('')}</ul>`;
}

/** `Cel statutu (2 pkt): …` */
const CRITERION = /^(.+?) \((\d{1,3})\u00a0?\s*pkt\): ?/;

interface FoundCriterion {
	name: string;
	points: number;
	description: MarkupNode[];
}

/**
 * The criteria at the end of notes for the marker, where our export put them, and what stands above.
 * @returns no criteria for notes that were written elsewhere
 */
export function criteriaIn(nodes: MarkupNode[]): { criteria: FoundCriterion[]; rest: MarkupNode[] } {
	const at = nodes.findLastIndex((node) => isElement(node) && node.name === 'ul');
	const list = nodes[at];
	if (list === undefined || !isElement(list) || nodes.slice(at + 1).some((node) => textOf(node).trim() !== ''))
		return { criteria: [], rest: nodes };
	const criteria = childrenNamed(list, 'li').map((item): FoundCriterion | null => {
		const [first = '', ...others] = item.children;
		if (isElement(first)) return null;
		const [head, name, points] = CRITERION.exec(first) ?? [];
		if (head === undefined || name === undefined) return null;
		return { name, points: Number(points), description: [first.slice(head.length), ...others] };
	});
	return criteria.length > 0 && criteria.every((one) => one !== null)
		? { criteria, rest: nodes.slice(0, at) }
		: { criteria: [], rest: nodes };
}
