import { readExpression } from '#lib/quizzes/types/calculated/expression.ts';
import { exactDecimal } from './exact-decimal.ts';

const TOKEN = /\s*(?:\{([^{}]+)\}|(\d+(?:\.\d*)?(?:e[+-]?\d+)?|\.\d+)|([-+*/()]))/giy;
const SIGNS: Record<string, string> = { '*': '×', '-': '−' };

/**
 * A formula of Moodle, `{a}*({b} - 1.5)`, as one of ours: `a × (b − 1,5)`.
 * @param names ours by those of the file
 * @returns null when it uses a function or a sign that ours has not
 */
export function ownFormula(formula: string, names: Map<string, string>): string | null {
	const source = formula.replace(/^=/, '').trim();
	const parts: string[] = [];
	TOKEN.lastIndex = 0;
	while (TOKEN.lastIndex < source.length) {
		const [whole, name, number, sign] = TOKEN.exec(source) ?? [];
		if (whole === undefined) return null;
		const own = name === undefined ? undefined : names.get(name);
		const decimal = number === undefined ? null : exactDecimal(number);
		if (sign) parts.push(SIGNS[sign] ?? sign);
		else if (own !== undefined) parts.push(own);
		else if (decimal !== null) parts.push(decimal.replace('.', ','));
		else return null;
	}
	const written = spaced(parts);
	return readExpression(written) ? written : null;
}

/** `a × (b − 1)`: spaces around signs between two values, none behind a minus that makes negative. */
function spaced(parts: string[]): string {
	let text = '';
	for (const [i, part] of parts.entries()) {
		const before = parts[i - 1];
		const isBetween = /^[+−×/]$/.test(part) && before !== undefined && !/^[+−×/(]$/.test(before);
		text += isBetween ? ` ${part} ` : part;
	}
	return text;
}

/** The same back: `a × (b − 1,5)` → `{a}*({b}-1.5)`. */
export function moodleFormula(formula: string, nameOf: (name: string) => string): string {
	return formula
		.replace(/\s+/g, '')
		.replace(/(\d),(\d)/g, '$1.$2')
		.replace(/[−–]/g, '-')
		.replace(/[×·]/g, '*')
		.replace(/[:÷]/g, '/')
		.replace(/\p{L}[\p{L}\p{N}_]*/gu, (name) => `{${nameOf(name)}}`);
}
