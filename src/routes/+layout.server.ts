import { hasRole, type SignedInPerson } from '#lib/accounts/person.ts';
import type { CoursePreview } from '#lib/courses/server/course-index.ts';
import { listWorkplaces } from '#lib/organizations/server/workplace.ts';
import type { Db } from '#lib/server/db/db.ts';
import type { LayoutServerLoad } from './$types';

const isMadeOfCourses = /^\/(?:kursy|slownik)(?:\/|$)/;

/** For authors at work: what is wrong with the files of a page. */
const previewOn = (preview: CoursePreview, pathname: string) => ({
	problems: preview.problemsOn(pathname),
	errorsBeside: preview.countErrorsBeside(pathname),
	edition: preview.edition()
});

/** Asked for the few who work in several organizations: everybody else's pages cost no query more. */
async function workplacesOf(db: Db, { id, roles, organizationId }: SignedInPerson) {
	const held = new Set(roles.flatMap((role) => role.organizationId ?? []));
	return held.size < 2 ? null : { all: await listWorkplaces(db, id), current: organizationId };
}

export const load: LayoutServerLoad = async ({ locals, url }) => {
	const { person, nonce, app } = locals;
	const { preview } = locals.courses;
	return {
		nonce,
		viewer: person && {
			name: person.displayName,
			hasGroups: hasRole(person, 'teacher', 'coordinator'),
			hasDesk: hasRole(person, 'author'),
			hasPanel: hasRole(person, 'admin', 'coordinator'),
			unreadCount: person.unreadCount,
			workplaces: await workplacesOf(locals.db, person)
		},
		bipUrl: app.settings.operator.bipUrl,
		preview: preview && isMadeOfCourses.test(url.pathname) ? previewOn(preview, url.pathname) : null
	};
};
