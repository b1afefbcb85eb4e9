import type { Course, Lesson } from '#lib/courses/course.ts';
import { notFound } from '#lib/errors.ts';
import type { AuthoredContent } from '#lib/quizzes/question.ts';
import type { Quiz } from '#lib/quizzes/quiz.ts';
import { loadRevisions } from '#lib/quizzes/server/revisions.ts';
import type { Db } from '#lib/server/db/db.ts';
import type { ItemView, QuestionView, QuizRow } from '../statistics-view.ts';
import { listShownItems, listShownQuizzes } from './shown-statistics.ts';
import type { StoredItem } from './stored-statistics.ts';

/** @throws AppError 404 when the course has no such quiz */
export function getQuizOf(course: Course, slug: string): { lesson: Lesson; quiz: Quiz } {
	const lesson = course.lessons.find((one) => one.slug === slug);
	if (!lesson?.quiz) throw notFound('quiz');
	return { lesson, quiz: lesson.quiz };
}

/** The quizzes of a course, those with questions to look at first, then in the order of the course. */
export async function listQuizRows(db: Db, viewerId: string, course: Course): Promise<QuizRow[]> {
	const quizzes = new Map(
		(await listShownQuizzes(db, viewerId, course.slug)).map((stored) => [stored.quizSlug, stored])
	);
	const items = await listShownItems(db, viewerId, course.slug);
	const rows = course.lessons.flatMap(({ slug, quiz }): QuizRow[] => {
		if (!quiz) return [];
		const current = currentHashes(quiz);
		const { statistics } = quizzes.get(slug) ?? {};
		return [
			{
				...{ slug, title: quiz.title, kind: quiz.kind },
				statistics: statistics
					? {
							attempts: statistics.attempts,
							mean: statistics.mean,
							passRate: statistics.passRate,
							reliability: statistics.reliability
						}
					: null,
				suspects: items.filter((item) => item.quizSlug === slug && current.has(item.questionHash) && item.verdict)
					.length
			}
		];
	});
	return rows.sort((a, b) => b.suspects - a.suspects);
}

/** The questions of a quiz with all their revisions: those to look at first, then in the order of the quiz. */
export async function listQuestionViews(
	db: Db,
	viewerId: string,
	course: Course,
	{ slug, quiz }: { slug: string; quiz: Quiz }
): Promise<QuestionView[]> {
	const items = await listShownItems(db, viewerId, course.slug, slug);
	const hashes = items.flatMap(({ questionHash, statistics }) => [questionHash, statistics.gradedHash]);
	const contents = await loadRevisions(db, hashes);
	const current = currentHashes(quiz);
	const places = new Map(quiz.questions.map(({ id }, place) => [id, place]));
	const questions = Map.groupBy(items, ({ questionSlug }) => questionSlug);
	return [...questions]
		.map(([id, revisions]): QuestionView => {
			const views = revisions
				.map((item) => viewOf(item, contents, current.has(item.questionHash)))
				.sort((a, b) => Number(b.isCurrent) - Number(a.isCurrent) || b.n - a.n);
			return { id, titleHtml: views[0]?.titleHtml ?? '', revisions: views };
		})
		.sort((a, b) => doubtOf(a) - doubtOf(b) || (places.get(a.id) ?? places.size) - (places.get(b.id) ?? places.size));
}

/** Below zero for questions to look at, the more doubtful the lower. */
const doubtOf = ({ revisions }: QuestionView): number =>
	Math.min(0, ...revisions.map((item) => (item.isCurrent && item.verdict ? (item.discrimination?.value ?? 0) : 0)));

const currentHashes = (quiz: Quiz) => new Set(quiz.questions.map(({ hash }) => hash));

function viewOf(item: StoredItem, contents: ReadonlyMap<string, AuthoredContent>, isCurrent: boolean): ItemView {
	const { questionHash: hash, n, difficulty, verdict, statistics } = item;
	const { gradedHash, distractors, ...rest } = statistics;
	const asked = contents.get(hash) as AuthoredContent;
	const graded = contents.get(gradedHash) as AuthoredContent;
	return {
		...{ hash, n, difficulty, verdict, isCurrent, ...rest },
		title: asked.title,
		titleHtml: asked.titleHtml,
		isCorrected: gradedHash !== hash,
		distractors:
			distractors && 'choices' in asked
				? {
						...distractors,
						rows: asked.choices.map(({ html }, at) => ({
							html,
							isRight: 'choices' in graded && graded.choices[at]?.isRight === true
						}))
					}
				: null
	};
}
