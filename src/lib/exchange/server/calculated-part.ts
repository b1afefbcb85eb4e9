import { countValues } from '#lib/quizzes/types/calculated/variables.ts';
import type { CalculatedContent } from '#lib/quizzes/question.ts';
import type { QuestionPart } from './build-question.ts';
import { exactDecimal } from './exact-decimal.ts';
import { replaceMarks } from './gap-text.ts';
import type { NoteBook } from './note-book.ts';

export type Variable = CalculatedContent['variables'][number];

/** What a file says of a question whose values are drawn; a mark in its texts stands for one of the places. */
export interface FoundCalculation {
	variables: Variable[];
	/** Ours, one for each mark: a name or an expression. */
	places: string[];
	asked: { title: string; body: string };
	explained: string;
	formula: string;
	tolerance: string;
	unit: string | null;
}

/** A calculated question of ours: a value is announced with its range where the text names it first. */
export function calculatedPart(found: FoundCalculation, notes: NoteBook): { part: QuestionPart; explained: string } {
	const { variables, places, formula, tolerance, unit } = found;
	const announced = new Set<string>();
	const show = (markdown: string) =>
		replaceMarks(markdown.replaceAll('{', '&#123;'), (at) => placeOf(places[at]!, variables, announced));
	const [title, body] = [show(found.asked.title), show(found.asked.body)];
	const silent = variables.filter(({ name }) => !announced.has(name));
	if (silent.length > 0) notes.changed('Liczby, których tekst nie wymieniał, dopisano pod nim.');
	const given = silent.map(({ name }) => `${name} = ${placeOf(name, variables, announced)}`).join(', ');
	const text = { title, body: [body, given].filter((part) => part !== '').join('\n\n') };
	return { part: { answer: { type: 'calculated', formula, tolerance, unit }, text }, explained: show(found.explained) };
}

function placeOf(expression: string, variables: Variable[], announced: Set<string>): string {
	const variable = variables.find(({ name }) => name === expression);
	if (!variable || announced.has(variable.name)) return `{{${expression}}}`;
	announced.add(variable.name);
	const [from, to, step] = [variable.from, variable.to, variable.step].map((decimal) => decimal.replace('.', ','));
	return `{{${variable.name} = ${from}..${to} co ${step}}}`;
}

/** Our checker tries every combination; more than these it refuses. */
const MOST_COMBINATIONS = 5000;

/** Wider steps, until few enough combinations remain. */
export function fitVariables(variables: Variable[], notes: NoteBook): Variable[] {
	const most = Math.floor(MOST_COMBINATIONS ** (1 / variables.length));
	if (variables.reduce((product, variable) => product * Math.max(1, countValues(variable)), 1) <= MOST_COMBINATIONS)
		return variables;
	notes.changed('Liczb do losowania było za dużo: kroki są większe. Sprawdź zakresy.');
	const factors = [1, 2, 5].flatMap((by) => Array.from({ length: 14 }, (_, zeros) => by * 10 ** zeros));
	return variables.map((variable) => {
		const wider = factors
			.toSorted((a, b) => a - b)
			.map((by) => ({ ...variable, step: exactDecimal((Number(variable.step) * by).toFixed(4)) ?? variable.step }))
			.find((one) => countValues(one) <= most);
		return wider ?? variable;
	});
}
