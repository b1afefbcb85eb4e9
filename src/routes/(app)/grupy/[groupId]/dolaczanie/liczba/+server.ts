import { json } from '@sveltejs/kit';
import { requireRole } from '#lib/accounts/server/require.ts';
import { getGroupOf } from '#lib/groups/server/access.ts';
import { findOpenJoining } from '#lib/joining/server/open-joining.ts';
import type { RequestHandler } from './$types';

/** For whoever answers for the group: what its projector page asks for again and again. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const person = requireRole(locals, 'teacher', 'coordinator');
	const group = await getGroupOf(locals.db, person.id, params.groupId);
	const joining = await findOpenJoining(locals.db, group.id);
	return json({ joined: joining?.joinedCount ?? 0, isOpen: joining !== null });
};
