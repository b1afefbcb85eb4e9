import { fail, redirect } from '@sveltejs/kit';
import { requirePerson } from '#lib/accounts/server/require.ts';
import { lessonPath } from '#lib/courses/course.ts';
import {
	cookieOf,
	READING_COOKIE,
	READING_COOKIE_SECONDS,
	readingSettings,
	settingsOfForm
} from '#lib/courses/reading-settings.ts';
import { findMoved, getCourse, getLesson } from '#lib/courses/server/find-lesson.ts';
import { readVariantWish } from '#lib/courses/server/kept-variant.ts';
import { chooseVariant, variantLinks } from '#lib/courses/variant-choice.ts';
import { getCourseProgress, markLessonRead } from '#lib/progress/server/progress.ts';
import { checkFromForm, getLessonQuiz, restartFromForm, startTest } from '#lib/quizzes/server/lesson-actions.ts';
import { stepStateOf } from '#lib/progress/step-state.ts';
import { readFormData } from '#lib/server/forms.ts';
import { unsent } from '#lib/ui/unsent.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** The busiest page: a few look-ups by primary key, small data, and the text as bytes that were encoded at start. */
export const load: PageServerLoad = async (event) => {
	const { locals, params } = event;
	const { person } = locals;
	const moved = findMoved(locals.courses, params);
	if (moved) redirect(301, moved + event.url.search);
	const course = getCourse(locals.courses, params.course);
	const lesson = getLesson(course, params.lesson);

	const wish = readVariantWish(event, lesson);
	const { text, variant, missing } = chooseVariant(lesson, wish);
	const now = new Date();
	const progress = person && (await getCourseProgress(locals.db, person.id, course, now));
	const here = progress?.steps[lesson.number - 1];
	const rules = progress?.assignment ?? null;
	const quiz = await getLessonQuiz(locals.db, { course, lesson, personId: person?.id ?? null, rules, now });
	const neighbour = (step: number) => {
		const found = course.lessons[lesson.number - 1 + step];
		if (!found) return null;
		const { shortTitle: title, language } = chooseVariant(found, wish).text;
		return { title, language, path: lessonPath(course, found) };
	};
	locals.preparedHtml = text.htmlBytes;
	const place = progress?.place?.lessonSlug === lesson.slug ? progress.place.headingId : null;
	const view = {
		settings: readingSettings(event.cookies.get(READING_COOKIE)),
		/** The heading where the person stopped in this very lesson. */
		place: text.headings.find(({ id }) => id === place) ?? null,
		course: { slug: course.slug, title: course.title },
		lesson: {
			slug: lesson.slug,
			number: lesson.number,
			language: text.language,
			title: text.title,
			shortTitle: lesson.shortTitle,
			summary: text.summary,
			minutes: text.minutes,
			lawAsOf: lesson.lawAsOf,
			headings: text.headings,
			terms: text.terms,
			sources: lesson.sources
		},
		variant,
		missing,
		variants: variantLinks(course, lesson, variant),
		isQuizForeign: text.language !== lesson.language,
		address: locals.app.settings.origin + lessonPath(course, lesson),
		outline: course.lessons.map((each, index) => {
			const step = progress?.steps[index];
			const { shortTitle: title, language } = chooseVariant(each, wish).text;
			return {
				title,
				language,
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
					isRead: here?.isRead === true,
					/** The order is locked: this lesson waits for that one. */
					waitsFor: here?.isLocked ? progress.next : null
				}
			: null,
		previous: neighbour(-1),
		next: neighbour(1),
		gate: here?.gate ?? null,
		...quiz
	};
	return { view: unsent(view) };
};

/** Where, who and what grading needs. */
function atLesson({ locals, params }: Pick<RequestEvent, 'locals' | 'params'>) {
	const course = getCourse(locals.courses, params.course);
	const lesson = getLesson(course, params.lesson);
	const issuer = locals.app.settings.operator.name;
	return { course, lesson, courses: locals.courses, issuer, now: new Date() };
}

export const actions = {
	przeczytane: async ({ locals, params }) => {
		const person = requirePerson(locals);
		const course = getCourse(locals.courses, params.course);
		const lesson = getLesson(course, params.lesson);
		const issuer = locals.app.settings.operator.name;

		await markLessonRead(locals.db, { personId: person.id, course, lessonSlug: lesson.slug, issuer });
		redirect(303, `${lessonPath(course, lesson)}#dalej`);
	},

	/** Everyone may check a practice answer; it is stored for those who are signed in. */
	check: async (event) => {
		const { locals, request } = event;
		const at = atLesson(event);
		const form = await readFormData(request);
		const { refused, view } = await checkFromForm(locals.db, { ...at, personId: locals.person?.id ?? null }, form);
		if (refused) return fail(400, { refused });
		if (!locals.person) return { checked: view };
		redirect(303, `${lessonPath(at.course, at.lesson)}#q${Number(form.get('position'))}`);
	},

	restart: async (event) => {
		const { id: personId } = requirePerson(event.locals);
		const at = atLesson(event);
		await restartFromForm(event.locals.db, { ...at, personId });
		redirect(303, `${lessonPath(at.course, at.lesson)}#sprawdz-sie`);
	},

	/** How this browser likes to read; scripts keep it without asking. */
	czytanie: async ({ cookies, locals, params, request }) => {
		const course = getCourse(locals.courses, params.course);
		const lesson = getLesson(course, params.lesson);
		cookies.set(READING_COOKIE, cookieOf(settingsOfForm(await readFormData(request))), {
			path: '/',
			maxAge: READING_COOKIE_SECONDS,
			sameSite: 'lax',
			httpOnly: false,
			secure: locals.app.settings.origin.startsWith('https:')
		});
		redirect(303, `${lessonPath(course, lesson)}#tresc`);
	},

	start: async (event) => {
		const { id: personId } = requirePerson(event.locals);
		redirect(303, await startTest(event.locals.db, { ...atLesson(event), personId }));
	}
} satisfies Actions;
