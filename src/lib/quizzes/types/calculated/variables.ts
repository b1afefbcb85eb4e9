import type { CalculatedContent } from '../../question.ts';

type Variable = CalculatedContent['variables'][number];

/** Values of the variables of a calculated question: exact decimals as text, by name. */
export type Values = Record<string, string>;

const placesIn = (decimal: string) => decimal.split('.')[1]?.length ?? 0;

/** How many places after the point the values of a variable are written with: `1,50..3 co 0,25` has two. */
export const placesOf = ({ from, to, step }: Variable): number =>
	Math.max(placesIn(from), placesIn(to), placesIn(step));

/** How many values a variable takes; 0 when it takes none, because it would run backwards or stand still. */
export function countValues(variable: Variable): number {
	const [from, to, step] = scaled(variable);
	return step <= 0n || to < from ? 0 : Number((to - from) / step) + 1;
}

/** The value at a place, from 0, as text. */
export function valueAt(variable: Variable, place: number): string {
	const [from, , step] = scaled(variable);
	const value = from + step * BigInt(place);
	const places = placesOf(variable);
	const digits = (value < 0n ? -value : value).toString().padStart(places + 1, '0');
	const cut = digits.length - places;
	const text = places === 0 ? digits : `${digits.slice(0, cut)}.${digits.slice(cut)}`;
	return value < 0n ? `-${text}` : text;
}

/** All of them as whole numbers of the smallest place. */
function scaled(variable: Variable): [from: bigint, to: bigint, step: bigint] {
	const places = placesOf(variable);
	const whole = (decimal: string) => BigInt(decimal.replace('.', '') + '0'.repeat(places - placesIn(decimal)));
	return [whole(variable.from), whole(variable.to), whole(variable.step)];
}

export const countCombinations = (variables: Variable[]): number =>
	variables.reduce((product, variable) => product * countValues(variable), 1);

/** Every combination of values, one after the other. */
export function* combinations(variables: Variable[]): Generator<Values> {
	const count = countCombinations(variables);
	for (let number = 0; number < count; number++) {
		let rest = number;
		const values = variables.map((variable): [string, string] => {
			const place = rest % countValues(variable);
			rest = Math.floor(rest / countValues(variable));
			return [variable.name, valueAt(variable, place)];
		});
		yield Object.fromEntries(values);
	}
}

/** Values as they are stored: JSON, or null. */
export const readValues = (json: string | null): Values | null => (json === null ? null : (JSON.parse(json) as Values));

/** @param below a random whole number from 0 up to, not including, its argument */
export const drawValues = ({ variables }: CalculatedContent, below: (limit: number) => number): Values =>
	Object.fromEntries(variables.map((variable) => [variable.name, valueAt(variable, below(countValues(variable)))]));
