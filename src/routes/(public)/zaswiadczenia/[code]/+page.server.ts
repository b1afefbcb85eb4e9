import { fail, redirect } from '@sveltejs/kit';
import type { FileVerdict } from '#lib/certificates/file-verdict.ts';
import { publicCertificate } from '#lib/certificates/public-certificate.ts';
import { findStateChange, getByTypedCode } from '#lib/certificates/server/register.ts';
import { checkSeal, getSealKey, type SealVerdict } from '#lib/certificates/server/seal.ts';
import { invalidForm, readFormData } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

/** Ours have some 30 KiB; the server takes bodies up to 512 KiB. */
const FILE_LIMIT = 400 * 1024;

const VERDICTS: Record<SealVerdict, FileVerdict> = {
	genuine: 'genuine',
	changed: 'changed',
	'other certificate': 'otherCertificate',
	'not ours': 'notOurs'
};

/** For everyone who has the code: it is on the paper, and nobody can guess it. */
export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
	const certificate = await getByTypedCode(locals.db, params.code);
	if (params.code !== certificate.verificationCode) redirect(301, `/zaswiadczenia/${certificate.verificationCode}`);

	setHeaders({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex' });
	const change = await findStateChange(locals.db, certificate.id);
	return { certificate: publicCertificate(certificate, change, locals.app.settings.origin, new Date()) };
};

/** For everyone who has the code; the file is looked at and not kept. */
export const actions = {
	sprawdz: async ({ locals, params, request }) => {
		const certificate = await getByTypedCode(locals.db, params.code);
		const file = (await readFormData(request)).get('plik');
		if (!(file instanceof File) || file.size === 0) {
			return fail(400, invalidForm({}, { plik: 'Wybierz plik PDF, który chcesz sprawdzić.' }));
		}
		if (file.size > FILE_LIMIT) {
			const tooLarge =
				'Ten plik ma ponad 400 KB, więc nie jest naszym zaświadczeniem. Wybierz plik pobrany z Wspólnie.';
			return fail(400, invalidForm({}, { plik: tooLarge }));
		}
		const verdict = checkSeal(Buffer.from(await file.arrayBuffer()), certificate, await getSealKey(locals.db));
		return { verdict: VERDICTS[verdict] };
	}
} satisfies Actions;
