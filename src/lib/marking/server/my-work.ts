import { sizeInWords, type HandedFileView } from '#lib/handins/file-types.ts';
import { listHandedFiles } from '#lib/handins/server/handed-files.ts';
import type { AttemptItem, AttemptOfPerson } from '#lib/quizzes/server/attempts.ts';
import { needsReader } from '#lib/quizzes/types/marked-kinds.ts';
import type { Db } from '#lib/server/db/db.ts';
import type { MarkView } from '../mark-view.ts';
import { listMarkViews } from './marked-answers.ts';

/** What one's own data tell of work that people mark; `question` counts from 1. */
export interface MarkedWork {
	question: number;
	file: HandedFileView | null;
	/** null: none yet. */
	mark: MarkView | null;
}

/** The person's own work in an attempt. Ask for the attempt first. */
export async function listMyWork(db: Db, attempt: AttemptOfPerson, items: AttemptItem[]): Promise<MarkedWork[]> {
	const work = items.filter(({ content }) => needsReader(content));
	if (work.length === 0) return [];
	const files = await listHandedFiles(db, attempt.id);
	const marks = await listMarkViews(db, attempt, items);
	return work.map(({ position, value }) => {
		const file = typeof value === 'string' ? files.get(value) : undefined;
		const path = `/podejscia/${attempt.id}/${position}/plik`;
		return {
			question: position + 1,
			file: file ? { name: file.name, size: sizeInWords(file.size), path } : null,
			mark: marks.get(position) ?? null
		};
	});
}
