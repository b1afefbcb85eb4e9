import { fail, redirect } from '@sveltejs/kit';
import { isOwnPassword } from '#lib/accounts/server/password-change.ts';
import { requireRole } from '#lib/accounts/server/require.ts';
import { AppError } from '#lib/errors.ts';
import { CoordinatorForm, RevocationForm } from '#lib/organizations/organization-forms.ts';
import {
	getOrganization,
	grantCoordinator,
	listCoordinators,
	revokeCoordinator
} from '#lib/organizations/server/organizations.ts';
import { invalidForm, readForm } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

const WRONG_PASSWORD = 'To nie jest Twoje hasło. Wpisz je jeszcze raz.';

export const load: PageServerLoad = async ({ locals, params }) => {
	const admin = requireRole(locals, 'admin');
	const organization = await getOrganization(locals.db, admin.id, params.organizationId);
	return { organization, coordinators: await listCoordinators(locals.db, organization.id) };
};

/** What is wrong with the password that was asked for again, and the status to say it with; null: it is theirs. */
async function findRefusal(locals: App.Locals, personId: string, password: string) {
	try {
		return (await isOwnPassword(locals.db, personId, password)) ? null : { status: 400, message: WRONG_PASSWORD };
	} catch (error) {
		if (!(error instanceof AppError)) throw error;
		return { status: error.status, message: error.message };
	}
}

export const actions = {
	nadaj: async ({ locals, params, request, getClientAddress }) => {
		const admin = requireRole(locals, 'admin');
		const { data, invalid } = await readForm(request, CoordinatorForm);
		if (invalid) return fail(400, { ...invalid, about: null });
		const refusal = await findRefusal(locals, admin.id, data.password);
		if (refusal) {
			return fail(refusal.status, { ...invalidForm(data, { password: refusal.message }), about: null });
		}

		const administrator = { id: admin.id, address: getClientAddress() };
		const { organizationId } = params;
		try {
			await grantCoordinator(locals.db, administrator, { organizationId, email: data.email });
		} catch (error) {
			if (!(error instanceof AppError)) throw error;
			return fail(400, { ...invalidForm(data, { email: error.message }), about: null });
		}
		redirect(303, `/panel/organizacje/${organizationId}`);
	},

	odbierz: async ({ locals, params, request, getClientAddress }) => {
		const admin = requireRole(locals, 'admin');
		const { data, invalid } = await readForm(request, RevocationForm);
		if (invalid) return fail(400, { ...invalid, about: invalid.values.person ?? null });
		const refusal = await findRefusal(locals, admin.id, data.password);
		if (refusal) {
			return fail(refusal.status, { ...invalidForm({}, { password: refusal.message }), about: data.person });
		}

		const administrator = { id: admin.id, address: getClientAddress() };
		const { organizationId } = params;
		await revokeCoordinator(locals.db, administrator, { organizationId, personId: data.person });
		redirect(303, `/panel/organizacje/${organizationId}`);
	}
} satisfies Actions;
