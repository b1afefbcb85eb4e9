import type { ThrottleRule } from '#lib/accounts/server/throttle.ts';
import { AppError } from '#lib/errors.ts';
import { formatNumber } from '#lib/format.ts';

/** Bytes of an uploaded file. */
export const MAX_FILE = 10 * 1024 * 1024;
export const MAX_QUESTIONS = 2_000;
/** Answers, gaps or rows of one question. */
export const MAX_PARTS = 200;
/** Bytes of one picture: what a quiz of ours may hold. */
export const MAX_PICTURE = 100 * 1024;
/** Pictures of one file together: they travel in the page until they are saved. */
export const MAX_PICTURES = 3 * 1024 * 1024;

const MINUTE = 60_000;

/** Previews of one author: a bank file by file, not a program that tries files. */
export const PREVIEW_RULE: ThrottleRule = { windowMs: 10 * MINUTE, limit: 40, waitsMs: [2 * MINUTE] };

/** A file that is refused whole: what was found, and what to do. */
export const refuse = (message: string) => new AppError(400, 'unreadable_exchange', message);

/** As exports of Canvas are, packed or not. */
export const OLD_QTI =
	'To jest QTI 1.2, starszy format. Wyeksportuj pytania jako QTI 2.1 albo 3.0, Moodle XML albo GIFT.';

export const tooManyQuestions = () =>
	refuse(
		`W\u00a0pliku jest więcej niż ${formatNumber(MAX_QUESTIONS)} pytań. Wyeksportuj je po kategorii i\u00a0wczytaj po kolei.`
	);
