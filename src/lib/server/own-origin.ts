const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a request may change state: it comes from a page of ours, as the browser itself says. Reading is always
 * allowed; a change without `Origin` and without `Sec-Fetch-Site` is refused.
 * @param ownOrigin the public origin, or null when the operator named none and any name we are reached by is ours
 */
export function mayChangeState(request: Request, ownOrigin: string | null): boolean {
	if (SAFE_METHODS.has(request.method)) return true;
	const origin = request.headers.get('origin');
	if (origin === null) return request.headers.get('sec-fetch-site') === 'same-origin';
	return origin === (ownOrigin ?? new URL(request.url).origin);
}
