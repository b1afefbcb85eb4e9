/** What the youngest choose from, each with the one word it is called by. */
export const PICTURES = {
	slonce: 'słońce',
	dom: 'dom',
	drzewo: 'drzewo',
	ryba: 'ryba',
	gwiazda: 'gwiazda',
	serce: 'serce',
	kwiat: 'kwiat',
	lodka: 'łódka',
	parasol: 'parasol',
	klucz: 'klucz',
	jablko: 'jabłko',
	grzyb: 'grzyb',
	kubek: 'kubek',
	dzwonek: 'dzwonek',
	ksiezyc: 'księżyc',
	kot: 'kot'
} as const;
export type Picture = keyof typeof PICTURES;

/** Names of the four controls, in the order that counts. */
export const PICTURE_FIELDS = ['picture1', 'picture2', 'picture3', 'picture4'] as const;
export type PictureChoice = Record<(typeof PICTURE_FIELDS)[number], Picture>;

/** Wrong pictures in a row after which only a new card helps. */
export const MAX_PICTURE_FAILURES = 20;

/** A chosen sequence as it is hashed. */
export const picturesSecret = (choice: PictureChoice): string =>
	`obrazki ${PICTURE_FIELDS.map((field) => choice[field]).join(' ')}`;

/** What is wrong with a newly chosen sequence, as a sentence; null when it will do. */
export function findPicturesProblem(choice: PictureChoice): string | null {
	const different = new Set(PICTURE_FIELDS.map((field) => choice[field])).size;
	return different > 1 ? null : 'Wybierz co najmniej dwa różne obrazki: cztery takie same łatwo zgadnąć.';
}
