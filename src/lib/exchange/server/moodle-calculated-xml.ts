import { PLACE } from '#lib/quizzes/types/calculated/instantiate.ts';
import { countCombinations, countValues, placesOf, valueAt } from '#lib/quizzes/types/calculated/variables.ts';
import { plainNames } from './plain-names.ts';
import { moodleFormula } from './moodle-formula.ts';
import { htmlXml } from './moodle-html-xml.ts';
import type { PortableOf } from './portable-question.ts';
import { xmlText } from './xml-writer.ts';

type Calculated = PortableOf<'calculated'>;

/** What a dataset of Moodle holds at most. */
const MOST_ITEMS = 100;

/** `{{cena × 2}}` in the texts as `{=…}`, `{{cena}}` as `{cena}`; wildcards have plain letters there. */
export function withWildcards(content: Calculated): Calculated {
	const nameOf = plainNames(content);
	const shown = (html: string) =>
		html.replace(PLACE, (_, inside: string) => {
			const formula = moodleFormula(inside, nameOf);
			return /^\{\w+\}$/.test(formula) ? formula : `{=${formula}}`;
		});
	const { titleHtml, bodyHtml, explanationHtml } = content;
	return {
		...content,
		title: content.title.replaceAll('{{', '').replaceAll('}}', ''),
		titleHtml: shown(titleHtml),
		bodyHtml: shown(bodyHtml),
		explanationHtml: shown(explanationHtml)
	};
}

/** The answer of a `calculatedsimple` question and the values it draws from. */
export function calculatedXml(content: Calculated): string[] {
	const { variables, formula, tolerance, unit, decimals } = content;
	const nameOf = plainNames(content);
	const count = Math.min(MOST_ITEMS, countCombinations(variables));
	const sets = variables.map((variable, position) => {
		const items = Array.from({ length: count }, (_, item) => {
			const value = valueAt(variable, placeOf(item, position, variables));
			return `<dataset_item><number>${item + 1}</number><value>${value}</value></dataset_item>`;
		});
		const text = (name: string, value: string | number) => `<${name}><text>${value}</text></${name}>`;
		return [
			'<dataset_definition>',
			...[text('status', 'private'), text('name', nameOf(variable.name)), '<type>calculatedsimple</type>'],
			...[text('distribution', 'uniform'), text('minimum', variable.from), text('maximum', variable.to)],
			...[text('decimals', placesOf(variable)), `<itemcount>${count}</itemcount>`],
			`<dataset_items>${items.join('')}</dataset_items>`,
			`<number_of_items>${count}</number_of_items>`,
			'</dataset_definition>'
		].join('');
	});
	return [
		'<synchronize>0</synchronize>',
		`<answer fraction="100"><text>${xmlText(moodleFormula(formula, nameOf))}</text><tolerance>${tolerance}</tolerance><tolerancetype>2</tolerancetype><correctanswerformat>1</correctanswerformat><correctanswerlength>${decimals}</correctanswerlength>${htmlXml('feedback', '')}</answer>`,
		'<unitgradingtype>0</unitgradingtype>',
		'<unitpenalty>0</unitpenalty>',
		`<showunits>${unit ? 0 : 3}</showunits>`,
		'<unitsleft>0</unitsleft>',
		...(unit ? [`<units><unit><multiplier>1</multiplier><unit_name>${xmlText(unit)}</unit_name></unit></units>`] : []),
		`<dataset_definitions>${sets.join('')}</dataset_definitions>`
	];
}

/** The first items take neighbouring values, so that a step can be told from them; the others spread over all. */
function placeOf(item: number, position: number, variables: Calculated['variables']): number {
	const values = countValues(variables[position]!);
	const before = variables.slice(0, position).reduce((product, variable) => product * countValues(variable), 1);
	return item < 3 ? Math.min(item, values - 1) : (item + Math.floor(item / before) * position) % values;
}
