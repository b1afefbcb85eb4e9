import { BANK, type Course } from '#lib/courses/course.ts';
import { notFound } from '#lib/errors.ts';
import { listReportsOfQuestion } from '#lib/question-reports/server/course-reports.ts';
import type { AuthoredContent } from '#lib/quizzes/question.ts';
import type { Question } from '#lib/quizzes/quiz.ts';
import { keyedQuestion } from '#lib/quizzes/server/keyed-question.ts';
import type { Db } from '#lib/server/db/db.ts';
import { listItemStatistics } from '#lib/statistics/server/stored-statistics.ts';
import { wordDifference, type Piece } from '../differences.ts';
import { questionLines } from '../question-lines.ts';

/** Two editions to compare, by hash; null: the last two. */
export interface Compared {
	from: string | null;
	to: string | null;
}

/**
 * A question as its author looks after it: the one in the file with its key, what is known of it, and every edition that
 * people were asked.
 * @param place the lesson of its quiz, or `bank`
 * @throws AppError 404 when the file has no such question
 */
export async function getQuestionPage(
	db: Db,
	course: Course,
	{ place, questionId, compared }: { place: string; questionId: string; compared: Compared }
) {
	const { question, quizSlugs } = findQuestion(course, place, questionId);
	const items = await listItemStatistics(db, course.slug);
	const revisions = await listRevisions(db, course.slug, question);
	const from = revisions.find(({ hash }) => hash === compared.from) ?? revisions[1];
	const to = revisions.find(({ hash }) => hash === compared.to) ?? revisions[0];
	return {
		id: question.id,
		title: question.content.title,
		titleHtml: question.content.titleHtml,
		keyed: keyedQuestion(question.content),
		/** Of the present edition, in each quiz that asks it. */
		statistics: items
			.filter(({ questionHash, quizSlug }) => questionHash === question.hash && quizSlugs.includes(quizSlug))
			.map(({ quizSlug, n, verdict, statistics: { facility, discrimination } }) => ({
				...{ quizSlug, n, verdict, facility, discrimination },
				title: course.lessons.find(({ slug }) => slug === quizSlug)?.quiz?.title ?? ''
			})),
		reports: await listReportsOfQuestion(db, course.slug, { quizSlugs, questionSlug: question.id }),
		regrades: await listRegradesOf(db, course.slug, question.id),
		/** Where a correction begins. */
		quizSlug: quizSlugs[0] ?? null,
		revisions: revisions.map(({ hash, createdAt }) => ({ hash, createdAt, isInFile: hash === question.hash })),
		compared: from && to ? { from: from.hash, to: to.hash, pieces: differenceOf(from.content, to.content) } : null
	};
}

function findQuestion(course: Course, place: string, id: string): { question: Question; quizSlugs: string[] } {
	const quiz = course.lessons.find(({ slug }) => slug === place)?.quiz;
	const question = (place === BANK ? course.bank : (quiz?.questions ?? [])).find((one) => one.id === id);
	if (!question) throw notFound('pytanie');
	const isInBank = course.bank.some((one) => one.id === id);
	const drawing = course.lessons.flatMap(({ slug, quiz }) => (quiz?.usesBank ? [slug] : []));
	return { question, quizSlugs: isInBank ? drawing : [place] };
}

/** Those people were asked and the one in the file, the newest first. */
async function listRevisions(db: Db, courseSlug: string, { id, hash, content }: Question) {
	const rows = await db
		.selectFrom('questionRevision')
		.select(['hash', 'content', 'createdAt'])
		.where('courseSlug', '=', courseSlug)
		.where('questionSlug', '=', id)
		.orderBy('createdAt', 'desc')
		.execute();
	const asked = rows.map((row) => ({
		hash: row.hash,
		content: JSON.parse(row.content) as AuthoredContent,
		createdAt: row.createdAt
	}));
	return asked.some((one) => one.hash === hash) ? asked : [{ hash, content, createdAt: null }, ...asked];
}

const listRegradesOf = (db: Db, courseSlug: string, questionSlug: string) =>
	db
		.selectFrom('regrade')
		.select(['id', 'policy', 'state', 'appliedAt', 'changedCount'])
		.where('courseSlug', '=', courseSlug)
		.where('questionSlug', '=', questionSlug)
		.orderBy('appliedAt', 'desc')
		.execute();

const differenceOf = (from: AuthoredContent, to: AuthoredContent): Piece[] =>
	wordDifference(questionLines(from).join('\n'), questionLines(to).join('\n'));
