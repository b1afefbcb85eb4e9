/** An exact fraction; `under` is never zero. */
export interface Rational {
	over: bigint;
	under: bigint;
}

export const add = (a: Rational, b: Rational): Rational => ({
	over: a.over * b.under + b.over * a.under,
	under: a.under * b.under
});

export const negate = ({ over, under }: Rational): Rational => ({ over: -over, under });

export const multiply = (a: Rational, b: Rational): Rational => ({ over: a.over * b.over, under: a.under * b.under });

/** @returns null when divided by zero */
export const divide = (a: Rational, b: Rational): Rational | null =>
	b.over === 0n ? null : { over: a.over * b.under, under: a.under * b.over };

/** @param decimal digits, maybe a sign in front and a point inside: `-12.50` */
export function toRational(decimal: string): Rational {
	const [whole = '', fraction = ''] = decimal.split('.');
	return { over: BigInt(whole + fraction), under: 10n ** BigInt(fraction.length) };
}

/** Whether the number can be written whole with so many places after the point. */
export const isFiniteWithin = ({ over, under }: Rational, places: number): boolean =>
	(over * 10n ** BigInt(places)) % under === 0n;

/** Rounded half away from zero to so many places, without zeros at the end: `-12.5`. */
export function toDecimal({ over, under }: Rational, places: number): string {
	const isNegative = over < 0n !== under < 0n;
	const [top, bottom] = [over < 0n ? -over : over, under < 0n ? -under : under];
	const digits = ((top * 10n ** BigInt(places) * 2n + bottom) / (bottom * 2n)).toString().padStart(places + 1, '0');
	const cut = digits.length - places;
	const fraction = digits.slice(cut).replace(/0+$/, '');
	const text = fraction === '' ? digits.slice(0, cut) : `${digits.slice(0, cut)}.${fraction}`;
	return isNegative && text !== '0' ? `-${text}` : text;
}
