import { escapeHtml } from '#lib/courses/server/escape-html.ts';
import type { PreparedStep } from '#lib/progress/prepared-steps.ts';
import type { BoardColumn } from './board-columns.ts';
import type { BoardRow } from './board-row.ts';

export interface BoardTable {
	columns: BoardColumn[];
	rows: BoardRow[];
	/** Where people of the group have their pages: `<path>/<id>`. */
	peoplePath: string;
	/** The form the boxes belong to; null: nobody can be chosen, as in an archived group. */
	formId: string | null;
	/** Those who need help are ticked. */
	areHelpedTicked: boolean;
}

/** What the signs of the cells mean, for those who see them and those who hear them. */
export const BOARD_LEGEND =
	'Liczba to najlepszy wynik quizu; wykrzyknik przy niej znaczy, że quiz nie jest zaliczony, a\u00a0podkreślenie, że ' +
	'lekcja nie jest przeczytana. „czyta” to lekcja przeczytana, której quiz jeszcze czeka, ✓ to przeczytana lekcja bez ' +
	'quizu. „do\u00a0oceny” to oddana praca, która czeka na ocenę. Puste pole: nic jeszcze nie zrobiono.';

/** From here on the headings stand upright, so that forty lessons fit side by side. */
const MANY_COLUMNS = 12;

/**
 * The table of a board as HTML: thousands of cells at a price that a framework cannot offer. Names and titles are
 * escaped; nothing else comes from people. End tags that HTML allows to leave out are left out: a cell is a few bytes.
 */
export function boardHtml(table: BoardTable): string {
	const { columns, formId } = table;
	const head = columns.map(headingOf).join('');
	const pick = formId === null ? '' : '<td class=k><span class=visually-hidden>Zaznacz</span>';
	const size = columns.length > MANY_COLUMNS ? ' many' : '';
	let html = `<table class="board${size}"><caption class=visually-hidden>Osoby i\u00a0kroki kursu. ${BOARD_LEGEND}</caption>`;
	html += `<thead><tr>${pick}<th scope=col class=n>Osoba${head}<th scope=col>Dyplom<tbody>`;
	for (const row of table.rows) html += rowOf(row, table);
	return `${html}</table>`;
}

function headingOf({ number, title, path, quiz }: BoardColumn): string {
	const short = quiz === 'test' ? 'Test' : `Lekcja ${number}`;
	return `<th scope=col abbr="${short}"><a href="${escapeHtml(path)}"><b>${quiz === 'test' ? 'T' : number}</b> <span>${escapeHtml(title)}</span></a>`;
}

function rowOf(row: BoardRow, { columns, peoplePath, formId, areHelpedTicked }: BoardTable): string {
	const { id, reasons, cells, waiting } = row;
	const name = escapeHtml(row.name);
	const needsHelp = reasons.length > 0;
	let html = needsHelp ? '<tr class=h>' : '<tr>';
	if (formId !== null) {
		const ticked = needsHelp && areHelpedTicked ? ' checked' : '';
		html += `<td class=k><input type=checkbox name=komu value="${id}" form=${formId} aria-label="Zaznacz: ${name}"${ticked}>`;
	}
	const label = needsHelp ? ` abbr="${name}"` : '';
	html += `<th scope=row class=n${label}><a href="${peoplePath}/${id}"><bdi>${name}</bdi></a>`;
	if (needsHelp) html += `<small>${reasons.map(escapeHtml).join('; ')}</small>`;
	columns.forEach(
		(column, at) => (html += waiting.has(column.slug) ? waitingCell(cells[at]) : cellOf(column, cells[at]))
	);
	return html + certificateOf(row);
}

/** A colour never stands alone: each has its figure, sign or word. */
function cellOf({ quiz }: BoardColumn, step: PreparedStep | undefined): string {
	if (step === undefined) return quiz === 'test' ? '<td>–' : '<td class=e>';
	const [isRead, tries, bestPercent, isPassed] = step;
	if (tries === undefined) {
		if (quiz === 'test') return '<td>–';
		return quiz === null || quiz === 'pretest' ? '<td class=d>✓' : '<td class=r>czyta';
	}
	if (quiz === 'pretest')
		return `<td${isRead ? ' class=d' : ''}>${isRead ? '✓ ' : ''}${bestPercent}%<i>przed nauką</i>`;
	const canBePassed = quiz === 'practice' || quiz === 'test';
	if (!canBePassed) return `<td>${bestPercent}%`;
	if (isPassed === 0) return `<td class=f>${bestPercent}%<i>nie zaliczono</i>`;
	if (quiz === 'practice' && isRead === 0) return `<td class=u>${bestPercent}%<i>lekcja nieprzeczytana</i>`;
	return quiz === 'test' ? `<td class=t>${bestPercent}%` : `<td class=d>${bestPercent}%`;
}

/** The best result so far stays beside it. */
function waitingCell([, tries, bestPercent]: PreparedStep | [] = []): string {
	return tries === undefined ? '<td class=t>do oceny' : `<td class=t>${bestPercent}%, do oceny`;
}

function certificateOf({ isCertified, completedAt }: BoardRow): string {
	if (isCertified) return '<td>wydany';
	return completedAt === null ? '<td>–' : '<td>ukończono';
}
