import { readCardPath } from '#lib/accounts/card.ts';
import type { PageServerLoad } from './$types';

/** For everyone: the page that the QR code of a login card opens. It changes nothing until the button is pressed. */
export const load: PageServerLoad = ({ locals, url, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store', 'referrer-policy': 'same-origin' });
	return { card: readCardPath(url.searchParams), signedIn: locals.person?.displayName ?? null };
};
