import { isMailCarried } from '#lib/server/mail.ts';
import type { PageServerLoad } from './$types';

/** For everyone; tells nothing about anybody. */
export const load: PageServerLoad = ({ locals }) => ({ isMailCarried: isMailCarried(locals.app.settings) });
