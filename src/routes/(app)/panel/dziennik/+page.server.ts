import { filterQuery, readLogFilter } from '#lib/audit/log-filter.ts';
import { SUBJECTS } from '#lib/audit/sentences.ts';
import { ENTRIES_PER_FILE } from '#lib/audit/server/log-sheet.ts';
import { readLog } from '#lib/audit/server/log-view.ts';
import { logScopeOf } from '#lib/audit/server/scope.ts';
import { requireRole } from '#lib/accounts/server/require.ts';
import { comparePolish, formatNumber } from '#lib/format.ts';
import { listOrganizations } from '#lib/organizations/server/organizations.ts';
import { chainOf, verifyAuditChain } from '#lib/server/audit-chain.ts';
import { readFormData } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

const PER_PAGE = 50;

/** For coordinators (the log of the organization they work in) and admins (every one). */
export const load: PageServerLoad = async ({ locals, url }) => {
	const person = requireRole(locals, 'coordinator', 'admin');
	const scope = logScopeOf(person);
	const filter = readLogFilter(url.searchParams);
	const before = readPlace(url.searchParams.get('przed'));
	const found = await readLog(locals.db, scope, filter, { limit: PER_PAGE + 1, before });
	const lines = (found ?? []).slice(0, PER_PAGE);
	const last = lines.at(-1);
	return {
		filter,
		query: filterQuery(filter),
		isEverything: scope.organizationId === null,
		isUnknown: found === null,
		isLater: before !== undefined,
		lines,
		next: found && found.length > PER_PAGE && last ? `${last.happenedAt}_${last.id}` : null,
		subjects: Object.entries(SUBJECTS)
			.map(([value, label]) => ({ value, label }))
			.sort((a, b) => comparePolish(a.label, b.label)),
		organizations: scope.organizationId === null ? await listOrganizations(locals.db, person.id) : [],
		fileLimit: formatNumber(ENTRIES_PER_FILE)
	};
};

export const actions = {
	/** For coordinators and admins: whether nothing is missing or changed in what they may read. */
	verify: async ({ locals, request }) => {
		const scope = logScopeOf(requireRole(locals, 'coordinator', 'admin'));
		const chosen = (await readFormData(request)).get('chain');
		const chain = scope.organizationId ?? (typeof chosen === 'string' && chosen !== '' ? chosen : chainOf(null));
		return { verdict: await verifyAuditChain(locals.db, chain) };
	}
} satisfies Actions;

/** `<instant>_<id>` of the last entry seen. */
function readPlace(text: string | null) {
	const [happenedAt, id] = (text ?? '').split('_');
	return happenedAt && id ? { happenedAt, id } : undefined;
}
