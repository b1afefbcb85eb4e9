import { BANK, type Course } from '#lib/courses/course.ts';
import { notFound } from '#lib/errors.ts';
import { listReportsOfQuestion } from '#lib/question-reports/server/course-reports.ts';
import type { AuthoredContent } from '#lib/quizzes/question.ts';
import type { Question } from '#lib/quizzes/quiz.ts';
import { keyedQuestion } from '#lib/quizzes/server/keyed-question.ts';
import type { Db } from '#lib/server/db/db.ts';
import { listShownItems } from '#lib/statistics/server/shown-statistics.ts';
import { wordDifference, type Piece } from '../differences.ts';
import { questionLines } from './question-lines.ts';

/** Two editions to compare, by hash; null: the last two. */
export interface Compared {
	from: string | null;
	to: string | null;
}

/**
 * A question as its author looks after it: the one in the file with its key, what is known of it, and every edition that
 * people were asked. Once it was taken out of the file, the one asked last stands for it.
 * @param place the lesson of its quiz, or `bank`
 * @throws AppError 404 when neither the file nor anybody who was asked knows it
 */
export async function getQuestionPage(
	db: Db,
	viewerId: string,
	course: Course,
	{ place, questionId, compared }: { place: string; questionId: string; compared: Compared }
) {
	const { inFile, quizSlugs } = lookUp(course, place, questionId);
	const items = await listShownItems(db, viewerId, course.slug);
	const revisions = await listRevisions(db, course.slug, questionId, inFile);
	const question = inFile ?? revisions[0];
	if (!question) throw notFound('pytanie');
	const from = revisions.find(({ hash }) => hash === compared.from) ?? revisions[1];
	const to = revisions.find(({ hash }) => hash === compared.to) ?? revisions[0];
	return {
		id: questionId,
		isInFile: inFile !== undefined,
		/** Where a question of this name stands instead; null: nowhere. */
		movedTo: inFile ? null : findElsewhere(course, questionId),
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
		reports: await listReportsOfQuestion(db, course.slug, { quizSlugs, questionSlug: questionId }),
		regrades: await listRegradesOf(db, course.slug, questionId),
		/** Where a correction begins; null: no quiz asks it. */
		quizSlug: quizSlugs.find((slug) => course.lessons.some((lesson) => lesson.slug === slug && lesson.quiz)) ?? null,
		revisions: revisions.map(({ hash, createdAt }) => ({ hash, createdAt, isInFile: hash === inFile?.hash })),
		compared: from && to ? { from: from.hash, to: to.hash, pieces: differenceOf(from.content, to.content) } : null
	};
}

function lookUp(course: Course, place: string, id: string): { inFile: Question | undefined; quizSlugs: string[] } {
	const drawing = course.lessons.flatMap(({ slug, quiz }) => (quiz?.usesBank ? [slug] : []));
	const isOfBank = place === BANK || course.bank.some((one) => one.id === id);
	return {
		inFile: questionsAt(course, place).find((one) => one.id === id),
		quizSlugs: isOfBank ? [BANK, ...drawing] : [place]
	};
}

const questionsAt = ({ bank, lessons }: Course, place: string): Question[] =>
	place === BANK ? bank : (lessons.find(({ slug }) => slug === place)?.quiz?.questions ?? []);

function findElsewhere({ bank, lessons }: Course, id: string): { place: string; title: string } | null {
	const has = (questions: Question[] | undefined) => questions?.some((one) => one.id === id);
	if (has(bank)) return { place: BANK, title: 'Bank pytań' };
	const lesson = lessons.find(({ quiz }) => has(quiz?.questions));
	return lesson?.quiz ? { place: lesson.slug, title: lesson.quiz.title } : null;
}

/** Those people were asked and the one in the file, the newest first. */
async function listRevisions(db: Db, courseSlug: string, id: string, inFile: Question | undefined) {
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
	if (!inFile || asked.some(({ hash }) => hash === inFile.hash)) return asked;
	return [{ hash: inFile.hash, content: inFile.content, createdAt: null }, ...asked];
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
