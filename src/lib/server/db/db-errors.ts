/** What the driver itself calls the failure: `SQLITE_…`, a five-letter SQLSTATE or a socket error such as `ECONNREFUSED`. */
export function driverCode(error: unknown): string | undefined {
	const code = (error as { code?: unknown } | null)?.code;
	return typeof code === 'string' ? code : undefined;
}

/**
 * The database cannot write or answer just now (full or read-only disk, lock held too long, server gone): nothing was
 * stored, and trying again later can succeed.
 */
export function isUnavailable(error: unknown): boolean {
	const code = driverCode(error) ?? '';
	if (/^SQLITE_(FULL|IOERR|BUSY|LOCKED|READONLY|CANTOPEN)/.test(code)) return true;
	if (/^(08|53|57P|55P03|40001|40P01|25006)/.test(code)) return true;
	if (/^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)/.test(code)) return true;
	const message = error instanceof Error ? error.message : '';
	return /timeout exceeded when trying to connect|Connection terminated|database connection is not open/i.test(message);
}
