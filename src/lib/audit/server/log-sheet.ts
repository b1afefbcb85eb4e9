import type { Db } from '#lib/server/db/db.ts';
import { dayInPoland } from '#lib/format.ts';
import { writeAudit } from '#lib/server/audit-log.ts';
import type { Sheet } from '#lib/spreadsheets/sheet.ts';
import type { LogFilter } from '../log-filter.ts';
import { filterQuery } from '../log-filter.ts';
import { readLog, type LogLine } from './log-view.ts';
import type { LogScope } from './scope.ts';

/** As many entries as one file holds; more are taken by days. */
export const ENTRIES_PER_FILE = 10_000;
const ENTRIES_AT_ONCE = 500;

/** The log as a table; that it was taken is an entry of the log itself. */
export async function exportLog(
	db: Db,
	scope: LogScope,
	filter: LogFilter,
	by: { id: string; address: string },
	now: Date = new Date()
): Promise<Sheet> {
	const lines: LogLine[] = [];
	let part: LogLine[] | null;
	do {
		part = await readLog(db, scope, filter, { limit: ENTRIES_AT_ONCE, before: lines.at(-1) });
		lines.push(...(part ?? []));
	} while (part?.length === ENTRIES_AT_ONCE && lines.length < ENTRIES_PER_FILE);
	const entry = {
		actorId: by.id,
		address: by.address,
		organizationId: scope.organizationId,
		action: 'auditLog.exported',
		subjectKind: scope.organizationId ? 'organization' : 'auditLog',
		subjectId: scope.organizationId ?? 'platform',
		detail: { entries: lines.length, filter: Object.keys(filterQuery(filter)) }
	};
	await writeAudit(db, entry, now);
	return sheetOf(lines);
}

function sheetOf(lines: LogLine[]): Sheet {
	const text = (title: string) => ({ title, kind: 'text' as const });
	return {
		name: 'Dziennik',
		columns: [
			{ title: 'Dzień', kind: 'day' },
			...['Kiedy', 'Kto', 'Co', 'Na kim', 'Organizacja', 'Wynik', 'Skąd', 'Szczegóły', 'Numer wpisu'].map(text)
		],
		rows: lines.map((line) => [
			dayInPoland(line.happenedAt),
			line.when,
			line.who,
			line.what,
			line.whom,
			line.organization,
			line.outcome,
			line.address,
			line.detail,
			line.id
		])
	};
}
