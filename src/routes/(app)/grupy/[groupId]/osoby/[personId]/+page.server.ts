import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { TimeAdjustmentForm } from '#lib/accounts/account-forms.ts';
import { printCards } from '#lib/accounts/server/print-cards.ts';
import { setPupilBlocked, setTimeAdjustment } from '#lib/accounts/server/pupils.ts';
import { renewCard } from '#lib/accounts/server/renew-cards.ts';
import { requireRole } from '#lib/accounts/server/require.ts';
import { originOf, refusalOf } from '#lib/accounts/server/visit.ts';
import { listAttemptsIn } from '#lib/board/server/attempts-in-group.ts';
import { AppError } from '#lib/errors.ts';
import { formatDay } from '#lib/format.ts';
import { getGroupOf, getOpenGroupOf } from '#lib/groups/server/access.ts';
import { RemovalForm } from '#lib/joining/joining-forms.ts';
import { removeFromGroup } from '#lib/joining/server/change-people.ts';
import { getPersonIn } from '#lib/joining/server/people.ts';
import { readForm } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

/** For whoever answers for the group; the person learns in it. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const person = requireRole(locals, 'teacher', 'coordinator');
	const group = await getGroupOf(locals.db, person.id, params.groupId);
	const shown = await getPersonIn(locals.db, group.id, params.personId);
	return {
		group,
		person: { ...shown, joinedAt: formatDay(shown.joinedAt) },
		attempts: await listAttemptsIn(locals.db, group.id, shown.id),
		isSaved: url.searchParams.has('zapisano'),
		address: `${locals.app.settings.origin}/logowanie`
	};
};

type Asked = Pick<
	RequestEvent<{ groupId: string; personId: string }>,
	'locals' | 'params' | 'request' | 'getClientAddress'
>;

/**
 * Who asks about whom, in a group that may be changed.
 * @throws AppError 404 for a group or person of somebody else, 409 when the group is in the archive
 */
async function lookUp(event: Asked) {
	const { locals, params } = event;
	const { id } = requireRole(locals, 'teacher', 'coordinator');
	const group = await getOpenGroupOf(locals.db, id, params.groupId);
	const person = await getPersonIn(locals.db, group.id, params.personId);
	return { db: locals.db, actor: { id, ...originOf(event) }, group, person };
}

/** As `lookUp`, for a pupil whose account is the organization's. */
async function lookUpPupil(event: Asked) {
	const found = await lookUp(event);
	if (!found.person.isInCare) throw ownAccount();
	return found;
}

const ownAccount = () =>
	new AppError(
		409,
		'own_account',
		'Ta osoba ma konto, którym nie zarządza ta organizacja. Sama zmienia hasło; możesz tylko usunąć ją z grupy.'
	);

export const actions = {
	/** For whoever answers for the group. The words are seen in this answer only. */
	karta: async (event) => {
		const { db, actor, person } = await lookUpPupil(event);
		try {
			const card = await renewCard(db, actor, person.id);
			const cards = printCards([card], event.locals.app.settings.origin);
			return { values: {} as Record<string, string>, errors: [], cards };
		} catch (error) {
			const { status, invalid } = refusalOf(error, {}, 'karta');
			return fail(status, invalid);
		}
	},

	/** For whoever answers for the group. */
	zablokuj: async (event) => {
		const { db, actor, group, person } = await lookUpPupil(event);
		await setPupilBlocked(db, actor, person.id, true);
		redirect(303, `/grupy/${group.id}/osoby/${person.id}?zapisano`);
	},

	/** For whoever answers for the group. */
	odblokuj: async (event) => {
		const { db, actor, group, person } = await lookUpPupil(event);
		await setPupilBlocked(db, actor, person.id, false);
		redirect(303, `/grupy/${group.id}/osoby/${person.id}?zapisano`);
	},

	/** For whoever answers for the group. */
	czas: async (event) => {
		const { db, actor, group, person } = await lookUpPupil(event);
		const { data, invalid } = await readForm(event.request, TimeAdjustmentForm);
		if (invalid) return fail(400, invalid);
		await setTimeAdjustment(db, actor, person.id, data.factorPercent);
		redirect(303, `/grupy/${group.id}/osoby/${person.id}?zapisano`);
	},

	/** For whoever answers for the group. */
	usun: async (event) => {
		const { db, actor, group, person } = await lookUp(event);
		const { invalid } = await readForm(event.request, RemovalForm);
		if (invalid) return fail(400, invalid);
		await removeFromGroup(db, actor, group.id, person.id);
		redirect(303, `/grupy/${group.id}/osoby?usunieto`);
	}
} satisfies Actions;
