import { childNamed, childrenNamed, descendants, elementsOf, textOf, type Markup } from './markup.ts';

/**
 * How much an item is worth: as it says itself, else by its mappings, else by what its response processing gives; 1 when
 * nothing tells. May be a fraction.
 */
export function pointsOf(item: Markup): number {
	const outcomes = childrenNamed(item, 'outcomeDeclaration');
	const named = (name: string) => outcomes.find(({ attributes }) => attributes.identifier === name);
	const stated = textOf(childNamed(named('MAXSCORE') ?? item, 'defaultValue') ?? '').trim();
	const candidates = [
		Number(stated),
		Number(named('SCORE')?.attributes.normalMaximum),
		ofMappings(item),
		ofRules(item)
	];
	return candidates.find((points) => Number.isFinite(points) && points > 0) ?? 1;
}

/** Every answer mapped to points at its best; an answer without a mapping counts one. 0: no mapping at all. */
function ofMappings(item: Markup): number {
	const declarations = childrenNamed(item, 'responseDeclaration');
	if (!declarations.some((declaration) => childNamed(declaration, 'mapping'))) return 0;
	return declarations.reduce((sum, declaration) => sum + mostOf(declaration), 0);
}

function mostOf(declaration: Markup): number {
	const mapping = childNamed(declaration, 'mapping');
	if (!mapping) return 1;
	const points = childrenNamed(mapping, 'mapEntry').map(({ attributes }) => Number(attributes.mappedValue) || 0);
	const positive = points.filter((one) => one > 0);
	const most =
		declaration.attributes.cardinality === 'single'
			? Math.max(0, ...positive)
			: positive.reduce((sum, one) => sum + one, 0);
	const bound = Number(mapping.attributes.upperBound);
	return mapping.attributes.upperBound !== undefined && bound > 0 ? Math.min(most, bound) : most;
}

/** The largest number that SCORE is set to, and whatever is added to it. */
function ofRules(item: Markup): number {
	const processing = childNamed(item, 'responseProcessing');
	const rules = processing ? [...descendants(processing)].filter(({ name }) => name === 'setOutcomeValue') : [];
	let largest = 0;
	let added = 0;
	for (const rule of rules.filter(({ attributes }) => attributes.identifier === 'SCORE')) {
		const [value] = elementsOf(rule);
		if (value?.name === 'baseValue') largest = Math.max(largest, Number(textOf(value)) || 0);
		else if (value?.name === 'sum' && childrenNamed(value, 'variable').length === 1)
			added += childrenNamed(value, 'baseValue').reduce((sum, one) => sum + (Number(textOf(one)) || 0), 0);
	}
	return largest + added;
}
