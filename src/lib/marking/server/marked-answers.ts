import { maxScoreOf } from '#lib/quizzes/grade.ts';
import type { AttemptItem, AttemptOfPerson } from '#lib/quizzes/server/attempts.ts';
import { needsReader } from '#lib/quizzes/types/marked-kinds.ts';
import type { Db } from '#lib/server/db/db.ts';
import { finalMark, type Mark, type MarkingPolicy } from '../mark.ts';
import type { MarkView } from '../mark-view.ts';
import { listMarks } from './marks.ts';

/** What the answers of an attempt were given, by position; nothing while the whole attempt is not graded. */
export async function listMarkViews(
	db: Db,
	{ id, score, policy }: AttemptOfPerson,
	items: AttemptItem[]
): Promise<Map<number, MarkView>> {
	if (score === null || !items.some(({ content }) => needsReader(content))) return new Map();
	const marks = await listMarks(db, id);
	return new Map(
		items.flatMap((item) => {
			const view = markViewOf(item, marks.get(item.position) ?? [], policy.marking ?? 'single');
			return view ? [[item.position, view] as const] : [];
		})
	);
}

function markViewOf({ content }: AttemptItem, marks: Mark[], policy: MarkingPolicy): MarkView | null {
	if (!needsReader(content)) return null;
	const maxScore = maxScoreOf(content);
	const final = finalMark({ marks, policy, maxScore });
	if (!final) return null;
	const criteria = content.criteria.map(({ name, points }, at) => ({
		...{ name, maxScore: points * 100 },
		score: final.criteria[at] ?? 0
	}));
	return { score: final.score, maxScore, criteria, comments: final.comments };
}
