/**
 * What every answer carries, files and errors included.
 * @param nonce allows the page's own script; without one, no script runs at all
 */
export function securityHeaders(options: {
	nonce: string | null;
	isHttps: boolean;
	isDev?: boolean;
}): Record<string, string> {
	const { nonce, isHttps, isDev = false } = options;
	const policy = [
		"default-src 'self'",
		`script-src ${nonce ? `'nonce-${nonce}'` : "'none'"}`,
		`style-src 'self'${isDev ? " 'unsafe-inline'" : ''}`,
		"worker-src 'self'",
		"img-src 'self' data:",
		"media-src 'self'",
		"object-src 'none'",
		"base-uri 'none'",
		"form-action 'self'",
		"frame-ancestors 'none'"
	];
	return {
		'content-security-policy': policy.join('; '),
		'x-content-type-options': 'nosniff',
		'x-frame-options': 'DENY',
		'referrer-policy': 'same-origin',
		'cross-origin-opener-policy': 'same-origin',
		'cross-origin-resource-policy': 'same-origin',
		'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
		...(isHttps && { 'strict-transport-security': 'max-age=31536000; includeSubDomains' })
	};
}

/**
 * What style sheets and fonts carry: nothing that is about documents. A lesson loads fifteen of them, and every answer
 * of a first visit brings its headers whole.
 */
export function partHeaders(options: { isHttps: boolean }): Record<string, string> {
	const whole = securityHeaders({ nonce: null, ...options });
	const about = [
		'x-content-type-options',
		'referrer-policy',
		'cross-origin-resource-policy',
		'strict-transport-security'
	];
	const kept = Object.entries(whole).filter(([name]) => about.includes(name));
	return { 'content-security-policy': "default-src 'none'", ...Object.fromEntries(kept) };
}
