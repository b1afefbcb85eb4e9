import { hasRole } from '#lib/accounts/person.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals, url }) => {
	const { person, nonce, app } = locals;
	const { preview } = locals.courses;
	return {
		nonce,
		viewer: person && { name: person.displayName, hasPanel: hasRole(person, 'admin', 'coordinator') },
		bipUrl: app.settings.operator.bipUrl,
		/** For authors at work, with the mistakes of this page; null: nobody writes here. */
		preview: preview && { problems: preview.problemsOn(url.pathname), edition: preview.edition() }
	};
};
