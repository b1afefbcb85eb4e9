import { requirePerson } from '#lib/accounts/server/require.ts';
import { renewalOpensOn, statusOf } from '#lib/certificates/certificate.ts';
import { listOwnCertificates, type RegisteredCertificate } from '#lib/certificates/server/register.ts';
import { lessonPath, type Course } from '#lib/courses/course.ts';
import { dayInPoland } from '#lib/format.ts';
import { scheduleInWords } from '#lib/groups/schedule-words.ts';
import { listMyGrades } from '#lib/grades/server/my-grades.ts';
import { listMyGroups } from '#lib/groups/server/my-groups.ts';
import { listSessionsOfLearner } from '#lib/live/server/answers.ts';
import { listLearnedCourses } from '#lib/progress/server/my-learning.ts';
import { listMySkills } from '#lib/reviews/server/skills.ts';
import { getReviewsToday } from '#lib/reviews/server/today.ts';
import type { PageServerLoad } from './$types';

/** From when a certificate may be renewed, and where, once it may be; null: not at all. */
function renewalOf(
	certificate: Pick<RegisteredCertificate, 'state' | 'expiresOn' | 'content'>,
	course: Course | undefined,
	now: Date
): { opensOn: string; path: string | null } | null {
	const opensOn = renewalOpensOn(certificate, course?.certificate.renewal ?? null);
	if (!course || opensOn === null || certificate.state !== 'valid') return null;
	return { opensOn, path: opensOn <= dayInPoland(now) ? `/kursy/${course.slug}` : null };
}

/** For everyone signed in: their own learning. */
export const load: PageServerLoad = async ({ locals }) => {
	const person = requirePerson(locals);
	const now = new Date();
	const [learned, certificates, groups, live, grades, reviews, skills] = await Promise.all([
		listLearnedCourses(locals.db, person.id, (slug) => locals.courses.find(slug), now),
		listOwnCertificates(locals.db, person.id),
		listMyGroups(locals.db, person.id),
		listSessionsOfLearner(locals.db, person.id, now),
		listMyGrades(locals.db, person.id, locals.courses),
		getReviewsToday(locals.db, { personId: person.id, courses: locals.courses, now }),
		listMySkills(locals.db, { personId: person.id, courses: locals.courses })
	]);
	return {
		live: live.map(({ id, groupName }) => ({ id, groupName })),
		reviews: { count: reviews.cards.length, minutes: reviews.minutes },
		skills: reviews.rest?.kind === 'off' ? [] : skills,
		hasCourses: locals.courses.list().length > 0,
		learned: learned.map(({ course, progress }) => ({
			slug: course.slug,
			title: course.title,
			schedule: progress.assignment && !progress.isCompleted ? scheduleInWords(progress.assignment, now) : [],
			progress: {
				doneSteps: progress.doneSteps,
				totalSteps: progress.totalSteps,
				isCompleted: progress.isCompleted,
				completedAt: progress.completedAt,
				missing: progress.missing,
				next: progress.next,
				place: progress.place && { title: progress.place.title, path: progress.place.path }
			},
			results: course.lessons.flatMap((lesson, index) => {
				const quiz = progress.steps[index]?.quiz;
				// Of a pretest only its own page tells, once its result is due.
				if (!quiz || quiz.bestPercent === null || quiz.kind === 'pretest') return [];
				const { bestPercent, isPassed } = quiz;
				return [{ title: lesson.shortTitle, path: lessonPath(course, lesson), bestPercent, isPassed }];
			})
		})),
		groups,
		grades,
		certificates: certificates.map((certificate) => ({
			code: certificate.verificationCode,
			number: certificate.number,
			title: certificate.content.title,
			courseTitle: certificate.content.courseTitle,
			issuedOn: certificate.content.issuedOn,
			expiresOn: certificate.expiresOn,
			status: statusOf(certificate, now),
			renewal: renewalOf(certificate, locals.courses.find(certificate.courseSlug), now)
		}))
	};
};
