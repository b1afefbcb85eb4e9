import { requireRole } from '#lib/accounts/server/require.ts';
import { boardHtml } from '#lib/board/board-html.ts';
import { dueInWords, summarize } from '#lib/board/board-summary.ts';
import { chooseRows, readBoardQuery } from '#lib/board/board-view.ts';
import { getBoard, listTeams } from '#lib/board/server/board.ts';
import { getCourseOfGroup } from '#lib/groups/server/course-of-group.ts';
import { noteGroupViewed } from '#lib/board/server/group-viewed.ts';
import { findHardestQuestion } from '#lib/board/server/hardest-questions.ts';
import type { PageServerLoad } from './$types';

/** For those who answer for the group. The table is made as text and put in by hooks: see `boardHtml`. */
export const load: PageServerLoad = async ({ locals, params, url, getClientAddress }) => {
	const person = requireRole(locals, 'teacher', 'coordinator');
	const { group, assignment, course } = await getCourseOfGroup(locals, person.id, params);
	const now = new Date();
	await noteGroupViewed(locals.db, { id: person.id, address: getClientAddress() }, group, now);

	const board = await getBoard(locals.db, { group, course, assignment, now });
	const query = readBoardQuery(url.searchParams);
	const rows = chooseRows(board.rows, query);
	const html = boardHtml({
		columns: board.columns,
		rows,
		peoplePath: `/grupy/${group.id}/osoby`,
		formId: group.archivedAt === null ? 'wybrani' : null,
		areHelpedTicked: query.zaznacz === 'pomoc'
	});
	if (rows.length > 0) {
		locals.preparedHtml = Buffer.from(html);
		locals.preparedCompression = query.szukaj === '' ? 'once' : 'none';
	}
	const { lastActivityAt } = board;
	const of = { groupId: group.id, course, peopleCount: board.rows.length, lastActivityAt };
	return {
		group,
		course: { slug: course.slug, title: course.title },
		summary: summarize(board.rows),
		due: dueInWords(assignment.dueOn, now),
		hardest: await findHardestQuestion(locals.db, of, now),
		query,
		shownCount: rows.length,
		teams: await listTeams(locals.db, group.id)
	};
};
