/** The key of a number question. */
export interface NumberKey {
	value: string;
	tolerance: string;
	unit: string | null;
}

const SPACE = '[ \\u00a0\\u202f]';
const NUMBER = `[-−]?(?:\\d{1,3}(?:${SPACE}\\d{3})+|\\d{1,15})(?:,\\d{1,10})?`;
const UNIT = '[\\p{L}%‰°€$][^±+\\n]{0,29}?';
const numberAnswer = new RegExp(
	`^(${NUMBER})\\s*(${UNIT})?\\s*(?:(?:±|\\+/?[-−])\\s*(${NUMBER})\\s*(${UNIT})?)?$`,
	'u'
);

/** `Odpowiedź: …`: what follows the word, or undefined when the paragraph is no answer. */
export function findAnswer(paragraph: string): string | undefined {
	return /^Odpowied[źz]:\s*([\s\S]*)$/iu.exec(paragraph)?.[1]?.trim();
}

/** `12 500,50` → `12500.5` */
function toDecimal(written: string): string {
	const [, sign, whole, fraction = ''] = /^(-?)0*(\d+)(?:\.(\d*?)0*)?$/.exec(
		written.replace(/\s/g, '').replace('−', '-').replace(',', '.')
	)!;
	const digits = fraction === '' ? whole! : `${whole}.${fraction}`;
	return digits === '0' ? '0' : `${sign}${digits}`;
}

/** `12,5 ± 0,5 zł`; the unit may stand after either number. */
export function parseNumberAnswer(text: string): NumberKey | undefined {
	const match = numberAnswer.exec(text);
	if (!match) return undefined;
	const [, value, unit, tolerance, unitAfter] = match;
	if (unit && unitAfter && unit.trim() !== unitAfter.trim()) return undefined;
	const key = {
		value: toDecimal(value!),
		tolerance: toDecimal(tolerance ?? '0'),
		unit: (unitAfter ?? unit ?? '').trim() || null
	};
	return key.tolerance.startsWith('-') ? undefined : key;
}

const TEXT = '[„"]([^„”"\\n]{1,200})[”"]';
const textAnswer = new RegExp(`^${TEXT}(?:\\s*,\\s*${TEXT}){0,49}\\.?$`, 'u');

/** As everywhere in Markdown: `2\\*\\*3` is `2**3`. */
const ESCAPED = /\\([!-/:-@[-`{-~])/g;

/** `„walne zgromadzenie”, „walne”` */
export function parseTextAnswer(text: string): string[] | undefined {
	if (!textAnswer.test(text)) return undefined;
	return [...text.matchAll(new RegExp(TEXT, 'gu'))].map((match) => match[1]!.replace(ESCAPED, '$1').trim());
}
