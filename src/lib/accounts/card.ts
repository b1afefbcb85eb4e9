/** A login card as it is printed. */
export interface PrintedCard {
	displayName: string;
	signInName: string;
	words: string;
	/** Opens the page of the card, as one SVG path with its size in modules. */
	qr: { size: number; path: string };
	/** The nickname says nothing of the person: room to write whose card it is. */
	isPseudonym: boolean;
}

const QUERY = { name: 'nazwa', words: 'slowa' };

/** Where the QR code of a card leads; the words joined by hyphens. */
export function cardPath(signInName: string, words: string): string {
	return `/logowanie/karta?${new URLSearchParams({ [QUERY.name]: signInName, [QUERY.words]: words })}`;
}

/** What an address made by `cardPath` says; empty texts for anything else. */
export function readCardPath(query: URLSearchParams): { signInName: string; words: string } {
	const read = (name: string) => (query.get(name) ?? '').slice(0, 100);
	return {
		signInName: read(QUERY.name),
		words: read(QUERY.words)
			.replaceAll(/[\s-]+/g, ' ')
			.trim()
	};
}
