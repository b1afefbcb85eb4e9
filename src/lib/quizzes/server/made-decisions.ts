import type { Trx } from '#lib/server/db/db.ts';
import type { AnswerSave } from './answers.ts';

/**
 * The saves without those changes that would take back a decision made in a case: a path may only be extended. To be
 * asked in the transaction that writes, under the lock of the attempt. A replay of a change that is stored stays in.
 */
export async function withoutTakenBack(trx: Trx, saves: AnswerSave[]): Promise<AnswerSave[]> {
	const ids = saves.flatMap(({ attemptId, changes }) => (changes.some(({ isPath }) => isPath) ? [attemptId] : []));
	if (ids.length === 0) return saves;
	const [stored, keys] = [await listPaths(trx, ids), await listKeys(trx, ids)];
	return saves.map((save) => ({
		...save,
		changes: save.changes.filter(({ position, value, key, isPath }) => {
			if (!isPath || keys.has(`${save.attemptId} ${key}`)) return true;
			const place = `${save.attemptId} ${position}`;
			const path = value as number[];
			const isExtended = (stored.get(place) ?? []).every((choice, step) => path[step] === choice);
			if (isExtended) stored.set(place, path);
			return isExtended;
		})
	}));
}

async function listPaths(trx: Trx, attemptIds: string[]): Promise<Map<string, number[]>> {
	const rows = await trx
		.selectFrom('answer')
		.select(['attemptId', 'position', 'value'])
		.where('attemptId', 'in', attemptIds)
		.execute();
	return new Map(rows.map((row) => [`${row.attemptId} ${row.position}`, JSON.parse(row.value) as number[]]));
}

async function listKeys(trx: Trx, attemptIds: string[]): Promise<Set<string>> {
	const rows = await trx
		.selectFrom('answerChange')
		.select(['attemptId', 'changeKey'])
		.where('attemptId', 'in', attemptIds)
		.execute();
	return new Set(rows.map((row) => `${row.attemptId} ${row.changeKey}`));
}
