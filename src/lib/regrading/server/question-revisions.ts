import type { Course } from '#lib/courses/course.ts';
import { notFound } from '#lib/errors.ts';
import type { AuthoredContent } from '#lib/quizzes/question.ts';
import type { Question } from '#lib/quizzes/quiz.ts';
import type { Db } from '#lib/server/db/db.ts';
import { isSameShape, whyNotInForm } from '../answer-keys.ts';
import { countHolders } from './holders.ts';

/** A revision of a question that somebody was asked, or that the file holds. */
export interface QuestionRevision {
	hash: string;
	content: AuthoredContent;
	/** Scored attempts that go by its key. */
	attemptCount: number;
	/** The day it was first asked; null: nobody was asked yet. */
	createdAt: string | null;
	isInFile: boolean;
	/** A regrade in force starts from it. */
	regradeId: string | null;
}

/** A question with all its revisions, for putting one of them right. */
export interface RegradableQuestion {
	id: string;
	/** The lesson whose quiz the author came from. */
	quizSlug: string;
	quizTitle: string;
	/** Quizzes whose attempts may hold it. */
	quizSlugs: string[];
	inFile: Question | null;
	/** Whether it stands in the bank of the course and not beside a lesson. */
	isInBank: boolean;
	/** Those with attempts first, the most attempts first. */
	revisions: QuestionRevision[];
}

/** @throws AppError 404 when neither the file nor any attempt knows the question */
export async function getRegradableQuestion(
	db: Db,
	course: Course,
	{ quizSlug, questionId }: { quizSlug: string; questionId: string }
): Promise<RegradableQuestion> {
	const quiz = course.lessons.find(({ slug }) => slug === quizSlug)?.quiz;
	const isInBank = course.bank.some(({ id }) => id === questionId);
	const inFile = quiz?.questions.find(({ id }) => id === questionId) ?? null;
	const quizSlugs = isInBank ? course.lessons.flatMap(({ slug, quiz }) => (quiz ? [slug] : [])) : [quizSlug];
	const rows = await db
		.selectFrom('questionRevision as r')
		.leftJoin('regrade as g', (join) =>
			join.onRef('g.fromHash', '=', 'r.hash').onRef('g.courseSlug', '=', 'r.courseSlug').on('g.state', '!=', 'undone')
		)
		.select(['r.hash', 'r.content', 'r.createdAt', 'g.id as regradeId'])
		.where('r.courseSlug', '=', course.slug)
		.where('r.questionSlug', '=', questionId)
		.execute();
	if (!quiz || (rows.length === 0 && !inFile)) throw notFound('pytanie');
	const hashes = rows.map(({ hash }) => hash);
	const counts = await countHolders(db, { courseSlug: course.slug, quizSlugs, hashes });
	const revisions: QuestionRevision[] = rows.map(({ content, ...row }) => ({
		...row,
		content: JSON.parse(content) as AuthoredContent,
		attemptCount: counts.get(row.hash) ?? 0,
		isInFile: row.hash === inFile?.hash
	}));
	if (inFile && !hashes.includes(inFile.hash)) {
		const { hash, content } = inFile;
		revisions.push({ hash, content, attemptCount: 0, createdAt: null, isInFile: true, regradeId: null });
	}
	revisions.sort((a, b) => b.attemptCount - a.attemptCount || Number(b.isInFile) - Number(a.isInFile));
	return { id: questionId, quizSlug, quizTitle: quiz.title, quizSlugs, inFile, isInBank, revisions };
}

/** The revision an author means: the one named, else the one most attempts go by. */
export function chooseRevision({ revisions }: RegradableQuestion, hash: string | null): QuestionRevision {
	const chosen = hash === null ? revisions[0] : revisions.find((revision) => revision.hash === hash);
	if (!chosen) throw notFound('wersja pytania');
	return chosen;
}

/** What the form may offer for a revision. */
export function waysFor({ inFile }: RegradableQuestion, { hash, content }: QuestionRevision) {
	return {
		whyNoKey: whyNotInForm(content),
		file: inFile !== null && inFile.hash !== hash && isSameShape(content, inFile.content)
	};
}
