import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => ({ operator: locals.app.settings.operator });
