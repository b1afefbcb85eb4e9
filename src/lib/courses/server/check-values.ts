import * as v from 'valibot';
import { findMeantKey } from './front-matter-keys.ts';

/** What is wrong with one value, at its place as its author wrote it. */
export interface FoundIssue {
	path: (string | number)[];
	type: string;
	message: string;
}

const MOST_UNKNOWN = 20;

const pathOf = (issue: v.BaseIssue<unknown>) => (issue.path ?? []).map((item) => item.key as string | number);

/**
 * Checks values against a schema of closed objects. An unknown key counts as the one that was probably meant, so that
 * nothing is told of the other as missing; valibot stops at the first unknown key, so the values are checked once for
 * each.
 * @param written plain values; not changed
 */
export function checkValues<T extends v.GenericSchema>(
	schema: T,
	written: unknown
): { output: v.InferOutput<T> | undefined; issues: FoundIssue[] } {
	const values = structuredClone(written);
	const unknown: FoundIssue[] = [];
	const renamed = new Map<string, string>();
	for (;;) {
		const result = v.safeParse(schema, values);
		if (result.success) return { output: result.output, issues: unknown };
		const stranger = result.issues.find((issue) => issue.type === 'strict_object' && issue.expected === 'never');
		if (!stranger || unknown.length === MOST_UNKNOWN) {
			return { output: undefined, issues: [...unknown, ...result.issues.map((issue) => toFound(issue, renamed))] };
		}
		const found = toFound(stranger, renamed);
		unknown.push(found);
		const parent = stranger.path!.at(-1)!.input as Record<string, unknown>;
		const key = String(stranger.path!.at(-1)!.key);
		const missing = result.issues.flatMap((issue) =>
			isMissingIn(issue, parent) ? [String(issue.path!.at(-1)!.key)] : []
		);
		const meant = findMeantKey(key, missing);
		if (meant) {
			parent[meant] = parent[key];
			renamed.set(JSON.stringify([...pathOf(stranger).slice(0, -1), meant]), key);
		}
		delete parent[key];
	}
}

const isMissingIn = (issue: v.BaseIssue<unknown>, parent: unknown) =>
	issue.type === 'strict_object' && issue.received === 'undefined' && issue.path?.at(-1)?.input === parent;

/** The issue with its path as it was written. */
function toFound(issue: v.BaseIssue<unknown>, renamed: Map<string, string>): FoundIssue {
	const path = pathOf(issue);
	const asWritten = path.map((key, i) => renamed.get(JSON.stringify(path.slice(0, i + 1))) ?? key);
	return { path: asWritten, type: issue.type, message: issue.message };
}
