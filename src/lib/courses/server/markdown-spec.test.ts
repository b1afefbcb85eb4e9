import { describe, expect, test } from 'vitest';
import { sampleContext } from '../../../../tests/support/markdown.ts';
import {
	anyPicture,
	commonMarkExamples,
	gfmExamples,
	normalizeHtml,
	type SpecExample
} from '../../../../tests/support/markdown-spec.ts';
import { renderMarkdown } from './render-markdown.ts';

/** Examples that come out otherwise than the specification says, on purpose, by reason. */
type Deviations = Record<string, (number | [from: number, to: number])[]>;

const commonMark: Deviations = {
	'raw HTML is shown as text, comments too': [
		...[21, 31, [148, 191], 201, 308, 309, 344, [475, 477], 491, 494, 524, 536, [613, 617], 623, [625, 631], 642, 643]
	] as Deviations[string],
	'entities are shown as they are written; authors type the sign itself': [25, 32, 33, 41, 503, 506],
	'links lead to http, https, mailto, places on the page and pages from the root; other addresses are left out, words stay':
		[...[194, 203, 204, 484, 492, 495, 496, 498, 499, 500, 504, 522, 596, 598, 599, 601]],
	'links that lead nowhere are left out': [200, 485, 486, 487, 567],
	'addresses with spaces or backslashes are refused': [20, 195, 202, 489, 502, 507, 603],
	'addresses are links without brackets too, as GFM says': [602, 608, 611, 612]
};

const gfm: Deviations = {
	'links lead to http, https and mailto, not to xmpp': [633, 634, 635],
	'all raw HTML is shown as text': [657]
};

const numbersOf = (deviations: Deviations) =>
	new Set(
		Object.values(deviations)
			.flat()
			.flatMap((one) =>
				typeof one === 'number' ? [one] : Array.from({ length: one[1] - one[0] + 1 }, (_, i) => one[0] + i)
			)
	);

const render = (markdown: string) => renderMarkdown(markdown, sampleContext({ findFile: anyPicture })).html;

function compare(examples: SpecExample[], deviations: Deviations) {
	const expected = numbersOf(deviations);
	const different = examples.filter(({ markdown, html }) => normalizeHtml(render(markdown)) !== normalizeHtml(html));
	const told = ({ number, section, markdown, html }: SpecExample) =>
		`${number} ${section}\n${markdown}\nspecification: ${normalizeHtml(html)}\nours: ${normalizeHtml(render(markdown))}`;
	expect(different.filter(({ number }) => !expected.has(number)).map(told)).toEqual([]);
	const conforming = [...expected].filter((number) => !different.some((example) => example.number === number));
	expect(conforming, 'no longer a deviation; take it off the list').toEqual([]);
}

describe('the published examples come out as the specification says, but for the listed ones', () => {
	test('CommonMark 0.31.2', () => {
		expect(commonMarkExamples).toHaveLength(652);
		compare(commonMarkExamples, commonMark);
	});

	test('the extensions of GitHub Flavored Markdown 0.29', () => {
		expect(gfmExamples).toHaveLength(28);
		compare(gfmExamples, gfm);
	});
});
