/**
 * Signs a spreadsheet program takes for the beginning of a formula, also behind spaces, marks of byte order and signs
 * without a width, and in the wide forms of East Asian typing. Apostrophes before them are ours or look like ours.
 */
const FORMULA = /^'*(?:[\t\r\n]|[\s\p{Cf}\p{Cc}]*[=+\-@＝＋－＠﹢﹣−])/u;

/** A text that no program opening a CSV file takes for a formula: a suspicious one begins with an apostrophe. */
export function guardFormula(text: string): string {
	return FORMULA.test(text) ? `'${text}` : text;
}

/** The text that `guardFormula` was given: our own files come back as they were. */
export function unguardFormula(text: string): string {
	return text.startsWith("'") && FORMULA.test(text.slice(1)) ? text.slice(1) : text;
}
