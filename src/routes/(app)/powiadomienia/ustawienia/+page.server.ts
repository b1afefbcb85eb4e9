import { fail, redirect } from '@sveltejs/kit';
import { isStaff } from '#lib/accounts/person.ts';
import { getMyAccount } from '#lib/accounts/server/my-account.ts';
import { requirePerson } from '#lib/accounts/server/require.ts';
import { formatDay } from '#lib/format.ts';
import { MailPreferencesForm } from '#lib/notifications/mail-preference.ts';
import { NOTIFICATION_KINDS, type NotificationKind } from '#lib/notifications/notification.ts';
import { deleteCalendarFeed, findCalendarFeed, renewCalendarFeed } from '#lib/notifications/server/calendar-feeds.ts';
import { getMailPreferences, saveMailPreferences } from '#lib/notifications/server/mail-preferences.ts';
import { readForm } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

/** For everybody signed in: how they want to be told, and whether they have a calendar. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const person = requirePerson(locals);
	const { email } = await getMyAccount(locals.db, person.id);
	const preferences = await getMailPreferences(locals.db, person.id);
	const feed = await findCalendarFeed(locals.db, person.id);
	const kinds = (Object.keys(NOTIFICATION_KINDS) as NotificationKind[]).filter(
		(kind) => kind !== 'group' || isStaff(person)
	);
	return {
		email,
		preferences: kinds.map((kind) => ({ kind, label: NOTIFICATION_KINDS[kind], mail: preferences[kind] })),
		calendarSince: feed && formatDay(feed.createdAt),
		said: ['zapisano', 'wylaczono'].find((name) => url.searchParams.has(name)) ?? null
	};
};

export const actions = {
	/** For everybody signed in: their own choice. */
	poczta: async ({ locals, request }) => {
		const person = requirePerson(locals);
		const { data, invalid } = await readForm(request, MailPreferencesForm);
		if (invalid) return fail(400, invalid);
		await saveMailPreferences(locals.db, person.id, data);
		redirect(303, '/powiadomienia/ustawienia?zapisano');
	},

	/** For everybody signed in: an address of their own, seen in this answer only; the one before stops working. */
	kalendarz: async ({ locals }) => {
		const person = requirePerson(locals);
		const token = await renewCalendarFeed(locals.db, person.id);
		const address = `${locals.app.settings.origin}/kalendarz/${token}.ics`;
		return { address, values: {} as Record<string, string>, errors: [] };
	},

	/** For everybody signed in: their own calendar. */
	bezKalendarza: async ({ locals }) => {
		const person = requirePerson(locals);
		await deleteCalendarFeed(locals.db, person.id);
		redirect(303, '/powiadomienia/ustawienia?wylaczono');
	}
} satisfies Actions;
