import { readExpression } from '#lib/quizzes/types/calculated/expression.ts';
import type { QuestionPart } from './build-question.ts';
import { calculatedPart, fitVariables, type Variable } from './calculated-part.ts';
import { exactDecimal } from './exact-decimal.ts';
import { gapMark, gapsIn } from './gap-text.ts';
import { blockMarkdown, splitTitle } from './html-to-markdown.ts';
import type { HtmlContext } from './html-inline.ts';
import { childNamed, descendants, elementsOf, isElement, textOf, type Markup, type MarkupNode } from './markup.ts';
import type { QtiResponses } from './qti-responses.ts';
import { withoutKey } from './qti-text.ts';

/**
 * An item whose numbers are drawn: whole numbers or steps from a first one, worked with by + − × / alone, and one number
 * to type in.
 * @param explained nodes of its feedback
 * @returns null for templates that ours cannot say
 */
export function readTemplates(
	item: Markup,
	body: Markup,
	explained: MarkupNode[],
	responses: QtiResponses,
	context: HtmlContext
): { part: QuestionPart; explained: string } | null {
	const processing = childNamed(item, 'templateProcessing');
	const entries = [...descendants(body)].filter(({ name }) => name.endsWith('Interaction'));
	const [entry, second] = entries;
	if (!processing || entry?.name !== 'textEntryInteraction' || second) return null;
	const identifier = entry.attributes.responseIdentifier ?? '';
	const templates = readValues(processing, identifier);
	if (!templates || templates.variables.length === 0) return null;
	const names = [...templates.shown.keys()];
	const places = [...templates.shown.values()].map(({ text }) => text);
	const show = (nodes: MarkupNode[]): MarkupNode[] =>
		nodes.map((node) => {
			if (!isElement(node)) return node;
			if (node === entry) return gapMark(places.length);
			const place = node.name === 'printedVariable' ? names.indexOf(node.attributes.identifier ?? '') : -1;
			return place === -1 ? { ...node, children: show(node.children) } : gapMark(place);
		});
	const { nodes, unit } = withoutField(withoutKey(show(body.children)), places.length);
	const { notes } = context;
	return calculatedPart(
		{
			variables: fitVariables(templates.variables, notes),
			places: [...places, '0'],
			asked: splitTitle(nodes, context),
			explained: blockMarkdown(withoutKey(show(explained)), context),
			formula: templates.formula,
			tolerance: responses.get(identifier)?.tolerance ?? '0.01',
			unit
		},
		notes
	);
}

/** Without the paragraph that holds only the field, and perhaps its unit; elsewhere the field is a blank. */
function withoutField(nodes: MarkupNode[], field: number): { nodes: MarkupNode[]; unit: string | null } {
	let unit: string | null = null;
	const walk = (all: MarkupNode[]): MarkupNode[] =>
		all.flatMap((node): MarkupNode[] => {
			if (!isElement(node)) return [node.replace(gapMark(field), '_____')];
			const text = textOf(node).trim();
			const isField = node.name === 'p' && text.startsWith(gapMark(field)) && gapsIn(text).length === 1;
			if (!isField || text.length > 31) return [{ ...node, children: walk(node.children) }];
			unit = text.slice(1).trim() || null;
			return [];
		});
	return { nodes: walk(nodes), unit };
}

interface Templates {
	variables: Variable[];
	/** What stands for each template variable in our texts: a name or an expression. */
	shown: Map<string, Piece>;
	formula: string;
}

function readValues(processing: Markup, response: string): Templates | null {
	const variables: Variable[] = [];
	const shown = new Map<string, Piece>();
	let formula: string | null = null;
	for (const rule of elementsOf(processing)) {
		const { identifier = '' } = rule.attributes;
		const [value] = elementsOf(rule);
		if (!value || !/^set(?:TemplateValue|CorrectResponse)$/.test(rule.name)) return null;
		const range = rule.name === 'setTemplateValue' ? rangeOf(value, identifier.toLowerCase()) : null;
		const piece = range ? { text: range.name, binds: 4 } : expressionOf(value, shown);
		if (!piece || !readExpression(piece.text)) return null;
		if (range) variables.push(range);
		if (rule.name === 'setTemplateValue') shown.set(identifier, piece);
		else if (identifier === response) formula = piece.text;
	}
	return formula === null ? null : { variables, shown, formula };
}

/** `randomInteger`, or a first number and so many steps. */
function rangeOf(value: Markup, name: string): Variable | null {
	if (!/^[a-z][a-z0-9_]*$/.test(name)) return null;
	if (value.name === 'randomInteger') {
		const { min = '', max = '', step = '1' } = value.attributes;
		const [from, to, by] = [min, max, step].map(exactDecimal);
		return from && to && by ? { name, from, to, step: by } : null;
	}
	const [first, steps] = elementsOf(value);
	const [step, count] = steps?.name === 'product' ? elementsOf(steps) : [];
	if (value.name !== 'sum' || first?.name !== 'baseValue' || step?.name !== 'baseValue') return null;
	if (count?.name !== 'randomInteger' || count.attributes.min !== '0') return null;
	const [from, by] = [first, step].map((one) => exactDecimal(textOf(one)));
	const to = from && by ? exactDecimal((Number(from) + Number(by) * Number(count.attributes.max)).toFixed(4)) : null;
	return from && by && to ? { name, from, to, step: by } : null;
}

/** A piece of a formula; what binds less than its place asks for gets brackets. */
interface Piece {
	text: string;
	/** 1: a sum, 2: a product, 3: a negative, 4: a name or number. */
	binds: number;
}

const OPERATORS: Record<string, { sign: string; binds: number }> = {
	sum: { sign: '+', binds: 1 },
	subtract: { sign: '−', binds: 1 },
	product: { sign: '×', binds: 2 },
	divide: { sign: '/', binds: 2 }
};

/** Arithmetic over template variables as one of our expressions; null for anything else. */
function expressionOf(value: Markup, shown: Map<string, Piece>): Piece | null {
	const inside = elementsOf(value);
	if (value.name === 'variable') return shown.get(value.attributes.identifier ?? '') ?? null;
	if (value.name === 'baseValue') return numberOf(textOf(value));
	if (value.name === 'roundTo') return inside[0] ? expressionOf(inside[0], shown) : null;
	const operator = OPERATORS[value.name];
	const [first, ...others] = inside.map((one) => expressionOf(one, shown));
	if (!operator || !first || others.length === 0 || others.includes(null)) return null;
	const [second] = others;
	if (value.name === 'product' && first.text === '−1' && others.length === 1)
		return { text: `−${within(second!, 4)}`, binds: 3 };
	const { sign, binds } = operator;
	const text = others.reduce((before, one) => `${before} ${sign} ${within(one!, binds + 1)}`, within(first, binds));
	return { text, binds };
}

function numberOf(written: string): Piece | null {
	const decimal = exactDecimal(written);
	if (decimal === null) return null;
	return { text: decimal.replace('.', ',').replace('-', '−'), binds: decimal.startsWith('-') ? 3 : 4 };
}

const within = ({ text, binds }: Piece, wanted: number) => (binds < wanted ? `(${text})` : text);
