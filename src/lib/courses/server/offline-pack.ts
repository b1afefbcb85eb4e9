import { visitorQuestions } from '#lib/quizzes/server/practice.ts';
import { withCorrectedQuizzes } from '#lib/regrading/server/corrected-course.ts';
import type { Db } from '#lib/server/db/db.ts';
import { lessonPath, type Course } from '../course.ts';
import type { OfflinePack } from '../offline-pack.ts';
import { VARIANT_PARAMETER } from '../variant-choice.ts';

const packs = new WeakMap<Course, string>();

/** The pack of a course as JSON, made once an edition; while keys of it are being put right, every time. */
export async function offlinePackJson(db: Db, course: Course): Promise<string> {
	const corrected = await withCorrectedQuizzes(db, course);
	if (corrected !== course) return JSON.stringify(offlinePack(corrected));
	let json = packs.get(course);
	if (json === undefined) {
		json = JSON.stringify(offlinePack(course));
		packs.set(course, json);
	}
	return json;
}

/**
 * What may be read and practised without the internet. It holds keys of practice questions, which anyone may check as
 * often as they like anyway; lessons with a test are left out whole.
 */
export function offlinePack(course: Course): OfflinePack {
	const lessons = course.lessons.filter(({ quiz }) => quiz?.kind !== 'test');
	const practice: OfflinePack['practice'] = {};
	for (const lesson of lessons) {
		if (lesson.quiz?.kind !== 'practice') continue;
		practice[lessonPath(course, lesson)] = visitorQuestions(lesson.quiz);
	}
	return {
		slug: course.slug,
		title: course.title,
		revision: course.revision,
		pages: [
			{ path: `/kursy/${course.slug}`, title: course.title },
			...lessons.map((lesson) => ({ path: lessonPath(course, lesson), title: lesson.shortTitle }))
		],
		variants: lessons.flatMap((lesson) =>
			Object.keys(lesson.variants).map((variant) => `${lessonPath(course, lesson)}?${VARIANT_PARAMETER}=${variant}`)
		),
		practice
	};
}
