import { add, divide, multiply, negate, toRational, type Rational } from './rational.ts';

type Operator = '+' | '-' | '*' | '/' | 'negate';
type Step = { number: Rational } | { name: string } | { operator: Operator };

/** An arithmetic expression in the order in which it is worked out: numbers and names first, then what is done to them. */
export type Expression = Step[];

const LONGEST = 200;
const MOST_STEPS = 60;
const TOKEN = /\s*(?:(\d{1,15}(?:,\d{1,10})?)|(\p{L}[\p{L}\p{N}_]{0,39})|([-+−–*×·/:÷()]))/uy;
const SIGNS: Record<string, Operator> = { '−': '-', '–': '-', '×': '*', '·': '*', ':': '/', '÷': '/' };
const RANK: Record<Operator, number> = { '+': 1, '-': 1, '*': 2, '/': 2, negate: 3 };

/**
 * Reads `zeszyty × (cena + 0,5)`: names, numbers with a comma, + − × / and brackets. One pass over the text with a stack
 * (Dijkstra's shunting yard), so neither length nor depth can cost more than it should.
 * @returns null when it is no expression, or a longer one than anybody needs
 */
export function readExpression(text: string): Expression | null {
	if (text.length > LONGEST) return null;
	const steps: Expression = [];
	const waiting: (Operator | '(')[] = [];
	let isOperandNext = true;
	TOKEN.lastIndex = 0;
	const end = text.trimEnd().length;
	while (TOKEN.lastIndex < end) {
		const [, number, name, sign = ''] = TOKEN.exec(text) ?? [];
		if (number !== undefined || name !== undefined) {
			if (!isOperandNext) return null;
			steps.push(number === undefined ? { name: name as string } : { number: toRational(number.replace(',', '.')) });
			isOperandNext = false;
		} else if (sign === '(') {
			if (!isOperandNext) return null;
			waiting.push('(');
		} else if (sign === ')') {
			if (isOperandNext || !waiting.includes('(')) return null;
			for (let top = waiting.pop(); top !== undefined && top !== '('; top = waiting.pop())
				steps.push({ operator: top });
		} else if (sign === '') {
			return null;
		} else if (isOperandNext) {
			if ((SIGNS[sign] ?? sign) !== '-') return null;
			waiting.push('negate');
		} else {
			const operator = SIGNS[sign] ?? (sign as Operator);
			while (waiting.length > 0 && rankOf(waiting.at(-1)) >= RANK[operator])
				steps.push({ operator: waiting.pop() as Operator });
			waiting.push(operator);
			isOperandNext = true;
		}
		if (steps.length + waiting.length > MOST_STEPS) return null;
	}
	if (isOperandNext || waiting.includes('(')) return null;
	while (waiting.length > 0) steps.push({ operator: waiting.pop() as Operator });
	return steps;
}

const rankOf = (waiting: Operator | '(' | undefined): number =>
	waiting === undefined || waiting === '(' ? 0 : RANK[waiting];

/** The names an expression uses. */
export const namesIn = (expression: Expression): string[] =>
	expression.flatMap((step) => ('name' in step ? [step.name] : []));

/**
 * Works an expression out exactly.
 * @param values exact decimals as text, by name; every name must be there
 * @returns null when something is divided by zero
 */
export function evaluate(expression: Expression, values: Record<string, string>): Rational | null {
	const stack: Rational[] = [];
	for (const step of expression) {
		if ('number' in step) stack.push(step.number);
		else if ('name' in step) stack.push(toRational(valueOf(values, step.name)));
		else {
			const b = stack.pop() as Rational;
			const result = step.operator === 'negate' ? negate(b) : combine(step.operator, stack.pop() as Rational, b);
			if (!result) return null;
			stack.push(result);
		}
	}
	return stack[0] as Rational;
}

function combine(operator: Exclude<Operator, 'negate'>, a: Rational, b: Rational): Rational | null {
	switch (operator) {
		case '+':
			return add(a, b);
		case '-':
			return add(a, negate(b));
		case '*':
			return multiply(a, b);
		case '/':
			return divide(a, b);
	}
}

function valueOf(values: Record<string, string>, name: string): string {
	const value = Object.hasOwn(values, name) ? values[name] : undefined;
	if (value === undefined) throw new Error(`No value was drawn for ${name}.`);
	return value;
}
