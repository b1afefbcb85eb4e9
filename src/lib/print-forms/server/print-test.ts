import { createHash, createHmac, randomInt } from 'node:crypto';
import type { Course } from '#lib/courses/course.ts';
import { AppError, notFound } from '#lib/errors.ts';
import { countAsked, traitsOf } from '#lib/quizzes/blueprint.ts';
import { questionView, type QuestionView } from '#lib/quizzes/question-view.ts';
import type { Question, Quiz } from '#lib/quizzes/quiz.ts';
import { drawQuestions } from '#lib/quizzes/server/draw.ts';
import type { Db } from '#lib/server/db/db.ts';
import { getInstanceKey } from '#lib/server/instance-key.ts';
import { withCorrections } from '#lib/regrading/server/corrections.ts';
import { measuredDifficulty } from '#lib/statistics/measured-difficulty.ts';
import { listItemStatistics } from '#lib/statistics/server/stored-statistics.ts';
import { expectedFacility } from '../expected-facility.ts';
import { letterOf, paperKey, type PaperKey } from '../paper-key.ts';
import { isSeed, readCode, writeCode } from '../print-code.ts';
import { composeForms } from './compose-forms.ts';

export interface PaperItem {
	view: QuestionView;
	/** Whole points. */
	points: number;
	key: PaperKey;
}

export interface PaperForm {
	/** `A`, `B`… */
	letter: string;
	/** Whole points of all its questions. */
	points: number;
	/** Expected share of the points, from 0 to 1. */
	facility: number;
	items: PaperItem[];
}

/** What forms are made by; without an edition they are new. */
export interface GivenCode {
	seed: string;
	edition?: string;
}

/** A test ready to be printed, keys included: for those who answer for the group only. */
export interface PrintedTest {
	title: string;
	courseTitle: string;
	/** As it stands on paper. */
	code: string;
	/** Whether the forms are other ones than those printed with the code that was given. */
	isChanged: boolean;
	timeLimitMinutes: number | null;
	forms: PaperForm[];
	/** The greatest difference between expected facilities. */
	largestDifference: number;
	/** Questions that stand in more than one form. */
	sharedCount: number;
	/** Questions of the quiz that cannot be answered on paper. */
	leftOutCount: number;
	/** How many questions a form lacks for that reason. */
	missingCount: number;
	/** How many of the questions have been measured. */
	measuredCount: number;
	questionCount: number;
}

/** Quizzes that may be printed: those that are not practised under a lesson. */
export const listPrintable = ({ lessons }: Pick<Course, 'lessons'>): Quiz[] =>
	lessons.flatMap(({ quiz }) => (quiz && quiz.kind !== 'practice' ? [quiz] : []));

/** @throws AppError 404 when the course has no such quiz to print */
export function getPrintable(course: Pick<Course, 'lessons'>, slug: string): Quiz {
	const quiz = listPrintable(course).find((one) => one.slug === slug);
	if (!quiz) throw notFound('test do wydruku');
	return quiz;
}

/**
 * The code that was written off a paper; where there is none, the seed that the page before drew for new forms, so that
 * the same address shows the same forms.
 * @throws AppError 400 when it is no code at all
 */
export function readPrintedCode(text: string, drawn: string): GivenCode {
	if (text.trim() === '') return { seed: isSeed(drawn) ? drawn : newSeed() };
	const code = readCode(text);
	if (!code)
		throw new AppError(
			400,
			'bad_print_code',
			'To nie jest kod z wydruku. Przepisz go ze stopki testu, na przykład k7m2xq-3fa91c, albo zostaw pole puste.'
		);
	return code;
}

/** On paper nobody can hand in a file or be led from choice to choice. */
const isForPaper = ({ content }: Question): boolean => !['file', 'case'].includes(content.type);

/**
 * Makes the forms of a quiz, by the corrections of keys in force.
 * @param count how many forms
 * @param code the same code makes the same forms as long as its edition is theirs
 */
export async function printTest(
	db: Db,
	course: Pick<Course, 'slug' | 'title'>,
	written: Quiz,
	{ count, code }: { count: number; code: GivenCode }
): Promise<PrintedTest> {
	const quiz = await withCorrections(db, course.slug, written);
	const measured = await findFacilities(db, course.slug, quiz.slug);
	const facilityOf = (question: Question) => expectedFacility(question, measured.get(question.hash));
	const questions = quiz.questions.filter(isForPaper);
	const edition = editionOf([quiz.draw, questions.map((one) => [one.hash, traitsOf(one), facilityOf(one)])]);
	const seed = await drawingSeed(db, code.seed);
	const forms = composeForms({ draw: quiz.draw, questions }, { count, seed, facilityOf });
	const printed = forms.map((form, i) => toPaper(quiz, form, { letter: letterOf(i), seed, facilityOf }));
	const facilities = printed.map(({ facility }) => facility);
	return {
		title: quiz.title,
		courseTitle: course.title,
		code: writeCode({ seed: code.seed, edition }),
		isChanged: code.edition !== undefined && code.edition !== edition,
		timeLimitMinutes: quiz.timeLimitMinutes,
		forms: printed,
		largestDifference: Math.max(...facilities) - Math.min(...facilities),
		sharedCount: new Set(forms.flat().filter((one) => forms.filter((form) => form.includes(one)).length > 1)).size,
		leftOutCount: quiz.questions.length - questions.length,
		missingCount: countAsked(quiz) - Math.min(...forms.map((form) => form.length)),
		measuredCount: questions.filter(({ hash }) => measured.has(hash)).length,
		questionCount: questions.length
	};
}

/** What a code stands for here: whoever reads it off the paper cannot work out from it which order is right. */
const drawingSeed = async (db: Db, seed: string): Promise<string> =>
	createHmac('sha256', await getInstanceKey(db, 'print_forms_key'))
		.update(seed)
		.digest('hex');

/** Facilities from so many answers that they may decide, by hash. */
async function findFacilities(db: Db, courseSlug: string, quizSlug: string): Promise<Map<string, number>> {
	const items = await listItemStatistics(db, courseSlug, quizSlug);
	return new Map(
		items.flatMap(({ questionHash, statistics: { facility } }) =>
			facility && measuredDifficulty(facility) ? [[questionHash, facility.value]] : []
		)
	);
}

function toPaper(
	quiz: Quiz,
	questions: Question[],
	{ letter, seed, facilityOf }: { letter: string; seed: string; facilityOf: (question: Question) => number }
): PaperForm {
	const drawn = drawQuestions({ ...quiz, draw: null, questions }, `${seed}:${letter}`);
	const items = drawn.map(({ content, optionOrder }) => ({
		view: questionView(content, optionOrder),
		points: content.points,
		key: paperKey(content, optionOrder)
	}));
	const points = items.reduce((sum, item) => sum + item.points, 0);
	const expected = questions.reduce((sum, question) => sum + question.content.points * facilityOf(question), 0);
	return { letter, points, items, facility: points === 0 ? 0 : expected / points };
}

/** What the forms follow from, beside the seed and their number, in six digits. */
const editionOf = (basis: unknown): string =>
	createHash('sha256').update(JSON.stringify(basis)).digest('hex').slice(0, 6);

/** Without letters and digits that look alike on paper. */
const SEED_LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
export const newSeed = (): string =>
	Array.from({ length: 6 }, () => SEED_LETTERS[randomInt(SEED_LETTERS.length)]).join('');
