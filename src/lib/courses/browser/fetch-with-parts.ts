const AT_ONCE = 4;
/** Too heavy to be saved without being asked for. */
const HEAVY = /\.(?:mp4|webm|mp3|ogg|m4a)(?:\?|$)/;

/**
 * Fetches pages with everything they need to look and work the same without the internet: styles, fonts, scripts,
 * pictures, attachments. Asked as a visitor, so nothing personal is among the answers.
 * @param onPage told after each page how many of them are there
 * @returns the answers by address; a saved page says so, `<html data-saved-copy>`
 * @throws TypeError without the network, Error when a page or a part of it is not there
 */
export async function fetchWithParts(
	pages: string[],
	onPage: (done: number) => void = () => undefined
): Promise<Map<string, Response>> {
	const files = new Map<string, Response>();
	const asked = new Set<string>();
	let done = 0;
	const fetchOne = async (address: string): Promise<void> => {
		if (asked.has(address)) return;
		asked.add(address);
		const answer = await fetch(address, { credentials: 'omit', cache: 'no-cache' });
		if (!answer.ok || answer.redirected) throw new Error(`${address}: ${answer.status}`);
		const { saved, parts } = await withParts(answer, new URL(address, location.href));
		files.set(address, saved);
		await Promise.all(parts.map(fetchOne));
	};
	const waiting = [...pages];
	const work = async () => {
		for (let page = waiting.shift(); page !== undefined; page = waiting.shift()) {
			await fetchOne(page);
			onPage((done += 1));
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, work));
	return files;
}

async function withParts(answer: Response, base: URL): Promise<{ saved: Response; parts: string[] }> {
	const type = answer.headers.get('content-type') ?? '';
	const headers = new Headers(answer.headers);
	headers.delete('content-encoding');
	if (!/^text\/(?:html|css|javascript)/.test(type))
		return { saved: new Response(await answer.blob(), { headers }), parts: [] };
	const text = await answer.text();
	const isPage = type.startsWith('text/html');
	const saved = new Response(isPage ? text.replace('<html', '<html data-saved-copy') : text, { headers });
	return { saved, parts: partsOf(text, type, base) };
}

/** The addresses of our own that a page, a style sheet or a script asks for. */
export function partsOf(text: string, type: string, base: URL): string[] {
	const found = type.startsWith('text/html')
		? inPage(text)
		: type.startsWith('text/css')
			? inStyles(text)
			: inScript(text);
	const own = found
		.map((address) => new URL(address.replaceAll('&amp;', '&'), base))
		.filter(({ origin, href }) => origin === base.origin && !HEAVY.test(href));
	return [...new Set(own.map(({ pathname, search }) => pathname + search))];
}

function inPage(html: string): string[] {
	const tags = [...html.matchAll(/<(link|script|img|a)\b[^>]*?\s(?:href|src)="([^"]+)"[^>]*>/g)];
	return tags.flatMap(([tag, name, address = '']) => {
		if (name === 'a') return /^\/kursy\/[^/]+\/pliki\//.test(address) ? [address] : [];
		return name === 'link' && !/\brel="(?:stylesheet|preload|icon)"/.test(tag) ? [] : [address];
	});
}

/** Files only: an address inside a picture that is written into the sheet is none of ours. */
const inStyles = (css: string) => [...css.matchAll(/url\(["']?([\w./-]+\.\w+)["']?\)/g)].map((match) => match[1] ?? '');

const inScript = (script: string) =>
	[...script.matchAll(/(?:from|import\(?)\s*["'`](\.{1,2}\/[\w./-]+\.js)["'`]/g)].map((match) => match[1] ?? '');
