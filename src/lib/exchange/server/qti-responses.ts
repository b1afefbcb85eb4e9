import { childNamed, childrenNamed, descendants, findDescendant, textOf, type Markup } from './markup.ts';

/** What a `responseDeclaration` says of the right answer. */
export interface QtiResponse {
	baseType: string;
	cardinality: string;
	/** In their order. */
	correct: string[];
	/** Points by answer; empty when there is no mapping. */
	mapping: Map<string, number>;
	/** What the response processing compares the answer with. */
	compared: string[];
	/** `tolerance` of the response processing, where it compares numbers. */
	tolerance: string | null;
}

export type QtiResponses = Map<string, QtiResponse>;

export function responsesOf(item: Markup): QtiResponses {
	const processing = childNamed(item, 'responseProcessing');
	return new Map(
		childrenNamed(item, 'responseDeclaration').map((declaration) => {
			const { identifier = '', baseType = '', cardinality = 'single' } = declaration.attributes;
			const correct = childNamed(declaration, 'correctResponse');
			const mapping = childNamed(declaration, 'mapping');
			return [
				identifier,
				{
					...{ baseType, cardinality },
					correct: correct ? childrenNamed(correct, 'value').map((value) => textOf(value).trim()) : [],
					mapping: mapping ? mappingOf(mapping) : new Map<string, number>(),
					compared: processing ? comparedWith(processing, identifier) : [],
					tolerance: processing ? toleranceOf(processing, identifier) : null
				}
			];
		})
	);
}

const mappingOf = (mapping: Markup): Map<string, number> =>
	new Map(
		childrenNamed(mapping, 'mapEntry').map(({ attributes }) => [
			(attributes.mapKey ?? '').trim(),
			Number(attributes.mappedValue ?? '0') || 0
		])
	);

/** Some writers keep the key in the response processing alone. */
function comparedWith(processing: Markup, identifier: string): string[] {
	const values = [...descendants(processing)]
		.filter(({ name }) => /^(?:match|stringMatch|equal|equalRounded|member)$/.test(name))
		.filter((comparison) =>
			childrenNamed(comparison, 'variable').some(({ attributes }) => attributes.identifier === identifier)
		)
		.flatMap((comparison) => childrenNamed(comparison, 'baseValue').map((value) => textOf(value).trim()));
	return [...new Set(values)];
}

function toleranceOf(processing: Markup, identifier: string): string | null {
	const names = (element: Markup) => element.name === 'variable' && element.attributes.identifier === identifier;
	for (const equal of descendants(processing)) {
		const { toleranceMode, tolerance = '', roundingMode, figures = '' } = equal.attributes;
		const isAbsolute = equal.name === 'equal' && toleranceMode === 'absolute';
		const isRounded = equal.name === 'equalRounded' && roundingMode === 'decimalPlaces' && /^[0-9]$/.test(figures);
		if ((!isAbsolute && !isRounded) || !findDescendant(equal, names)) continue;
		return isRounded
			? (0.5 / 10 ** Number(figures)).toFixed(Number(figures) + 1)
			: (tolerance.trim().split(/\s+/)[0] ?? null);
	}
	return null;
}

/** Right answers: those declared, else those worth most in the mapping, else those the processing compares with. */
export function rightValues({ correct, mapping, compared }: QtiResponse, wanted: 'all' | 'best' = 'all'): string[] {
	if (correct.length > 0) return correct;
	const worth = [...mapping].filter(([, points]) => points > 0);
	if (worth.length === 0) return compared;
	const most = Math.max(...worth.map(([, points]) => points));
	return worth.filter(([, points]) => wanted === 'all' || points === most).map(([value]) => value);
}
