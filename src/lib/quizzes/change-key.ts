/**
 * Keys of the changes one browser makes in one attempt: `seq-<browser>-<number>-<random>`. The numbers rise, so that the
 * server can tell an older answer that was held up on its way from the newer one it already has.
 */
const ORDERED = /^seq-[0-9a-f]{12}-\d{14}-[0-9a-f]{8}$/;
/** Up to the browser, its hyphen included. */
export const WRITER_LENGTH = 17;

/** Whether both were made by the same browser, the first one earlier. */
export function isEarlier(key: string, other: string): boolean {
	const haveOrder = ORDERED.test(key) && ORDERED.test(other);
	return haveOrder && key.slice(0, WRITER_LENGTH) === other.slice(0, WRITER_LENGTH) && key < other;
}

/** @param writer twelve hexadecimal digits that tell this browser from others */
export function orderedKey(writer: string, number: number, random: string): string {
	return `seq-${writer}-${String(number).padStart(14, '0')}-${random}`;
}
