import { evaluate, namesIn, readExpression, type Expression } from '../../../quizzes/types/calculated/expression.ts';
import { PLACE } from '../../../quizzes/types/calculated/instantiate.ts';
import { isFiniteWithin } from '../../../quizzes/types/calculated/rational.ts';
import { combinations, countCombinations, countValues } from '../../../quizzes/types/calculated/variables.ts';
import type { CalculatedContent } from '../../../quizzes/question.ts';
import { MOST_DECIMALS } from '../parse-question-calculated.ts';
import { mistake } from '../problems.ts';
import type { QuestionRule } from './question-rules.ts';

/** All of them are tried, so there must not be more. */
const MOST_COMBINATIONS = 5000;

const placesOf = ({ titleHtml, bodyHtml, explanationHtml }: CalculatedContent) =>
	[titleHtml, bodyHtml, explanationHtml].flatMap((html) => [...html.matchAll(PLACE)].map((match) => match[1]!));

/** Proves that a calculated question can be asked: every combination of its values is tried. */
export const canBeWorkedOut: QuestionRule = ({ line, content, partLines }) => {
	if (content?.type !== 'calculated') return [];
	const at = partLines[0] ?? line;
	const { variables, formula } = content;
	if (variables.length === 0)
		return [
			mistake(line, 'zadanie bez losowanych liczb; zapowiedz je w tekście, na przykład {{zeszyty = 20..60 co 5}}')
		];
	const names = variables.map((variable) => variable.name);
	const twice = names.find((name, i) => names.indexOf(name) < i);
	if (twice) return [mistake(line, `liczba „${twice}” jest zapowiedziana dwa razy; dalej pisz samo {{${twice}}}`)];
	const empty = variables.find((variable) => countValues(variable) === 0);
	if (empty)
		return [
			mistake(
				line,
				`liczba „${empty.name}” nie ma żadnej wartości; zapisz zakres od mniejszej do większej, a krok powyżej zera`
			)
		];

	const expressions = new Map<string, Expression>();
	for (const text of [formula, ...placesOf(content)]) {
		const expression = readExpression(text);
		if (!expression)
			return [mistake(at, `działania „${text}” nie da się odczytać; zostaw nazwy, liczby, znaki + − × / i nawiasy`)];
		const stranger = namesIn(expression).find((name) => !names.includes(name));
		if (stranger)
			return [
				mistake(
					at,
					`w działaniu „${text}” jest „${stranger}”, a tekst takiej liczby nie zapowiada; dopisz {{${stranger} = 1..10}}`
				)
			];
		expressions.set(text, expression);
	}
	const count = countCombinations(variables);
	if (count > MOST_COMBINATIONS)
		return [
			mistake(
				line,
				`liczby dają ${count} kombinacji, a wszystkich nie może być więcej niż ${MOST_COMBINATIONS}; zwiększ kroki`
			)
		];
	const fault = findFault(expressions, content);
	return fault ? [mistake(at, fault)] : [];
};

function findFault(expressions: Map<string, Expression>, { variables, decimals }: CalculatedContent): string | null {
	for (const values of combinations(variables)) {
		const example = Object.entries(values)
			.map(([name, value]) => `${name} = ${value.replace('.', ',')}`)
			.join(', ');
		for (const [text, expression] of expressions) {
			const result = evaluate(expression, values);
			if (!result) return `działanie „${text}” dzieli przez zero, gdy ${example}; zmień zakres liczb`;
			if (decimals === MOST_DECIMALS && !isFiniteWithin(result, MOST_DECIMALS))
				return `działanie „${text}” daje ułamek bez końca, gdy ${example}; dopisz tolerancję, na przykład ± 0,01, albo zmień liczby`;
		}
	}
	return null;
}
