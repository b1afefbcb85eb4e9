import type { Db } from '#lib/server/db/db.ts';

/**
 * Whose answers, for which reader: those who learn a course with one group are marked by its staff, those who learn it
 * without a group by authors, who see no names. The group is that of the enrolment, as with all rules of a course.
 */
export type MarkingScope = { courseSlug: string; readerId: string } & (
	{ kind: 'group'; groupId: string } | { kind: 'authors' }
);

/** What a reader sees a handed file called: who reads without names does not read the one its learner gave it. */
export const fileNameIn = ({ kind }: MarkingScope, name: string): string =>
	kind === 'authors' ? `praca${name.slice(name.lastIndexOf('.'))}` : name;

/**
 * Attempts of the scope, `attempt` joined with `enrollment`; nobody marks their own. Who may ask for the scope is for the
 * caller to say.
 */
export function attemptsIn(db: Db, scope: MarkingScope) {
	const ofCourse = db
		.selectFrom('attempt')
		.innerJoin('enrollment', (join) =>
			join
				.onRef('enrollment.userAccountId', '=', 'attempt.userAccountId')
				.onRef('enrollment.courseSlug', '=', 'attempt.courseSlug')
		)
		.where('attempt.courseSlug', '=', scope.courseSlug)
		.where('attempt.userAccountId', '!=', scope.readerId);
	return scope.kind === 'group'
		? ofCourse.where('enrollment.learnerGroupId', '=', scope.groupId)
		: ofCourse.where('enrollment.learnerGroupId', 'is', null);
}
