const SCIENTIFIC = /^([+-]?)(\d*)(?:[.,](\d*))?(?:e([+-]?\d{1,3}))?$/i;

/** `1.5e2`, `,5` or `007` as an exact decimal; null for what is none or longer than ours may be. */
export function exactDecimal(text: string): string | null {
	const match = SCIENTIFIC.exec(text.replace(/\s/g, '').replace('−', '-'));
	if (!match || (!match[2] && !match[3])) return null;
	const [, sign, whole = '', fraction = '', exponent = '0'] = match;
	const places = fraction.length - Number(exponent);
	const digits = (whole + fraction).padStart(places + 1, '0') + '0'.repeat(Math.max(0, -places));
	const cut = digits.length - Math.max(0, places);
	const left = digits.slice(0, cut).replace(/^0+(?=\d)/, '');
	const right = digits.slice(cut).replace(/0+$/, '');
	if (left.length > 15 || right.length > 10) return null;
	const decimal = right === '' ? left : `${left}.${right}`;
	return sign === '-' && decimal !== '0' ? `-${decimal}` : decimal;
}
