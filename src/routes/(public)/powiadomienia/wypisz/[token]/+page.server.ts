import { fail, redirect } from '@sveltejs/kit';
import { NOTIFICATION_KINDS, type NotificationKind } from '#lib/notifications/notification.ts';
import { saveMailPreferences } from '#lib/notifications/server/mail-preferences.ts';
import { getUnsubscribing } from '#lib/notifications/server/unsubscribe-token.ts';
import { kindNamed, UnsubscribeForm } from '#lib/notifications/unsubscribe-address.ts';
import { readForm } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

/** For whoever has the mail; looking changes nothing. */
export const load: PageServerLoad = async ({ locals, params, url, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex' });
	await getUnsubscribing(locals.db, params.token);
	const kind = kindNamed(url.searchParams.get('rodzaj'));
	return { label: kind && NOTIFICATION_KINDS[kind], isDone: url.searchParams.has('wypisano') };
};

export const actions = {
	/** For whoever has the mail: no more of one kind, or of any. */
	default: async ({ locals, params, request, url }) => {
		const person = await getUnsubscribing(locals.db, params.token);
		const { data, invalid } = await readForm(request, UnsubscribeForm);
		if (invalid) return fail(400, invalid);

		const kind = data.scope === 'kind' ? kindNamed(url.searchParams.get('rodzaj')) : null;
		const kinds = kind ? [kind] : (Object.keys(NOTIFICATION_KINDS) as NotificationKind[]);
		await saveMailPreferences(locals.db, person.id, Object.fromEntries(kinds.map((name) => [name, 'never'])));
		redirect(303, `/powiadomienia/wypisz/${params.token}?wypisano`);
	}
} satisfies Actions;
