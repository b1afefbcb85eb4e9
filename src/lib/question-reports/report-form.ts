import * as v from 'valibot';
import { safeNextPath } from '#lib/accounts/next-path.ts';
import type { QuestionReportTable } from '#lib/server/db/tables/questions.ts';

export type ReportKind = QuestionReportTable['kind'];

/** What somebody may say of a question. */
export const REPORT_KINDS: Record<ReportKind, string> = {
	unclear: 'Pytanie jest niejasne',
	wrongKey: 'Chyba zły klucz',
	outdated: 'Nieaktualne prawo lub dane',
	other: 'Coś innego'
};

const LONGEST_COMMENT = 500;
const LONGEST_REPLY = 1000;

export const ReportForm = v.strictObject({
	/** Of the revision that was answered. */
	hash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'Wróć do pytania i zacznij zgłoszenie od nowa.')),
	kind: v.picklist(Object.keys(REPORT_KINDS) as ReportKind[], 'Zaznacz, czego dotyczy uwaga.'),
	comment: v.pipe(
		v.string(),
		v.trim(),
		v.maxLength(LONGEST_COMMENT, `Skróć uwagę do ${LONGEST_COMMENT} znaków; resztę możesz dopisać osobno.`)
	),
	/** Where the question stands. */
	back: v.pipe(
		v.string(),
		v.transform((path) => safeNextPath(path))
	)
});

/** One answer to everything said of a question so far. */
export const ReplyForm = v.strictObject({
	quiz: v.string(),
	question: v.string(),
	/** The newest report its author saw; later ones stay open. */
	until: v.pipe(v.string(), v.isoTimestamp('Odśwież stronę i odpowiedz jeszcze raz.')),
	reply: v.pipe(
		v.string(),
		v.trim(),
		v.nonEmpty('Napisz, co robisz z tą uwagą.'),
		v.maxLength(LONGEST_REPLY, `Skróć odpowiedź do ${LONGEST_REPLY} znaków.`)
	)
});
export type Reply = v.InferOutput<typeof ReplyForm>;
