/** An exact decimal: `digits` / 10^`scale`. */
export interface Decimal {
	digits: bigint;
	scale: number;
}

const NUMBER = /^([+\-−–]?) ?(\d{1,3}(?: \d{3})+|\d+)?(?:[.,](\d+))? ?(\D*)$/u;
const LONGEST = 60;

/**
 * Reads a number as people write it in Polish: `12,5`, `12.5`, `1 200`, `−3`, also with a unit behind it.
 * @returns null for anything else
 */
export function parseDecimal(text: string): { number: Decimal; unit: string } | null {
	const tidy = text.replace(/\s+/gu, ' ').trim();
	if (tidy.length > LONGEST) return null;
	const [, sign = '', whole = '', fraction = '', unit = ''] = NUMBER.exec(tidy) ?? [];
	if (whole === '' && fraction === '') return null;
	const digits = BigInt(whole.replaceAll(' ', '') + fraction);
	return { number: { digits: /[-−–]/.test(sign) ? -digits : digits, scale: fraction.length }, unit: unit.trim() };
}

/** Whether `a` lies within `tolerance` of `b`, both ends included. */
export function isWithin(a: Decimal, b: Decimal, tolerance: Decimal): boolean {
	const scale = Math.max(a.scale, b.scale, tolerance.scale);
	const difference = atScale(a, scale) - atScale(b, scale);
	return (difference < 0n ? -difference : difference) <= atScale(tolerance, scale);
}

const atScale = ({ digits, scale }: Decimal, wanted: number) => digits * 10n ** BigInt(wanted - scale);
