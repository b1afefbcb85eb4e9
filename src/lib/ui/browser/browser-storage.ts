/** What the browser keeps for this site; null where it forbids that, as some do in private windows. */
export function browserStorage(): Storage | null {
	try {
		return localStorage;
	} catch {
		return null;
	}
}
