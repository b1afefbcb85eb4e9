import { bestWay } from '../../../quizzes/types/case-kind.ts';
import type { CaseContent } from '../../../quizzes/question.ts';
import { mistake } from '../problems.ts';
import type { QuestionRule } from './question-rules.ts';

/** More decisions in a row than anybody would take. */
const MOST_STEPS = 30;

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
