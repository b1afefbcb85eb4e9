import type { CaseChoice, CaseContent } from '../question.ts';
import { rowFields } from './form-fields.ts';
import { isListOf, isPlace, placeInText, refused } from './given.ts';
import type { QuestionKind } from './question-kind.ts';

type Node = CaseContent['nodes'][number];

/** A step as it may be seen: what could be chosen and, once something was, what came of it. */
export interface CaseStep {
	html: string;
	choices: string[];
	chosen: number | null;
	consequenceHtml: string | null;
	lawHtml: string | null;
}

/** The nodes a path went through, the one it stands at included; decisions that lead nowhere are left out. */
function nodesAlong({ nodes }: CaseContent, path: number[]): { node: Node; choice: CaseChoice | null }[] {
	const steps: { node: Node; choice: CaseChoice | null }[] = [];
	let at: number | null = 0;
	for (let step = 0; at !== null && step <= path.length; step++) {
		const node: Node | undefined = nodes[at];
		if (!node) break;
		const choice: CaseChoice | null = node.choices[path[step] ?? -1] ?? null;
		steps.push({ node, choice });
		if (!choice) break;
		at = choice.to;
	}
	return steps;
}

const chosenAlong = (content: CaseContent, path: number[]): CaseChoice[] =>
	nodesAlong(content, path).flatMap(({ choice }) => (choice ? [choice] : []));

interface Way {
	points: number;
	/** The choices, one a step. */
	path: number[];
}

/** The way worth most points from each node on. Each node is looked at once; choices must not lead in a circle. */
function bestWays(nodes: Node[]): (at: number | null) => Way {
	const known = new Map<number, Way>();
	const from = (at: number | null): Way => {
		if (at === null) return { points: 0, path: [] };
		const found = known.get(at) ?? best((nodes[at]?.choices ?? []).map((choice, index) => follow(choice, index)));
		known.set(at, found);
		return found;
	};
	const follow = (choice: CaseChoice, index: number): Way => {
		const rest = from(choice.to);
		return { points: choice.points + rest.points, path: [index, ...rest.path] };
	};
	return from;
}

const best = (ways: Way[]): Way =>
	ways.reduce((most, way) => (way.points > most.points ? way : most), ways[0] ?? { points: 0, path: [] });

/** The way through a case that is worth most points. */
export const bestWay = ({ nodes }: Pick<CaseContent, 'nodes'>): Way => bestWays(nodes)(0);

/** What a choice is worth in the end, when only best ones follow; choices must not lead in a circle. */
export function worthIn({ nodes }: Pick<CaseContent, 'nodes'>): (choice: CaseChoice) => number {
	const worthFrom = bestWays(nodes);
	return ({ points, to }) => points + worthFrom(to).points;
}

/** The points of the decisions made, of those of the best path. A decision made can only be followed by the next. */
export const caseKind: QuestionKind<CaseContent, number[]> = {
	isPartial: true,
	orderOptions: () => [],
	readAnswer(content, _, given) {
		const isAnyPlace = (place: unknown): place is number => isPlace(place, 100);
		if (!isListOf(given, isAnyPlace) || chosenAlong(content, given).length !== given.length)
			return refused('Wybierz jedną z decyzji.');
		return { value: given };
	},
	shownValue: (_content, _order, value) => value,
	shareWon(content, path) {
		const won = chosenAlong(content, path).reduce((sum, { points }) => sum + points, 0);
		return { won, of: Math.max(1, bestWay(content).points) };
	},
	answerInForm({ nodes }, _, name, text) {
		if (text(`${name}-od-nowa`) !== '') return [];
		const fields = nodes.map((_node, step) => text(`${name}-${step}`));
		const end = fields.indexOf('');
		return fields.slice(0, end === -1 ? undefined : end).map(placeInText);
	},
	fieldsOf: rowFields,
	view: (content, _order, path) => ({ steps: stepsAlong(content, path ?? []) }),
	feedback(content, _, path) {
		const worth = worthIn(content);
		const options = nodesAlong(content, path ?? []).flatMap(({ node, choice }) => {
			if (!choice) return [];
			const isRight = node.choices.every((other) => worth(other) <= worth(choice));
			return [{ html: choice.html, isChosen: true, isRight, feedbackHtml: null }];
		});
		const best = chosenAlong(content, bestWay(content).path);
		return { options, bestWay: best.map(({ html, consequenceHtml, lawHtml }) => ({ html, consequenceHtml, lawHtml })) };
	},
	rightAnswer: (content) => bestWay(content).path,
	answerParts: (content, path) => chosenAlong(content, path).map(({ html }) => html)
};

/** Whether the decisions led to an end. */
export const isCaseOver = (content: CaseContent, path: number[]): boolean =>
	path.length > 0 && nodesAlong(content, path).every(({ choice }) => choice !== null);

const stepsAlong = (content: CaseContent, path: number[]): CaseStep[] =>
	nodesAlong(content, path).map(({ node, choice }) => ({
		html: node.html,
		choices: node.choices.map(({ html }) => html),
		chosen: choice ? node.choices.indexOf(choice) : null,
		consequenceHtml: choice?.consequenceHtml ?? null,
		lawHtml: choice?.lawHtml ?? null
	}));
