/** The same moment some months earlier, as an ISO instant; a day the month lacks falls into the next one. */
export function monthsBefore(now: Date, months: number): string {
	const date = new Date(now);
	date.setUTCMonth(date.getUTCMonth() - months);
	return date.toISOString();
}
