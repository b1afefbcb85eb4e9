import { sql } from 'kysely';
import type { Confidence } from '#lib/confidence/confidence.ts';
import type { Db, Trx } from '#lib/server/db/db.ts';
import { prepareQuery } from '#lib/server/db/prepare-query.ts';
import { isEarlier, WRITER_LENGTH } from '../change-key.ts';
import type { AnswerValue, AuthoredContent, QuestionContent } from '../question.ts';
import { instantiate } from '../types/calculated/instantiate.ts';
import { readValues } from '../types/calculated/variables.ts';
import { withoutTakenBack } from './made-decisions.ts';
import { loadRevisions } from './revisions.ts';

/** One change of an answer, checked and in the content's own terms. */
export interface AnswerChange {
	position: number;
	value: AnswerValue;
	/** null or missing: not asked or not said. */
	confidence?: Confidence | null;
	/** Made by the browser, unique within the attempt: the same key twice is one effect. */
	key: string;
	/** Decisions of a case in a test: what was decided may only be added to. */
	isPath?: boolean;
}

export interface AnswerSave {
	attemptId: string;
	/** When the server received it: what decides whether it came in time. */
	receivedAt: Date;
	changes: AnswerChange[];
}

/**
 * `late`: kept for the record, not counted, because the attempt was closed or its time was over. `taken`: not kept,
 * because the key belongs to another change, or because it would take back a decision made in a case.
 */
export type SaveState = 'saved' | 'late' | 'taken';

/** What `readAnswer` needs about the questions of an attempt. */
export interface AnswerTarget {
	content: QuestionContent;
	optionOrder: number[];
}

/** Every saved answer asks it, so it is compiled once; a range covers any set of positions. */
const itemsBetween = prepareQuery<
	{ personId: string; attemptId: string; first: number; last: number },
	{ position: number; questionHash: string; optionOrder: string; variables: string | null }
>((db, { personId, attemptId, first, last }) =>
	db
		.selectFrom('attemptItem')
		.innerJoin('attempt', 'attempt.id', 'attemptItem.attemptId')
		.select(['attemptItem.position', 'attemptItem.questionHash', 'attemptItem.optionOrder', 'attemptItem.variables'])
		.where('attemptItem.attemptId', '=', attemptId)
		.where('attempt.userAccountId', '=', personId)
		.where('attemptItem.position', '>=', first)
		.where('attemptItem.position', '<=', last)
);

/**
 * The questions at the given positions of the person's own attempt, by position; empty when the attempt is not theirs.
 * One query while the questions are in memory.
 */
export async function findAnswerTargets(
	db: Db,
	{ personId, attemptId, positions }: { personId: string; attemptId: string; positions: number[] }
): Promise<Map<number, AnswerTarget>> {
	if (positions.length === 0) return new Map();
	const [first, last] = [Math.min(...positions), Math.max(...positions)];
	const found = await itemsBetween(db, { personId, attemptId, first, last });
	const rows = found.filter(({ position }) => positions.includes(position));
	const hashes = rows.map((row) => row.questionHash);
	const contents = await loadRevisions(db, hashes);
	return new Map(
		rows.map(({ position, questionHash, optionOrder, variables }) => [
			position,
			{
				content: instantiate(contents.get(questionHash) as AuthoredContent, readValues(variables)),
				optionOrder: JSON.parse(optionOrder) as number[]
			}
		])
	);
}

interface Row {
	attemptId: string;
	changeKey: string;
	position: number;
	value: string;
	confidence: Confidence | null;
	receivedAt: string;
	isLate: 0 | 1;
}

/** What a key stands for: a replay has to say the same. */
type Stored = Pick<Row, 'position' | 'value' | 'confidence' | 'isLate'>;

/**
 * Writes many saves at once: the `run` of a group commit. Attempts must exist and be the savers' own, and changes
 * checked, before they come here. Touching the attempt first takes its lock on PostgreSQL: a save and a submission of
 * the same attempt never mix.
 * @returns for each save the states of its changes, in order
 */
export async function saveAnswers(trx: Trx, saves: AnswerSave[]): Promise<SaveState[][]> {
	const deadlines = await touchOpenAttempts(trx, saves);
	const kept = await withoutTakenBack(trx, saves);
	const rows = new Map<string, Row>();
	for (const { attemptId, receivedAt, changes } of kept) {
		const deadline = deadlines.get(attemptId);
		const isInTime = deadline !== undefined && (deadline === null || receivedAt.toISOString() <= deadline);
		for (const { key, position, value, confidence = null } of changes) {
			const id = rowId(attemptId, key);
			if (rows.has(id)) continue;
			rows.set(id, {
				attemptId,
				changeKey: key,
				position,
				value: JSON.stringify(value),
				confidence,
				receivedAt: receivedAt.toISOString(),
				isLate: isInTime ? 0 : 1
			});
		}
	}

	const fresh = await insertChanges(trx, [...rows.values()]);
	const replayed = await listStored(
		trx,
		[...rows.values()].filter((row) => !fresh.has(rowId(row.attemptId, row.changeKey)))
	);
	await replaceAnswers(
		trx,
		[...rows].filter(([id, row]) => fresh.has(id) && row.isLate === 0).map(([, row]) => row)
	);
	return saves.map(({ attemptId, changes }) =>
		changes.map(({ key, position, value, confidence = null }) => {
			const id = rowId(attemptId, key);
			const stored = replayed.get(id) ?? rows.get(id);
			const isSame = stored?.position === position && stored.value === JSON.stringify(value);
			if (!isSame || stored.confidence !== confidence) return 'taken';
			return stored.isLate === 0 ? 'saved' : 'late';
		})
	);
}

const rowId = (attemptId: string, key: string) => `${attemptId} ${key}`;

async function touchOpenAttempts(trx: Trx, saves: AnswerSave[]): Promise<Map<string, string | null>> {
	const ids = [...new Set(saves.map((save) => save.attemptId))];
	const last = saves.reduce((latest, { receivedAt }) => (receivedAt > latest ? receivedAt : latest), new Date(0));
	const rows = await trx
		.updateTable('attempt')
		.set({ lastSavedAt: last.toISOString() })
		.where('id', 'in', ids)
		.where('state', '=', 'open')
		.returning(['id', 'deadlineAt'])
		.execute();
	return new Map(rows.map((row) => [row.id, row.deadlineAt]));
}

/** @returns what was new; a key that is there already is left alone. */
async function insertChanges(trx: Trx, rows: Row[]): Promise<Set<string>> {
	const fresh = new Set<string>();
	for (const part of inParts(rows)) {
		const inserted = await trx
			.insertInto('answerChange')
			.values(part)
			.onConflict((conflict) => conflict.doNothing())
			.returning(['attemptId', 'changeKey'])
			.execute();
		for (const row of inserted) fresh.add(rowId(row.attemptId, row.changeKey));
	}
	return fresh;
}

/** What the keys of these rows stand for already. */
async function listStored(trx: Trx, rows: Row[]): Promise<Map<string, Stored>> {
	const found = new Map<string, Stored>();
	for (const part of inParts(rows)) {
		const stored = await trx
			.selectFrom('answerChange')
			.select(['attemptId', 'changeKey', 'position', 'value', 'confidence', 'isLate'])
			.where((eb) => eb.or(part.map((row) => eb.and({ attemptId: row.attemptId, changeKey: row.changeKey }))))
			.execute();
		for (const row of stored) found.set(rowId(row.attemptId, row.changeKey), row);
	}
	return found;
}

/**
 * The last change of each question becomes its answer: the last to arrive, unless its own browser had made it earlier
 * than the one that is there. Such a straggler is kept among the changes only.
 */
async function replaceAnswers(trx: Trx, rows: Row[]) {
	const last = new Map<string, Row>();
	for (const row of rows) {
		const id = `${row.attemptId} ${row.position}`;
		if (!isEarlier(row.changeKey, last.get(id)?.changeKey ?? '')) last.set(id, row);
	}
	const answers = [...last.values()].map(({ attemptId, position, value, confidence, changeKey, receivedAt }) => ({
		attemptId,
		position,
		value,
		confidence,
		changeKey,
		savedAt: receivedAt
	}));
	for (const part of inParts(answers)) {
		await trx
			.insertInto('answer')
			.values(part)
			.onConflict((conflict) =>
				conflict
					.columns(['attemptId', 'position'])
					.doUpdateSet((eb) => ({
						value: eb.ref('excluded.value'),
						confidence: eb.ref('excluded.confidence'),
						changeKey: eb.ref('excluded.changeKey'),
						savedAt: eb.ref('excluded.savedAt')
					}))
					.where(isNotEarlier)
			)
			.execute();
	}
}

/** `isEarlier`, as both databases say it. */
const isNotEarlier = sql<boolean>`not (
	excluded.change_key like 'seq-%'
	and substr(excluded.change_key, 1, ${sql.lit(WRITER_LENGTH)}) = substr(answer.change_key, 1, ${sql.lit(WRITER_LENGTH)})
	and excluded.change_key < answer.change_key
)`;

/**
 * Databases limit the values of one statement. Powers of two keep the number of different statements small, so that
 * the prepared ones are used again.
 */
function inParts<T>(rows: T[]): T[][] {
	const parts: T[][] = [];
	for (let from = 0; from < rows.length;) {
		const size = Math.min(128, 2 ** Math.floor(Math.log2(rows.length - from)));
		parts.push(rows.slice(from, from + size));
		from += size;
	}
	return parts;
}
