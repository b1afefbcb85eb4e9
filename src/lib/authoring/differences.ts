import { diffWordsWithSpace, structuredPatch } from 'diff';

/** A piece of text that stayed, came or went. */
export interface Piece {
	kind: 'same' | 'added' | 'removed';
	text: string;
}

const kindOf = ({ added, removed }: { added: boolean; removed: boolean }): Piece['kind'] =>
	added ? 'added' : removed ? 'removed' : 'same';

/** Word by word, by Myers' algorithm. */
export const wordDifference = (before: string, after: string): Piece[] =>
	diffWordsWithSpace(before, after).map((change) => ({ kind: kindOf(change), text: change.value }));

/** Lines around a change; `from` and `to` are the numbers of its first line, before and after. */
export interface Hunk {
	from: number;
	to: number;
	lines: Piece[];
}

const CONTEXT_LINES = 3;
const SIGNS: Record<string, Piece['kind']> = { '+': 'added', '-': 'removed', ' ': 'same' };

/** Line by line, with three lines around each change; a file without changes has none. */
export function lineDifference(before: string, after: string): Hunk[] {
	const { hunks } = structuredPatch('', '', before, after, undefined, undefined, { context: CONTEXT_LINES });
	return hunks.map(({ oldStart, newStart, lines }) => ({
		from: oldStart,
		to: newStart,
		lines: lines.flatMap((line): Piece[] => {
			const kind = SIGNS[line.charAt(0)];
			// `\ No newline at end of file`
			return kind ? [{ kind, text: line.slice(1) }] : [];
		})
	}));
}
