import { redirect } from '@sveltejs/kit';
import { getMyAccount } from '#lib/accounts/server/my-account.ts';
import { findMyMembership } from '#lib/joining/server/my-membership.ts';
import type { PageServerLoad } from './$types';

/** For everybody signed in; the group is named to its members. */
export const load: PageServerLoad = async ({ locals, url, setHeaders }) => {
	if (!locals.person) redirect(303, '/logowanie');
	setHeaders({ 'cache-control': 'no-store' });
	const membership = await findMyMembership(locals.db, url.searchParams.get('grupa') ?? '', locals.person.id);
	const { displayName, signInName, secretKind } = await getMyAccount(locals.db, locals.person.id);
	const { origin } = locals.app.settings;
	return {
		displayName,
		signInName,
		secretKind,
		groupName: membership?.groupName ?? null,
		address: new URL(origin).host
	};
};
