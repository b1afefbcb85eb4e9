const LONGEST_LINE = 75;

/**
 * A content line of RFC 5545 with its line break, folded at 75 octets and never inside a letter.
 * @param value as it stands in the file: text goes through `escapeText` first
 */
export function contentLine(name: string, value: string): string {
	let folded = '';
	let octets = 0;
	for (const letter of `${name}:${value}`) {
		const size = Buffer.byteLength(letter);
		if (octets + size > LONGEST_LINE) {
			folded += '\r\n ';
			octets = 1;
		}
		folded += letter;
		octets += size;
	}
	return `${folded}\r\n`;
}

/** Text as a value: its marks escaped, its line breaks written out, control signs left out. */
export function escapeText(text: string): string {
	return text
		.replaceAll(/\r\n?|[\u2028\u2029]/g, '\n')
		.replaceAll(/(?!\n)\p{Cc}/gu, '')
		.replaceAll(/[\\;,]/g, '\\$&')
		.replaceAll('\n', '\\n');
}
