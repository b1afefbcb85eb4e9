import { fail, redirect } from '@sveltejs/kit';
import { CodeForm, UNKNOWN_CODE } from '#lib/certificates/certificate-forms.ts';
import { findByCode } from '#lib/certificates/server/register.ts';
import { parseCode } from '#lib/certificates/verification-code.ts';
import { invalidForm, readForm } from '#lib/server/forms.ts';
import type { Actions } from './$types';

/** For everyone: who has the code may look. */
export const actions = {
	default: async ({ locals, request }) => {
		const { data, invalid } = await readForm(request, CodeForm);
		if (invalid) return fail(400, invalid);

		const code = parseCode(data.kod);
		const certificate = code && (await findByCode(locals.db, code));
		if (!certificate) return fail(400, invalidForm({ kod: data.kod }, { kod: UNKNOWN_CODE }));
		redirect(303, `/zaswiadczenia/${code}`);
	}
} satisfies Actions;
