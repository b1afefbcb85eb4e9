import { fail, redirect } from '@sveltejs/kit';
import { TimeAdjustmentForm } from '#lib/accounts/account-forms.ts';
import { printCards } from '#lib/accounts/server/print-cards.ts';
import { getPupilOf, setPupilBlocked, setTimeAdjustment } from '#lib/accounts/server/pupils.ts';
import { renewCard } from '#lib/accounts/server/renew-cards.ts';
import { requireRole } from '#lib/accounts/server/require.ts';
import { originOf, refusalOf } from '#lib/accounts/server/visit.ts';
import { formatDay } from '#lib/format.ts';
import { writeSighting } from '#lib/server/audit-sighting.ts';
import { readForm } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

/** For admins, and for coordinators of the pupil's organization. */
export const load: PageServerLoad = async (event) => {
	const { locals, params, url } = event;
	const person = requireRole(locals, 'admin', 'coordinator');
	const pupil = await getPupilOf(locals.db, person.id, params.pupilId);
	await writeSighting(locals.db, {
		actorId: person.id,
		organizationId: pupil.organizationId,
		action: 'pupil.seen',
		subjectKind: 'userAccount',
		subjectId: pupil.id,
		address: originOf(event).address
	});
	return {
		pupil: { ...pupil, createdAt: formatDay(pupil.createdAt) },
		isSaved: url.searchParams.has('zapisano'),
		address: `${locals.app.settings.origin}/logowanie`
	};
};

export const actions = {
	/** For admins, and for coordinators of the pupil's organization. The words are seen in this answer only. */
	renewCard: async (event) => {
		const { locals, params } = event;
		const person = requireRole(locals, 'admin', 'coordinator');
		try {
			const card = await renewCard(locals.db, { id: person.id, ...originOf(event) }, params.pupilId);
			const cards = printCards([card], locals.app.settings.origin);
			return { values: {} as Record<string, string>, errors: [], cards };
		} catch (error) {
			const { status, invalid } = refusalOf(error, {}, 'renewCard');
			return fail(status, invalid);
		}
	},

	/** For admins, and for coordinators of the pupil's organization. */
	block: async (event) => {
		const { locals, params } = event;
		const person = requireRole(locals, 'admin', 'coordinator');
		await setPupilBlocked(locals.db, { id: person.id, ...originOf(event) }, params.pupilId, true);
		redirect(303, `/panel/osoby/${params.pupilId}?zapisano`);
	},

	/** For admins, and for coordinators of the pupil's organization. */
	unblock: async (event) => {
		const { locals, params } = event;
		const person = requireRole(locals, 'admin', 'coordinator');
		await setPupilBlocked(locals.db, { id: person.id, ...originOf(event) }, params.pupilId, false);
		redirect(303, `/panel/osoby/${params.pupilId}?zapisano`);
	},

	/** For admins, and for coordinators of the pupil's organization. */
	adjustTime: async (event) => {
		const { locals, params, request } = event;
		const person = requireRole(locals, 'admin', 'coordinator');
		const { data, invalid } = await readForm(request, TimeAdjustmentForm);
		if (invalid) return fail(400, invalid);
		const actor = { id: person.id, ...originOf(event) };
		await setTimeAdjustment(locals.db, actor, params.pupilId, data.factorPercent);
		redirect(303, `/panel/osoby/${params.pupilId}?zapisano`);
	}
} satisfies Actions;
