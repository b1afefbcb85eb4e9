/**
 * The `Content-Disposition` of a file to be saved under a Polish name (RFC 6266): the name itself, and one in ASCII for
 * programs that read no other. Signs that a file system refuses become spaces.
 */
export function attachment(fileName: string): string {
	const dot = fileName.lastIndexOf('.');
	const tidy = (text: string) =>
		text
			.replace(/[\p{C}/\\:*?"<>|]+/gu, ' ')
			.replace(/\s+/gu, ' ')
			.trim();
	const stem = tidy(fileName.slice(0, dot)).slice(0, 120).toWellFormed().trim() || 'plik';
	const ending = fileName.slice(dot);
	const ascii = stem.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ł', 'l').replaceAll('Ł', 'L') || 'plik';
	const encoded = encodeURIComponent(stem + ending).replace(
		/['()*]/g,
		(sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`
	);
	return `attachment; filename="${ascii.replace(/[–—]/g, '-').replace(/[^ -~]/g, '_')}${ending}"; filename*=UTF-8''${encoded}`;
}
