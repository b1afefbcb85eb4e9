import { EVEN_MS, takeAtLeast } from '#lib/server/even-time.ts';
import { readForm, type InvalidForm } from '#lib/server/forms.ts';
import { AddressForm } from '../account-forms.ts';
import { countUse, FORM_RULE, networkOf } from './throttle.ts';
import { originOf, refusalOf, type Visit } from './visit.ts';

/**
 * Takes the form that asks for a mail with a link, and has it sent. Neither the answer nor the time it takes tells
 * whether the address has an account.
 * @param send to the address, if there is a reason
 * @returns what to show again when the form was refused; undefined: it was taken
 */
export async function askForLink(
	visit: Pick<Visit, 'request' | 'getClientAddress' | 'locals'>,
	send: (email: string) => Promise<void>
): Promise<{ status: number; invalid: InvalidForm } | undefined> {
	const { data, invalid } = await readForm(visit.request, AddressForm);
	if (invalid) return { status: 400, invalid };
	try {
		await countUse(visit.locals.db, `form:${networkOf(originOf(visit).address)}`, FORM_RULE);
	} catch (error) {
		return refusalOf(error, data, 'email');
	}
	await takeAtLeast(EVEN_MS, () => send(data.email));
	return undefined;
}
