import { COLUMN_ROLES, type ChosenRole, type ColumnRole, type RosterColumns } from './roster.ts';
import { isComplete } from './columns.ts';

/** Roles that several columns cannot have at once. */
const SINGLE = Object.keys(COLUMN_ROLES).filter((role) => role !== 'ignored');

/**
 * What a teacher said about the columns: `kolumna-<at>` each, and whether the first row holds headings.
 * @returns the columns, or what to mend at which field
 */
export function readColumns(
	fields: FormData,
	before: RosterColumns
): { columns: RosterColumns; errors: null } | { columns: null; errors: Record<string, string> } {
	const roles = before.roles.map((role, at): ColumnRole => {
		const chosen = fields.get(`kolumna-${at}`);
		if (role === 'private' || typeof chosen !== 'string') return role === 'private' ? role : 'ignored';
		return Object.hasOwn(COLUMN_ROLES, chosen) ? (chosen as ChosenRole) : 'ignored';
	});
	const errors: Record<string, string> = {};
	for (const [at, role] of roles.entries()) {
		if (!SINGLE.includes(role) || roles.indexOf(role) === at) continue;
		errors[`kolumna-${at}`] = 'To samo znaczenie ma już inna kolumna. Wybierz jedną z\u00a0nich.';
	}
	const columns = { ...before, roles, hasHeadings: fields.get('naglowki') === 'on' };
	const first = roles.findIndex((role) => role !== 'private');
	if (!isComplete(columns)) {
		errors[`kolumna-${Math.max(first, 0)}`] = 'Wskaż, gdzie jest imię, pseudonim albo adres e-mail.';
	}
	return Object.keys(errors).length > 0 ? { columns: null, errors } : { columns, errors: null };
}
