import { lessonPath, type Course } from '#lib/courses/course.ts';
import { learnersInParts } from '#lib/groups/server/learners-in-parts.ts';
import { comparePolish } from '#lib/format.ts';
import { loadRevisions } from '#lib/quizzes/server/revisions.ts';
import type { Db } from '#lib/server/db/db.ts';
import { isSurelyWrong, listLastAnswers } from './last-answers.ts';

/** A question that somebody was sure of and got wrong; for those who answer for the group. */
export interface SureQuestion {
	hash: string;
	titleHtml: string;
	lesson: { title: string; path: string } | null;
	/** How many were sure of their last answer. */
	sure: number;
	/** Who was sure and wrong, by name. */
	wrong: { id: string; name: string }[];
}

export interface GroupConfidence {
	questions: SureQuestion[];
	/** How often the group was sure, and how often rightly. */
	sure: number;
	sureAndWrong: number;
}

/** Where a group is sure and wrong in a course, the most people first; each person counts by their last answer. */
export async function getGroupConfidence(db: Db, groupId: string, course: Course): Promise<GroupConfidence> {
	const questions = new Map<string, { quizSlug: string; sure: number; wrong: string[] }>();
	for await (const people of learnersInParts(db, groupId)) {
		for (const answer of await listLastAnswers(db, people, course.slug)) {
			if (answer.confidence !== 'sure') continue;
			const question = questions.get(answer.questionHash) ?? { quizSlug: answer.quizSlug, sure: 0, wrong: [] };
			questions.set(answer.questionHash, question);
			question.sure += 1;
			if (isSurelyWrong(answer)) question.wrong.push(answer.personId);
		}
	}
	const all = [...questions.values()];
	const told = [...questions].filter(([, { wrong }]) => wrong.length > 0);
	const contents = await loadRevisions(
		db,
		told.map(([hash]) => hash)
	);
	const names = await namesOf(db, [...new Set(told.flatMap(([, { wrong }]) => wrong))]);
	return {
		sure: all.reduce((sum, { sure }) => sum + sure, 0),
		sureAndWrong: all.reduce((sum, { wrong }) => sum + wrong.length, 0),
		questions: told
			.map(([hash, { quizSlug, sure, wrong }]) => {
				const lesson = course.lessons.find(({ slug }) => slug === quizSlug);
				return {
					hash,
					titleHtml: contents.get(hash)?.titleHtml ?? '',
					lesson: lesson ? { title: lesson.shortTitle, path: lessonPath(course, lesson) } : null,
					sure,
					wrong: wrong.map((id) => ({ id, name: names.get(id) ?? '' })).sort((a, b) => comparePolish(a.name, b.name))
				};
			})
			.sort((a, b) => b.wrong.length - a.wrong.length || a.hash.localeCompare(b.hash))
	};
}

async function namesOf(db: Db, ids: string[]): Promise<Map<string, string>> {
	if (ids.length === 0) return new Map();
	const rows = await db.selectFrom('userAccount').select(['id', 'displayName']).where('id', 'in', ids).execute();
	return new Map(rows.map(({ id, displayName }) => [id, displayName]));
}
