import { qrPath } from '#lib/accounts/server/qr-path.ts';
import { requireRole } from '#lib/accounts/server/require.ts';
import { getGroupOf } from '#lib/groups/server/access.ts';
import { findOpenJoining } from '#lib/joining/server/open-joining.ts';
import type { PageServerLoad } from './$types';

/** For whoever answers for the group. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const person = requireRole(locals, 'teacher', 'coordinator');
	const { id, name } = await getGroupOf(locals.db, person.id, params.groupId);
	const joining = await findOpenJoining(locals.db, id);
	const address = `${locals.app.settings.origin}/dolacz`;
	return {
		group: { id, name },
		joining,
		address: address.replace(/^https?:\/\//, ''),
		qr: qrPath(joining ? `${address}?kod=${joining.code}` : address)
	};
};
