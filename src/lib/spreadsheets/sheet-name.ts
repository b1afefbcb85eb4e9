/** A name Excel accepts for a sheet: without `[]:*?/\`, no apostrophe at either end, not reserved, at most 31 signs. */
export function sheetName(name: string): string {
	const allowed = name
		.replace(/[[\]:*?/\\\p{C}]/gu, ' ')
		.replace(/\s+/gu, ' ')
		.slice(0, 31)
		.replace(/^['\s]+|['\s]+$/gu, '')
		.replace(/\p{Cs}/gu, '');
	return allowed === '' || allowed.toLowerCase() === 'history' ? 'Arkusz' : allowed;
}
