import { fail, redirect } from '@sveltejs/kit';
import { requireRole } from '#lib/accounts/server/require.ts';
import { CorrectionForm, RevocationForm } from '#lib/certificates/certificate-forms.ts';
import { publicCertificate } from '#lib/certificates/public-certificate.ts';
import { correctCertificate, revokeCertificate } from '#lib/certificates/server/changes.ts';
import { findStateChange, getManagedCertificate, listEvents } from '#lib/certificates/server/register.ts';
import { readForm } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

/** For admins, and for coordinators of the organization whose certificate it is. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const manager = requireRole(locals, 'admin', 'coordinator');
	const certificate = await getManagedCertificate(locals.db, manager.id, params.id);
	const events = await listEvents(locals.db, manager.id, params.id);
	const change = await findStateChange(locals.db, certificate.id);
	return {
		certificate: publicCertificate(certificate, change, locals.app.settings.origin, new Date()),
		isOpen: certificate.state === 'valid',
		replacedBy: certificate.replacedBy,
		events
	};
};

/** For the same people; the rule is in the queries. */
export const actions = {
	popraw: async ({ locals, params, request, getClientAddress }) => {
		const manager = requireRole(locals, 'admin', 'coordinator');
		await getManagedCertificate(locals.db, manager.id, params.id);
		const { data, invalid } = await readForm(request, CorrectionForm);
		if (invalid) return fail(400, invalid);

		const actor = { id: manager.id, address: getClientAddress() };
		const correction = { holder: data.holder, reason: data.correctionReason };
		const id = await correctCertificate(locals.db, actor, params.id, correction);
		redirect(303, `/panel/zaswiadczenia/${id}`);
	},

	uniewaznij: async ({ locals, params, request, getClientAddress }) => {
		const manager = requireRole(locals, 'admin', 'coordinator');
		await getManagedCertificate(locals.db, manager.id, params.id);
		const { data, invalid } = await readForm(request, RevocationForm);
		if (invalid) return fail(400, invalid);

		const actor = { id: manager.id, address: getClientAddress() };
		await revokeCertificate(locals.db, actor, params.id, { kind: data.ground, reason: data.revocationReason });
		redirect(303, `/panel/zaswiadczenia/${params.id}`);
	}
} satisfies Actions;
