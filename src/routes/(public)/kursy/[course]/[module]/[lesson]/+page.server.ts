import { redirect } from '@sveltejs/kit';
import { requirePerson } from '#lib/accounts/server/require.ts';
import { lessonPath } from '#lib/courses/course.ts';
import { getCourse, getLesson } from '#lib/courses/server/find-lesson.ts';
import { getCourseProgress, markLessonRead } from '#lib/progress/server/progress.ts';
import { stepStateOf } from '#lib/progress/step-state.ts';
import type { Actions, PageServerLoad } from './$types';

/** The busiest page: one query, small data, and the text as bytes that were encoded at start. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const { person } = locals;
	const course = getCourse(locals.courses, params.course);
	const lesson = getLesson(course, params.lesson);
	if (lesson.moduleSlug !== params.module) redirect(301, lessonPath(course, lesson));

	const progress = person && (await getCourseProgress(locals.db, person.id, course));
	const neighbour = (step: number) => {
		const found = course.lessons[lesson.number - 1 + step];
		return found ? { title: found.shortTitle, path: lessonPath(course, found) } : null;
	};
	locals.preparedHtml = lesson.htmlBytes;
	return {
		course: { slug: course.slug, title: course.title },
		lesson: {
			number: lesson.number,
			title: lesson.title,
			shortTitle: lesson.shortTitle,
			summary: lesson.summary,
			minutes: lesson.minutes,
			lawAsOf: lesson.lawAsOf,
			headings: lesson.headings,
			sources: lesson.sources
		},
		outline: course.lessons.map((each, index) => {
			const step = progress?.steps[index];
			return {
				title: each.shortTitle,
				path: lessonPath(course, each),
				isCurrent: each === lesson,
				state: step && progress.isEnrolled ? stepStateOf(step) : null
			};
		}),
		progress: progress?.isEnrolled
			? {
					doneSteps: progress.doneSteps,
					totalSteps: progress.totalSteps,
					isCompleted: progress.isCompleted,
					isRead: progress.steps[lesson.number - 1]?.isRead === true
				}
			: null,
		previous: neighbour(-1),
		next: neighbour(1)
	};
};

export const actions = {
	przeczytane: async ({ locals, params }) => {
		const person = requirePerson(locals);
		const course = getCourse(locals.courses, params.course);
		const lesson = getLesson(course, params.lesson);
		const issuer = locals.app.settings.operator.name;

		await markLessonRead(locals.db, { personId: person.id, course, lessonSlug: lesson.slug, issuer });
		redirect(303, `${lessonPath(course, lesson)}#dalej`);
	}
} satisfies Actions;
