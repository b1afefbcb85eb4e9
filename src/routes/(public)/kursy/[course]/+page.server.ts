import { redirect } from '@sveltejs/kit';
import { AUDIENCES, LEVELS, lessonPath } from '#lib/courses/course.ts';
import { directionsOf, variantsOf } from '#lib/courses/course-summary.ts';
import { certificateSteps, hoursInWords, renewalInWords, validityInWords } from '#lib/courses/in-words.ts';
import { findMoved, getCourse } from '#lib/courses/server/find-lesson.ts';
import type { AssignmentRules } from '#lib/groups/assignment.ts';
import { scheduleInWords } from '#lib/groups/schedule-words.ts';
import { enroll } from '#lib/progress/server/enrollment.ts';
import { getCourseProgress } from '#lib/progress/server/progress.ts';
import { stepStateOf } from '#lib/progress/step-state.ts';
import { readFormData } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const moved = findMoved(locals.courses, params);
	if (moved) redirect(301, moved + url.search);
	const course = getCourse(locals.courses, params.course);
	const now = new Date();
	const progress = locals.person && (await getCourseProgress(locals.db, locals.person.id, course, now));
	const rules = progress?.assignment ?? null;
	const states = new Map(
		progress?.isEnrolled ? progress.steps.map((step) => [step.lessonSlug, stepStateOf(step)]) : []
	);
	return {
		course: {
			slug: course.slug,
			revision: course.revision,
			title: course.title,
			summary: course.summary,
			html: course.html,
			audience: course.audience.map((audience) => AUDIENCES[audience]),
			forWhom: course.forWhom,
			directions: directionsOf(course),
			variants: variantsOf(course),
			level: LEVELS[course.level],
			hours: hoursInWords(course.hours),
			objectives: course.objectives,
			competences: course.competences,
			prerequisites: {
				knowledge: course.prerequisites.knowledge,
				courses: course.prerequisites.courses
					.flatMap((slug) => locals.courses.find(slug) ?? [])
					.map(({ slug, title }) => ({ slug, title }))
			},
			authors: course.authors,
			license: course.license,
			lawAsOf: course.lawAsOf,
			reviewBy: course.reviewBy,
			sources: course.sources,
			certificate: {
				title: course.certificate.title,
				steps: certificateSteps(course, rules),
				validity: validityInWords(course.certificate.validMonths),
				renewal: renewalInWords(course, rules)
			},
			firstLesson: course.lessons[0] ? lessonPath(course, course.lessons[0]) : null
		},
		modules: course.modules.map(({ slug, title, summary, lessons }) => ({
			slug,
			title,
			summary,
			lessons: lessons.map((lesson) => ({
				title: lesson.title,
				path: lessonPath(course, lesson),
				minutes: lesson.minutes,
				quiz: lesson.quiz?.kind ?? null,
				state: states.get(lesson.slug) ?? null
			}))
		})),
		progress,
		/** What the person's group says about the course. */
		groupNotes: rules && progress && !progress.isCompleted ? notesOf(rules, now) : []
	};
};

function notesOf(rules: AssignmentRules, now: Date): string[] {
	const order = 'Lekcje idą po kolei: następna otwiera się, gdy skończysz poprzednią.';
	return [...scheduleInWords(rules, now), ...(rules.isOrderLocked ? [order] : [])];
}

export const actions = {
	zapisz: async ({ locals, params, request }) => {
		const course = getCourse(locals.courses, params.course);
		if (!locals.person) redirect(303, `/logowanie?dalej=${encodeURIComponent(`/kursy/${course.slug}`)}`);

		await enroll(locals.db, locals.person, course);
		const asked = (await readFormData(request)).get('lesson');
		const lesson = course.lessons.find((each) => lessonPath(course, each) === asked);
		redirect(303, lesson ? `${lessonPath(course, lesson)}#dalej` : `/kursy/${course.slug}`);
	}
} satisfies Actions;
