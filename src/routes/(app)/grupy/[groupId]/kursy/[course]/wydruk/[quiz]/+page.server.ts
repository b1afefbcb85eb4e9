import { requireRole } from '#lib/accounts/server/require.ts';
import { getCourseOfGroup } from '#lib/groups/server/course-of-group.ts';
import { MOST_FORMS } from '#lib/print-forms/print-code.ts';
import { notePrint } from '#lib/print-forms/server/note-print.ts';
import { getPrintable, printTest, readPrintedCode } from '#lib/print-forms/server/print-test.ts';
import type { PageServerLoad } from './$types';

/** For those who answer for the group: the page holds the key. */
export const load: PageServerLoad = async ({ locals, params, url, getClientAddress }) => {
	const person = requireRole(locals, 'teacher', 'coordinator');
	const { group, course } = await getCourseOfGroup(locals, person.id, params);
	const quiz = getPrintable(course, params.quiz);
	const wanted = Number(url.searchParams.get('formy') ?? 2);
	const count = Number.isInteger(wanted) ? Math.min(Math.max(wanted, 1), MOST_FORMS) : 2;
	const code = readPrintedCode(url.searchParams.get('kod') ?? '', url.searchParams.get('nowe') ?? '');

	const test = await printTest(locals.db, course, quiz, { count, code });
	const actor = { id: person.id, address: getClientAddress() };
	const seen = { course: course.slug, quiz: quiz.slug, forms: count, code: test.code };
	await notePrint(locals.db, actor, group, seen, new Date());
	return { group: { id: group.id, name: group.name }, course: { slug: course.slug, title: course.title }, test };
};
