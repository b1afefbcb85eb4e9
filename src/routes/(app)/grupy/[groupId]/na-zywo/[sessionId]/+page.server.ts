import { redirect, type RequestEvent } from '@sveltejs/kit';
import { requireRole } from '#lib/accounts/server/require.ts';
import { originOf } from '#lib/accounts/server/visit.ts';
import { getGroupOf } from '#lib/groups/server/access.ts';
import type { LiveMove } from '#lib/live/live-session.ts';
import { getSession, moveSession } from '#lib/live/server/sessions.ts';
import { wallView } from '#lib/live/server/views.ts';
import { readFormData } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

/** For who answers for the group. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const person = requireRole(locals, 'teacher', 'coordinator');
	const group = await getGroupOf(locals.db, person.id, params.groupId);
	const session = await getSession(locals.db, group.id, params.sessionId, new Date());
	return {
		group: { id: group.id, name: group.name },
		courseSlug: session.courseSlug,
		address: `${locals.app.settings.origin.replace(/^https?:\/\//, '')}/na-zywo`,
		sessionId: session.id,
		wall: await wallView(locals.db, session)
	};
};

async function move(event: RequestEvent<{ groupId: string; sessionId: string }>, move: LiveMove): Promise<never> {
	const { locals, params, request } = event;
	const person = requireRole(locals, 'teacher', 'coordinator');
	const group = await getGroupOf(locals.db, person.id, params.groupId);
	const seenVersion = Number((await readFormData(request)).get('version'));
	const of = { group, sessionId: params.sessionId, move, seenVersion };
	await moveSession(locals.db, { id: person.id, ...originOf(event) }, of, new Date());
	redirect(303, `/grupy/${group.id}/na-zywo/${params.sessionId}`);
}

/** For who answers for the group. */
export const actions = {
	pauza: (event) => move(event, 'pause'),
	wznow: (event) => move(event, 'resume'),
	pokaz: (event) => move(event, 'reveal'),
	dalej: (event) => move(event, 'next'),
	zakoncz: (event) => move(event, 'end')
} satisfies Actions;
