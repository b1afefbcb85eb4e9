/** How a link may lead out of a course: the address to write, or null when it is not allowed. */
export function safeAddress(href: string): string | null {
	if (/[\s\\\p{Cc}]/u.test(href)) return null;
	if (href.startsWith('#')) return /^#[\w-]+$/.test(href) ? href : null;
	if (href.startsWith('/')) return href.startsWith('//') ? null : href;
	if (/^mailto:[^@<>"']+@[^@<>"']+$/i.test(href)) return href;
	if (!/^https?:\/\//i.test(href) || !URL.canParse(href)) return null;
	const { username, password } = new URL(href);
	return username || password ? null : new URL(href).href;
}

export const isExternal = (address: string) => /^https?:/i.test(address);
