import * as v from 'valibot';
import type { NotificationKind } from './notification.ts';

/** What an address of ours calls each kind. */
const WORDS: Record<NotificationKind, string> = {
	message: 'wiadomosci',
	assigned: 'kursy',
	due: 'terminy',
	result: 'wyniki',
	report: 'uwagi',
	certificate: 'zaswiadczenia',
	group: 'grupy'
};

/** Where whoever has the mail can ask for no more of these kinds: of the one there is, otherwise of all. */
export function unsubscribeAddress(origin: string, token: string, kinds: ReadonlySet<NotificationKind>): string {
	const [only] = kinds;
	const query = only && kinds.size === 1 ? `?rodzaj=${WORDS[only]}` : '';
	return `${origin}/powiadomienia/wypisz/${token}${query}`;
}

/** The kind an address names; null: all. */
export function kindNamed(word: string | null): NotificationKind | null {
	const found = Object.entries(WORDS).find(([, known]) => known === word);
	return found ? (found[0] as NotificationKind) : null;
}

/** Of the kind the address names, or of everything. */
export const UnsubscribeForm = v.strictObject({
	scope: v.picklist(['kind', 'all'], 'Naciśnij jeden z przycisków.')
});
