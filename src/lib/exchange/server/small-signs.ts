const RAISED = new Map([...'0123456789+−=()n'].map((sign, i) => [sign, [...'⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ'][i]!]));
const LOWERED = new Map([...'0123456789+−=()'].map((sign, i) => [sign, [...'₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎'][i]!]));

const inSigns = (text: string, signs: Map<string, string>): string | null =>
	[...text].every((sign) => signs.has(sign)) ? [...text].map((sign) => signs.get(sign)!).join('') : null;

/** `2` → `²`; null when a sign has no raised form. */
export const inRaised = (text: string): string | null => inSigns(text, RAISED);
export const inLowered = (text: string): string | null => inSigns(text, LOWERED);
