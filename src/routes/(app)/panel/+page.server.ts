import { requireRole } from '#lib/accounts/server/require.ts';
import { PANEL_LINKS } from './panel-links.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => {
	const { roles } = requireRole(locals, 'admin', 'coordinator');
	return { links: PANEL_LINKS.filter((link) => roles.some((role) => link.roles.includes(role.name))) };
};
