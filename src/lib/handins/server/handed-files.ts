import { randomUUID } from 'node:crypto';
import { countUse, type ThrottleRule } from '#lib/accounts/server/throttle.ts';
import { AppError, notFound } from '#lib/errors.ts';
import { saveAnswers } from '#lib/quizzes/server/answers.ts';
import { inTransaction, type Db, type Trx } from '#lib/server/db/db.ts';
import type { ReadFile } from './read-handed-file.ts';

const DAY = 24 * 3_600_000;
/**
 * Files of one person, refused ones too: this bounds what the disk writes and what reading them costs. Of each question
 * only the last is kept.
 */
const HANDING_RULE: ThrottleRule = { windowMs: DAY, limit: 30, waitsMs: [DAY / 4] };
/** Bytes of a part: small enough for one line of a backup and one turn of the event loop. */
const PART_BYTES = 192 * 1024;
const LONGEST_NAME = 120;

export interface HandedFile {
	id: string;
	position: number;
	/** As its learner called it. */
	name: string;
	mediaType: string;
	size: number;
}

/**
 * Counts a file of a person, to be called before it is read.
 * @throws AppError 429 after many files in a day
 */
export async function countHandedFile(db: Db, personId: string, now: Date): Promise<void> {
	await countUse(db, `handed-file:${personId}`, HANDING_RULE, now);
}

/**
 * Makes a file the answer to a question of an open attempt, instead of the one before: whole or not at all. Ask for the
 * attempt and the question first.
 * @throws AppError 409 when the attempt is over
 */
export async function handIn(
	db: Db,
	{ attemptId, position, name, file, now }: Handing & { name: string; file: ReadFile }
): Promise<void> {
	await inTransaction(db, async (trx) => {
		const id = randomUUID();
		await answerWith(trx, { attemptId, position, now }, id);
		await dropFiles(trx, attemptId, position);
		await trx
			.insertInto('handedFile')
			.values({
				...{ id, attemptId, position, mediaType: file.mediaType, size: file.content.length },
				name: plainName(name, file.type),
				uploadedAt: now.toISOString()
			})
			.execute();
		for (let number = 0; number * PART_BYTES < file.content.length; number++) {
			const part = file.content.subarray(number * PART_BYTES, (number + 1) * PART_BYTES);
			const content = part.toString('base64');
			await trx.insertInto('handedFilePart').values({ handedFileId: id, number, content }).execute();
		}
	});
}

/** Takes the file back. */
export async function takeBack(db: Db, { attemptId, position, now }: Handing): Promise<void> {
	await inTransaction(db, async (trx) => {
		await answerWith(trx, { attemptId, position, now }, '');
		await dropFiles(trx, attemptId, position);
	});
}

interface Handing {
	attemptId: string;
	position: number;
	now: Date;
}

/** Saving takes the attempt's lock: a file and the end of the attempt never mix. */
async function answerWith(trx: Trx, { attemptId, position, now }: Handing, value: string) {
	const changes = [{ position, value, confidence: null, key: `file-${randomUUID()}` }];
	const [states] = await saveAnswers(trx, [{ attemptId, receivedAt: now, changes }]);
	if (states?.[0] !== 'saved') throw tooLate();
}

async function dropFiles(trx: Trx, attemptId: string, position: number) {
	await trx.deleteFrom('handedFile').where('attemptId', '=', attemptId).where('position', '=', position).execute();
}

/** The files of an attempt, by their ids, which are the answers. Ask for the attempt first. */
export async function listHandedFiles(db: Db, attemptId: string): Promise<Map<string, HandedFile>> {
	const rows = await db
		.selectFrom('handedFile')
		.select(['id', 'position', 'name', 'mediaType', 'size'])
		.where('attemptId', '=', attemptId)
		.execute();
	return new Map(rows.map((row) => [row.id, row]));
}

/**
 * The file at a position of an attempt, with its bytes. Ask for the attempt first.
 * @throws AppError 404 when there is none
 */
export async function getHandedFile(
	db: Db,
	attemptId: string,
	position: number
): Promise<HandedFile & { content: Uint8Array<ArrayBuffer> }> {
	const file = await db
		.selectFrom('handedFile')
		.select(['id', 'position', 'name', 'mediaType', 'size'])
		.where('attemptId', '=', attemptId)
		.where('position', '=', position)
		.executeTakeFirstOrThrow(() => notFound('plik'));
	const parts = await db
		.selectFrom('handedFilePart')
		.select('content')
		.where('handedFileId', '=', file.id)
		.orderBy('number')
		.execute();
	const content = new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part.content, 'base64'))));
	if (content.length !== file.size) throw new Error(`Handed file ${file.id} is not whole.`);
	return { ...file, content };
}

/** A name to show and to download by: no path, no signs that steer anything, the ending of what it is. */
function plainName(name: string, ending: string): string {
	const last = name.split(/[/\\]/).at(-1) ?? '';
	const bare = last
		.normalize('NFC')
		.replace(/[\p{Cc}\p{Cf}<>:"|?*]/gu, '')
		.replace(/\.[^.]{1,5}$/, '')
		.trim()
		.slice(0, LONGEST_NAME)
		.toWellFormed();
	return `${bare || 'praca'}.${ending}`;
}

const tooLate = () =>
	new AppError(
		409,
		'attempt_over',
		'To podejście już się skończyło, więc pliku nie zapisano. Wróć do strony podejścia: zobaczysz, co zostało zapisane w czasie.'
	);
