import { hasRole } from '#lib/accounts/person.ts';
import type { CoursePreview } from '#lib/courses/server/course-index.ts';
import type { LayoutServerLoad } from './$types';

const isMadeOfCourses = /^\/(?:kursy|slownik)(?:\/|$)/;

/** For authors at work: what is wrong with the files of a page. */
const previewOn = (preview: CoursePreview, pathname: string) => ({
	problems: preview.problemsOn(pathname),
	errorsBeside: preview.countErrorsBeside(pathname),
	edition: preview.edition()
});

export const load: LayoutServerLoad = ({ locals, url }) => {
	const { person, nonce, app } = locals;
	const { preview } = locals.courses;
	return {
		nonce,
		viewer: person && {
			name: person.displayName,
			hasPanel: hasRole(person, 'admin', 'coordinator'),
			unreadCount: person.unreadCount
		},
		bipUrl: app.settings.operator.bipUrl,
		preview: preview && isMadeOfCourses.test(url.pathname) ? previewOn(preview, url.pathname) : null
	};
};
