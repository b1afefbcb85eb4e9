import { BANK, lessonPath, type Course } from '#lib/courses/course.ts';
import type { Question } from '#lib/quizzes/quiz.ts';
import { listShownItems } from '#lib/statistics/server/shown-statistics.ts';
import type { Db } from '#lib/server/db/db.ts';
import type { LessonRow, QuestionRow } from '../desk.ts';

/** The state of every lesson and question of a course, from what is stored: a few queries by index, nothing is computed. */
export async function getDesk(
	db: Db,
	viewerId: string,
	course: Course
): Promise<{ lessons: LessonRow[]; bank: QuestionRow[] }> {
	const known = await gather(db, viewerId, course.slug);
	const inBank = new Set(course.bank.map(({ id }) => id));
	const drawing = course.lessons.flatMap(({ slug, quiz }) => (quiz?.usesBank ? [slug] : []));
	const lessons = course.lessons.map((lesson): LessonRow => {
		const { slug, shortTitle: title, number, lawAsOf, minutes, quiz } = lesson;
		const own = (quiz?.questions ?? []).filter(({ id }) => !quiz?.usesBank || !inBank.has(id));
		return {
			...{ slug, title, number, lawAsOf, minutes, path: lessonPath(course, lesson) },
			quiz: quiz && { title: quiz.title, kind: quiz.kind, drawn: countDrawn(quiz.draw) },
			questions: own.map((question) => rowOf(course, question, { place: slug, quizSlugs: [slug], known }))
		};
	});
	const bank = course.bank.map((question) => rowOf(course, question, { place: BANK, quizSlugs: drawing, known }));
	return { lessons, bank };
}

const countDrawn = (draw: { count: number }[] | null) => draw && draw.reduce((sum, { count }) => sum + count, 0);

type Known = Awaited<ReturnType<typeof gather>>;

async function gather(db: Db, viewerId: string, courseSlug: string) {
	const reports = await db
		.selectFrom('questionReport')
		.select(['quizSlug', 'questionSlug', (eb) => eb.fn.countAll().as('count')])
		.where('courseSlug', '=', courseSlug)
		.where('closedAt', 'is', null)
		.groupBy(['quizSlug', 'questionSlug'])
		.execute();
	const revisions = await db
		.selectFrom('questionRevision')
		.select(['questionSlug', (eb) => eb.fn.countAll().as('count')])
		.where('courseSlug', '=', courseSlug)
		.groupBy('questionSlug')
		.execute();
	return {
		items: Map.groupBy(await listShownItems(db, viewerId, courseSlug), ({ questionHash }) => questionHash),
		reports: Map.groupBy(reports, ({ questionSlug }) => questionSlug),
		revisions: new Map(revisions.map(({ questionSlug, count }) => [questionSlug, Number(count)]))
	};
}

/** A question of the bank stands in several quizzes: the one with most answers tells how it behaves. */
function rowOf(
	{ competences }: Course,
	{ id, hash, content, competence, difficulty }: Question,
	{ place, quizSlugs, known }: { place: string; quizSlugs: string[]; known: Known }
): QuestionRow {
	const items = (known.items.get(hash) ?? []).filter(({ quizSlug }) => quizSlugs.includes(quizSlug));
	const [most] = items.sort((a, b) => b.n - a.n);
	const reports = (known.reports.get(id) ?? []).filter(({ quizSlug }) => quizSlugs.includes(quizSlug));
	return {
		...{ id, place, title: content.title, type: content.type, points: content.points, difficulty },
		competence: competences.find((one) => one.id === competence)?.name ?? null,
		measured: most?.difficulty ?? null,
		facility: most?.statistics.facility?.value ?? null,
		answers: most?.n ?? 0,
		verdict: items.find(({ verdict }) => verdict)?.verdict ?? null,
		openReports: reports.reduce((sum, { count }) => sum + Number(count), 0),
		revisions: known.revisions.get(id) ?? 0
	};
}
