import { redirect } from '@sveltejs/kit';
import { leave } from '#lib/accounts/server/visit.ts';
import type { Actions } from './$types';

export const actions = {
	/** For everyone; who is not signed in stays so. */
	default: async (event) => {
		await leave(event);
		redirect(303, '/logowanie?wylogowano');
	}
} satisfies Actions;
