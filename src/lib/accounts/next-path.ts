export const HOME = '/moje';

/** Where to go after signing in: a path of ours, otherwise one's own start page, without a word. */
export function safeNextPath(wanted: string | null | undefined): string {
	if (!wanted || wanted.length > 500 || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(wanted)) return HOME;
	const url = new URL(wanted, 'http://wspolnie.invalid');
	if (url.host !== 'wspolnie.invalid' || url.pathname.startsWith('//')) return HOME;
	if (/^\/(logowanie|wylogowanie)(\/|$)/.test(url.pathname)) return HOME;
	return url.pathname + url.search + url.hash;
}
