import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { requireRole } from '#lib/accounts/server/require.ts';
import { refusalOf } from '#lib/accounts/server/visit.ts';
import { MessageForm } from '#lib/board/message-form.ts';
import { getCourseOfGroup } from '#lib/groups/server/course-of-group.ts';
import { listRecipients, sendMessage } from '#lib/board/server/message.ts';
import { getOpenGroupOf } from '#lib/groups/server/access.ts';
import { invalidForm, readFormData } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const person = requireRole(locals, 'teacher', 'coordinator');
	const { group, course } = await getCourseOfGroup(locals, person.id, params);
	return { group, course: { slug: course.slug, title: course.title } };
};

/** Who writes, in which group and course, and the form with those who were chosen. */
async function asked({ locals, params, request }: RequestEvent) {
	const person = requireRole(locals, 'teacher', 'coordinator');
	await getOpenGroupOf(locals.db, person.id, params.groupId);
	const { group, course } = await getCourseOfGroup(locals, person.id, params);
	const form = await readFormData(request);
	const chosen = form.getAll('komu').filter((id) => typeof id === 'string');
	return { person, group, course, form, chosen };
}

export const actions = {
	/** From the board: shows to whom, and asks what to say. Nothing is sent yet. */
	wybierz: async (event) => {
		const { group, chosen } = await asked(event);
		const recipients = await listRecipients(event.locals.db, group.id, chosen);
		return { recipients, values: {} as Record<string, string>, errors: [] };
	},

	wyslij: async (event) => {
		const { person, group, course, form, chosen } = await asked(event);
		const { db } = event.locals;
		const text = form.get('tekst');
		const values = { tekst: typeof text === 'string' ? text : '' };
		const read = v.safeParse(MessageForm, values);
		if (!read.success) {
			const recipients = await listRecipients(db, group.id, chosen);
			return fail(400, { recipients, ...invalidForm(values, { tekst: read.issues[0].message }) });
		}
		const actor = { id: person.id, displayName: person.displayName, address: event.getClientAddress() };
		let count: number;
		try {
			count = await sendMessage(db, actor, { group, course, chosen, text: read.output.tekst }, new Date());
		} catch (error) {
			const { status, invalid } = refusalOf(error, values, 'tekst');
			return fail(status, { recipients: await listRecipients(db, group.id, chosen), ...invalid });
		}
		redirect(303, `/grupy/${group.id}/kursy/${course.slug}/wiadomosc?wyslano=${count}`);
	}
} satisfies Actions;
