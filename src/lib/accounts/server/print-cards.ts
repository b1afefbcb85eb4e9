import { foldPolish } from '#lib/format.ts';
import { cardPath, type PrintedCard } from '../card.ts';
import { isPseudonym } from '../pseudonyms.ts';
import type { PupilCard } from './pupil-accounts.ts';
import { qrPath } from './qr-path.ts';

/** @param origin of the platform, as printed and in the QR codes */
export function printCards(cards: PupilCard[], origin: string): PrintedCard[] {
	return cards.map((card) => ({
		...card,
		qr: qrPath(origin + cardPath(card.signInName, foldPolish(card.words).replaceAll(' ', '-'))),
		isPseudonym: isPseudonym(card.displayName)
	}));
}
