import type { PageServerLoad } from './$types';

/** The day of the last review of the statement; the law asks for one every year by 31 March. */
const REVIEWED_ON = '2026-11-23';

export const load: PageServerLoad = ({ locals }) => {
	const { operator, origin, publishedOn } = locals.app.settings;
	return { operator, origin, publishedOn: publishedOn ?? REVIEWED_ON, updatedOn: REVIEWED_ON, reviewedOn: REVIEWED_ON };
};
