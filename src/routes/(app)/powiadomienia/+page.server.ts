import { redirect } from '@sveltejs/kit';
import { requirePerson } from '#lib/accounts/server/require.ts';
import { formatInstant } from '#lib/format.ts';
import {
	countNotifications,
	listNotifications,
	readAllNotifications,
	readNotification
} from '#lib/notifications/server/notifications.ts';
import { readFormData } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

const ON_A_PAGE = 20;

/** For everybody signed in: what they were told; looking marks nothing as read. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const person = requirePerson(locals);
	const now = new Date();
	const pageCount = Math.max(1, Math.ceil((await countNotifications(locals.db, person.id, now)) / ON_A_PAGE));
	const wanted = Number(url.searchParams.get('strona') ?? 1);
	const page = Number.isInteger(wanted) ? Math.min(Math.max(wanted, 1), pageCount) : 1;
	const from = (page - 1) * ON_A_PAGE;
	const notifications = await listNotifications(locals.db, person.id, { from, count: ON_A_PAGE }, now);
	return {
		page,
		pageCount,
		unreadCount: person.unreadCount,
		notifications: notifications.map(({ visibleAt, ...rest }) => ({ ...rest, when: formatInstant(visibleAt) }))
	};
};

export const actions = {
	/** For everybody signed in: one of their own, marked as read; goes where it leads. */
	przeczytaj: async ({ locals, request }) => {
		const person = requirePerson(locals);
		const id = (await readFormData(request)).get('id');
		const path = typeof id === 'string' ? await readNotification(locals.db, person.id, id) : null;
		redirect(303, path ?? '/powiadomienia');
	},

	/** For everybody signed in: all of their own. */
	wszystkie: async ({ locals }) => {
		const person = requirePerson(locals);
		await readAllNotifications(locals.db, person.id);
		redirect(303, '/powiadomienia');
	}
} satisfies Actions;
