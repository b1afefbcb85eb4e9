import { getPublicProfile } from '#lib/organizations/server/profile.ts';
import type { PageServerLoad } from './$types';

/** For everyone. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const { id, name, logoHash, notice, contact, officer, legalBasis, ...rest } = await getPublicProfile(
		locals.db,
		params.organizationId
	);
	const { answersMonths, resultsMonths, accountsMonths, logMonths } = rest;
	return {
		organization: { id, name, logoHash, contact, officer },
		notice: paragraphsOf(notice),
		legalBasis: paragraphsOf(legalBasis),
		periods: { answersMonths, resultsMonths, accountsMonths, logMonths }
	};
};

const paragraphsOf = (text: string | null): string[] =>
	(text ?? '').split(/\n{2,}/).filter((paragraph) => paragraph.trim() !== '');
