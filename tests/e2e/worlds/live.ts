import type { Course } from '#lib/courses/course.ts';
import { saveLiveAnswer } from '#lib/live/server/answers.ts';
import type { LiveMove } from '#lib/live/live-session.ts';
import { moveSession, practiceQuizzes, startSession } from '#lib/live/server/sessions.ts';
import type { Db } from '#lib/server/db/db.ts';
import { addTeacher, createGroupWith, createOrganization, grantRole } from '../../support/organizations.ts';
import { createPerson } from '../../support/people.ts';

/** Quizzes on the wall in every state, each in a group of its own. */
export async function liveWorld(db: Db, course: Course) {
	const school = await createOrganization(db, 'Szkoła Podstawowa nr 9');
	const teacher = await createPerson(db, 'Anna Lis');
	await grantRole(db, teacher, 'teacher', school);
	const learners: { id: string }[] = [];
	for (const name of ['Bartek', 'Zuzia', 'Kuba', 'Микола', 'Ola', 'Iga']) learners.push(await createPerson(db, name));
	const [learner = teacher] = learners;

	const begin = async (answerCount: number, move?: LiveMove) => {
		const { id } = await createGroupWith(db, school, learners, course.slug);
		await addTeacher(db, { id }, teacher);
		const group = { id, organizationId: school.id };
		const presenter = { id: teacher.id, address: '127.0.0.1' };
		const quizSlug = practiceQuizzes(course)[0]?.slug ?? '';
		const sessionId = await startSession(db, presenter, { group, course, quizSlug }, new Date());
		for (const [index, { id: personId }] of learners.slice(0, answerCount).entries()) {
			await saveLiveAnswer(db, personId, sessionId, { position: 0, given: () => index % 2 }, new Date());
		}
		if (move) await moveSession(db, presenter, { group, sessionId, move, seenVersion: 1 }, new Date());
		return { groupId: id, wallPath: `/grupy/${id}/na-zywo/${sessionId}`, seatPath: `/na-zywo/${sessionId}` };
	};
	const open = await begin(0);
	const few = await begin(3, 'reveal');
	const full = await begin(6, 'reveal');
	const ended = await begin(0, 'end');
	return {
		teacher,
		learner,
		startPath: `/grupy/${open.groupId}/kursy/${course.slug}/na-zywo`,
		wallPath: open.wallPath,
		seatPath: open.seatPath,
		revealedPath: few.wallPath,
		fullPath: full.wallPath,
		seatRevealedPath: full.seatPath,
		endedPath: ended.wallPath,
		seatEndedPath: ended.seatPath
	};
}
