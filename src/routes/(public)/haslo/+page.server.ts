import { fail, redirect } from '@sveltejs/kit';
import { askForLink } from '#lib/accounts/server/ask-for-link.ts';
import { requestPasswordReset } from '#lib/accounts/server/password-change.ts';
import { hasMailbox } from '#lib/server/mail.ts';
import type { Actions, PageServerLoad } from './$types';

/** For everyone. */
export const load: PageServerLoad = ({ locals, url }) => ({
	isSent: url.searchParams.has('wyslano'),
	hasMailbox: hasMailbox(locals.app.settings)
});

export const actions = {
	/** For everyone; the answer does not tell whether the address has an account. */
	default: async (event) => {
		const { db, app } = event.locals;
		const refused = await askForLink(event, (email) => requestPasswordReset(db, app.settings, email));
		if (refused) return fail(refused.status, refused.invalid);
		redirect(303, '/haslo?wyslano');
	}
} satisfies Actions;
