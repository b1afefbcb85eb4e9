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
