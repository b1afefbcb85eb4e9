import { bestWay, worthIn } from '../../../quizzes/types/case-kind.ts';
import type { CaseContent } from '../../../quizzes/question.ts';
import { mistake, warning } from '../problems.ts';
import type { QuestionRule } from './question-rules.ts';
import type { QuestionsRule } from './quiz-rules.ts';

/** More decisions in a row than anybody would take. */
const MOST_STEPS = 30;
/** Fewer decisions than these show no pattern. */
const FEWEST_DECISIONS = 3;

/** Steps that can be reached, and one from which decisions lead back to itself, if there is one. */
function followAll({ nodes }: CaseContent): { reached: Set<number>; circle: number | null } {
	const reached = new Set<number>();
	const onTheWay = new Set<number>();
	let circle: number | null = null;
	const follow = (at: number) => {
		if (onTheWay.has(at)) circle ??= at;
		if (reached.has(at)) return;
		reached.add(at);
		onTheWay.add(at);
		for (const { to } of nodes[at]?.choices ?? []) if (to !== null) follow(to);
		onTheWay.delete(at);
	};
	follow(0);
	return { reached, circle };
}

/** A case ends whatever is decided, nothing in it is out of reach, and points can be had. */
export const caseLeadsToAnEnd: QuestionRule = ({ line, content, partLines }) => {
	if (content?.type !== 'case') return [];
	const { nodes } = content;
	if (nodes.length > MOST_STEPS)
		return [
			mistake(line, `sprawa ma ${nodes.length} kroków, a może mieć najwyżej ${MOST_STEPS}; podziel ją na dwa pytania`)
		];
	const ids = nodes.map(({ id }) => id);
	const twice = ids.findIndex((id, at) => ids.indexOf(id) < at);
	if (twice !== -1)
		return [mistake(partLines[twice] ?? line, `krok „${ids[twice]}” już jest w tej sprawie; nazwij go inaczej`)];
	const { reached, circle } = followAll(content);
	if (circle !== null)
		return [
			mistake(
				partLines[circle] ?? line,
				`z kroku „${ids[circle]}” można do niego wrócić; sprawa nie może chodzić w kółko`
			)
		];
	const problems = ids.flatMap((id, at) =>
		reached.has(at)
			? []
			: [mistake(partLines[at] ?? line, `do kroku „${id}” nie prowadzi żadna decyzja; dopisz ją albo usuń krok`)]
	);
	if (bestWay(content).points === 0)
		problems.push(
			mistake(line, 'w tej sprawie nie da się zdobyć punktów; dopisz je dobrym decyzjom: „→ #krok, 2 pkt”')
		);
	return problems;
};

/** The place of the one best choice of every decision that has one; of a case with a circle, none. */
function placesOfBest(content: CaseContent): number[] {
	if (followAll(content).circle !== null) return [];
	const worth = worthIn(content);
	return content.nodes.flatMap(({ choices }) => {
		const worths = choices.map(worth);
		const most = Math.max(...worths);
		return worths.filter((each) => each === most).length === 1 && choices.length > 1 ? [worths.indexOf(most)] : [];
	});
}

/** Choices stand in the order of the file, because what was decided is kept by it. */
export const bestChoiceMoves: QuestionsRule = ({ drafts }) => {
	const places = drafts.flatMap(({ content }) => (content?.type === 'case' ? placesOfBest(content) : []));
	if (places.length < FEWEST_DECISIONS || new Set(places).size > 1) return [];
	return [
		warning(
			1,
			`w sprawach najlepsza decyzja jest w każdym z ${places.length} kroków ${(places[0] ?? 0) + 1}. na liście; zmień kolejność, bo tak ją widać`
		)
	];
};
