import * as v from 'valibot';
import { comparePolish, foldPolish } from '#lib/format.ts';
import type { BoardRow } from './board-row.ts';

/** Which people the board shows, as the address says it. */
export const SHOWN = {
	wszyscy: 'wszyscy',
	pomoc: 'potrzebują pomocy',
	'nie-zaczeli': 'nie zaczęli',
	ukonczyli: 'ukończyli'
} as const;

export const ORDERS = {
	nazwa: 'według nazwy',
	postep: 'od najmniejszego postępu',
	ruch: 'od najdłużej bez ruchu'
} as const;

const LONGEST_SEARCH = 100;

/** Anything else in the address means everybody by name: an old or a mistyped link still opens the board. */
const Query = v.object({
	pokaz: v.fallback(v.picklist(Object.keys(SHOWN) as (keyof typeof SHOWN)[]), 'wszyscy'),
	kolejnosc: v.fallback(v.picklist(Object.keys(ORDERS) as (keyof typeof ORDERS)[]), 'nazwa'),
	zespol: v.fallback(v.string(), ''),
	szukaj: v.fallback(v.pipe(v.string(), v.trim(), v.maxLength(LONGEST_SEARCH)), ''),
	/** Ticks those who need help. */
	zaznacz: v.fallback(v.picklist(['pomoc', '']), '')
});
export type BoardQuery = v.InferOutput<typeof Query>;

export const readBoardQuery = (search: URLSearchParams): BoardQuery => v.parse(Query, Object.fromEntries(search));

/** The address of the same view with something changed; `''` and the usual choice stay out of it. */
export function boardSearch(query: BoardQuery, changes: Partial<BoardQuery> = {}): string {
	const wanted = { ...query, ...changes };
	const said = Object.entries(wanted).filter(
		([name, value]) => value !== '' && value !== USUAL[name as keyof BoardQuery]
	);
	return said.length > 0 ? `?${new URLSearchParams(Object.fromEntries(said))}` : '';
}

const USUAL: BoardQuery = { pokaz: 'wszyscy', kolejnosc: 'nazwa', zespol: '', szukaj: '', zaznacz: '' };

/** Nothing of the course was done yet; being enrolled is no beginning. */
export const isBegun = ({ lastActivityAt }: Pick<BoardRow, 'lastActivityAt'>): boolean => lastActivityAt !== null;

/** The rows a view shows, in its order; equal ones by name. */
export function chooseRows(rows: BoardRow[], { pokaz, kolejnosc, zespol, szukaj }: BoardQuery): BoardRow[] {
	const wanted = foldPolish(szukaj);
	return rows
		.filter((row) => isShown[pokaz](row) && (zespol === '' || row.teamId === zespol))
		.filter(({ name }) => wanted === '' || foldPolish(name).includes(wanted))
		.sort((a, b) => compare[kolejnosc](a, b) || comparePolish(a.name, b.name));
}

const isShown: Record<keyof typeof SHOWN, (row: BoardRow) => boolean> = {
	wszyscy: () => true,
	pomoc: ({ reasons }) => reasons.length > 0,
	'nie-zaczeli': (row) => !isBegun(row),
	ukonczyli: ({ completedAt }) => completedAt !== null
};

const compare: Record<keyof typeof ORDERS, (a: BoardRow, b: BoardRow) => number> = {
	nazwa: () => 0,
	postep: (a, b) => a.doneSteps - b.doneSteps,
	ruch: (a, b) => plain(a.lastActivityAt ?? '', b.lastActivityAt ?? '')
};

const plain = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
