import { foldPolish } from '#lib/format.ts';
import { evaluate, readExpression } from '#lib/quizzes/types/calculated/expression.ts';
import { toDecimal } from '#lib/quizzes/types/calculated/rational.ts';
import { combinations } from '#lib/quizzes/types/calculated/variables.ts';
import { calculatedPart, fitVariables, type Variable } from './calculated-part.ts';
import { exactDecimal } from './exact-decimal.ts';
import { gapMark, hideMarks } from './gap-text.ts';
import { blockMarkdown, splitTitle } from './html-to-markdown.ts';
import type { HtmlContext } from './html-inline.ts';
import { childNamed, childrenNamed, textOfChild, type Markup } from './markup.ts';
import { askedNodes, dropped, moodleNodes, moodleText, type MoodleKey } from './moodle-text.ts';
import { ownFormula } from './moodle-formula.ts';

/** `{=…}` is worked out, `{a}` is a value. */
const PLACE = /\{=((?:[^{}]|\{[^{}]*\})+)\}|\{([^{}<>"']+)\}/g;

/**
 * `calculated` and `calculatedsimple`: datasets become ranges, the formula ours, as far as ours knows its signs.
 * @param question with `<dataset_definitions>`
 */
export function readCalculated(question: Markup, context: HtmlContext): MoodleKey {
	const { notes } = context;
	const [answer, ...others] = childrenNamed(question, 'answer').filter(
		({ attributes }) => Number(attributes.fraction ?? '0') >= 99.9
	);
	const names = new Map<string, string>();
	const definitions = childNamed(question, 'dataset_definitions');
	const variables = (definitions ? childrenNamed(definitions, 'dataset_definition') : []).flatMap((definition) => {
		const name = textOfChild(definition, 'name');
		const own = ownName(name, new Set(names.values()));
		names.set(name, own);
		return rangeOf(definition, own) ?? [];
	});
	if (!answer || variables.length === 0 || variables.length < names.size)
		return dropped(context, 'Pytanie obliczeniowe bez danych do losowania albo bez dobrej odpowiedzi.');
	if (others.length > 0) notes.dropped('Drugi dobry wzór: u\u00a0nas jest jeden z\u00a0tolerancją.');
	const formula = ownFormula(moodleText(answer), names);
	const places: (string | null)[] = [];
	const mark = (source: string) =>
		hideMarks(source).replace(PLACE, (whole, formula: string | undefined, name: string | undefined) => {
			if (name !== undefined && !names.has(name)) return whole;
			return gapMark(places.push(formula === undefined ? names.get(name!)! : ownFormula(formula, names)) - 1);
		});
	const general = childNamed(question, 'generalfeedback');
	const asked = splitTitle(askedNodes(question, mark), context);
	const feedback = general ? blockMarkdown(moodleNodes(general, mark), context) : '';
	if (formula === null || places.includes(null))
		return dropped(context, 'Wzór ma działania, których platforma nie zna: zostają + − × / i\u00a0nawiasy.');
	const fitted = fitVariables(variables, notes);
	const unit = textOfChild(childNamed(childNamed(question, 'units') ?? question, 'unit') ?? question, 'unit_name');
	const { part, explained } = calculatedPart(
		{
			...{ variables: fitted, places: places.filter((place) => place !== null), asked, formula },
			...{ explained: feedback, tolerance: toleranceOf(answer, formula, fitted, context), unit: unit || null }
		},
		notes
	);
	return { parts: [part], explanation: '', general: explained };
}

/** Letters, digits and `_`, not taken yet. */
function ownName(name: string, taken: Set<string>): string {
	const plain = foldPolish(name)
		.replace(/[^a-z0-9_]+/g, '_')
		.replace(/^[^a-z]+/, '')
		.slice(0, 30);
	const base = plain || 'x';
	let own = base;
	for (let n = 2; taken.has(own); n += 1) own = `${base}_${n}`;
	return own;
}

/** The range of a dataset: its ends, and the largest step that meets all its items. */
function rangeOf(definition: Markup, name: string): Variable | null {
	const [from, to] = ['minimum', 'maximum'].map((end) => exactDecimal(textOfChild(definition, end)));
	const decimals = Math.min(4, Math.max(0, Number(textOfChild(definition, 'decimals')) || 0));
	if (!from || !to) return null;
	const scaled = (decimal: string) => Math.round(Number(decimal) * 10_000);
	const items = childNamed(definition, 'dataset_items');
	const values = (items ? childrenNamed(items, 'dataset_item') : []).map((item) => scaled(textOfChild(item, 'value')));
	const smallest = 10 ** (4 - decimals);
	const step = values.length > 2 ? values.map((value) => value - scaled(from)).reduce(divisor, 0) : smallest;
	const inTenThousandths = Math.max(step === 0 ? smallest : step, 1);
	return { name, from, to, step: exactDecimal((inTenThousandths / 10_000).toFixed(4))! };
}

const divisor = (a: number, b: number): number => (b === 0 ? Math.abs(a) : divisor(b, a % b));

const RELATIVE = '1';

/** Ours is one for all values: of a relative one the smallest that any of them would have. */
function toleranceOf(answer: Markup, formula: string, variables: Variable[], { notes }: HtmlContext): string {
	const places = Math.min(4, Math.max(0, Number(textOfChild(answer, 'correctanswerlength')) || 0));
	const least = exactDecimal((0.5 / 10 ** places).toFixed(5))!;
	const written = exactDecimal(textOfChild(answer, 'tolerance') || '0') ?? '0';
	if ((textOfChild(answer, 'tolerancetype') || RELATIVE) !== RELATIVE) return written === '0' ? least : written;
	const expression = readExpression(formula)!;
	let smallest = Infinity;
	for (const values of combinations(variables)) {
		const result = evaluate(expression, values);
		if (result) smallest = Math.min(smallest, Math.abs(Number(toDecimal(result, 10))));
	}
	const around = Math.max(Number(least), Number.isFinite(smallest) ? smallest * Number(written) : 0);
	const rounded = exactDecimal(Number(around.toPrecision(1)).toFixed(10)) ?? least;
	if (written !== '0') notes.changed(`Tolerancja względna stała się stałą ± ${rounded.replace('.', ',')}: sprawdź ją.`);
	return rounded;
}
