import type { Course } from '#lib/courses/course.ts';
import { hashQuestion } from '#lib/courses/server/parse-quiz.ts';
import type { Question } from '#lib/quizzes/quiz.ts';
import type { Db } from '#lib/server/db/db.ts';
import { readKey } from '../answer-keys.ts';
import { policyOf, type RegradeForm } from '../regrade-form.ts';
import type { Order } from './order.ts';
import { waysFor, type QuestionRevision, type RegradableQuestion } from './question-revisions.ts';
import { listHeldHashes } from './standing-regrade.ts';

type Meant = Omit<Order, 'seen'>;

/**
 * What a checked form means for a revision of a question.
 * @returns a field and a Polish sentence when it makes no sense
 */
export async function readIntention(
	db: Db,
	course: Course,
	question: RegradableQuestion,
	revision: QuestionRevision,
	form: RegradeForm
): Promise<Meant | { field: string; message: string }> {
	if (revision.createdAt === null)
		return {
			field: 'sposob',
			message: 'Nikt jeszcze nie dostał tego pytania. Wystarczy poprawić je w\u00a0pliku kursu.'
		};
	const corrected = findCorrected(question, revision, form);
	if (typeof corrected === 'string') return { field: 'klucz', message: corrected };
	if (corrected?.hash === revision.hash)
		return { field: 'klucz', message: 'To jest obecny klucz. Zmień go albo unieważnij pytanie.' };
	const hashes = await listHeldHashes(db, course.slug, revision.hash, corrected?.hash ?? null);
	return {
		intention: {
			course,
			held: { courseSlug: course.slug, quizSlugs: question.quizSlugs, hashes },
			judging: { policy: policyOf(form), key: corrected?.content ?? null }
		},
		questionSlug: question.id,
		fromHash: revision.hash,
		corrected,
		reason: form.powod
	};
}

/** null: the question is void; a text: what to mend. */
function findCorrected(
	question: RegradableQuestion,
	revision: QuestionRevision,
	form: RegradeForm
): Pick<Question, 'hash' | 'content'> | null | string {
	if (form.sposob === 'pelne' || form.sposob === 'zero') return null;
	if (form.sposob === 'plik') {
		const { inFile } = question;
		return inFile && waysFor(question, revision).file
			? inFile
			: 'Pytanie w\u00a0pliku kursu ma inne odpowiedzi albo punkty, więc jego klucz tu nie pasuje. Zaznacz klucz sam albo unieważnij pytanie.';
	}
	const content = readKey(revision.content, (name) => textOf(form[name]));
	return typeof content === 'string' ? content : { hash: hashQuestion(content), content };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
