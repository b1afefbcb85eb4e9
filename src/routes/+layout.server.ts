import { hasRole } from '#lib/accounts/person.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals }) => {
	const { person, nonce, app } = locals;
	return {
		nonce,
		viewer: person && { name: person.displayName, hasPanel: hasRole(person, 'admin', 'coordinator') },
		bipUrl: app.settings.operator.bipUrl
	};
};
