import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type axeCore from 'axe-core';
import type { Result, RunOptions } from 'axe-core';

/** The small one: it goes into every document, and the large one takes twice as long to read. */
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** Only these depend on colours; the document is the same in light and dark. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

/** What axe cannot decide by itself, and why it is right all the same. */
const EXPLAINED: { rule: string; because?: string; where?: RegExp; why: string }[] = [
	{ rule: 'color-contrast', because: 'shortTextContent', why: 'One sign beside words that say the same.' },
	{
		rule: 'color-contrast',
		because: 'nonBmp',
		why: 'Ticks, crosses and arrows, in the colours of the text beside them.'
	},
	{
		rule: 'color-contrast',
		because: 'bgOverlap',
		where: /^(text\[|\.(light|dark)$)/,
		why: 'Words in the circles of the start page: 4.7:1 at least, reckoned from the colours of the circles.'
	},
	{
		rule: 'color-contrast',
		because: 'imgNode',
		where: /\btext\[|\.(?:to-left|to-middle|chart-value)/,
		why: 'Words of a chart, in the colours of the text on the plain surface around it.'
	},
	{
		rule: 'color-contrast',
		because: 'bgGradient',
		where: /\.[df](:|$)/,
		why: 'The board: a field of one colour behind the figures, 8.8:1 at least, reckoned from the tokens.'
	},
	{
		rule: 'color-contrast',
		because: 'pseudoContent',
		where: /\bli\b/,
		why: 'Steps and events: the circle and the line stand in the margin, not behind the words.'
	},
	{ rule: 'label-content-name-mismatch', where: /\.moves/, why: 'An arrow is a sign; the name says what it does.' }
];

/**
 * What is wrong with the page as it stands, one line each. axe is put into a document once: it weighs half a megabyte.
 * @param what `colours`: only what another scheme of colours can change
 */
export async function axe(page: Page, what: 'everything' | 'colours' = 'everything'): Promise<string[]> {
	await page.waitForFunction(() =>
		[...document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')].every(({ sheet }) => sheet !== null)
	);
	// What is under the bar of a test has no contrast to measure.
	await page.evaluate(() => scrollTo(0, 0));
	if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
	const { violations, incomplete } = await page.evaluate(
		async (options) => {
			const { axe } = window as unknown as { axe: typeof axeCore };
			const { violations, incomplete } = await axe.run(document, options);
			return { violations, incomplete };
		},
		{
			runOnly: what === 'colours' ? { type: 'rule', values: COLOUR_RULES } : { type: 'tag', values: TAGS },
			resultTypes: ['violations', 'incomplete']
		} satisfies RunOptions
	);
	const undecided = told(incomplete).filter((found) => !EXPLAINED.some((known) => explains(known, found)));
	return [...told(violations), ...undecided].map((found) => Object.values(found).join(' | '));
}

function told(results: Result[]) {
	return results.flatMap(({ id, nodes }) =>
		nodes.map(({ target, any, all, none }) => {
			const [check] = [...any, ...all, ...none];
			const { messageKey = '' } = (check?.data ?? {}) as { messageKey?: string };
			return { rule: id, because: messageKey, where: target.join(' '), message: check?.message ?? '' };
		})
	);
}

function explains(known: (typeof EXPLAINED)[number], found: { rule: string; because: string; where: string }): boolean {
	const { rule, because = found.because, where = /./ } = known;
	return rule === found.rule && because === found.because && where.test(found.where);
}
