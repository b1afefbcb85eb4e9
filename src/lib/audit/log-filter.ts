import { SUBJECTS } from './sentences.ts';

/** What somebody wants to see of the log, as it stands in the address of the page; an empty text: everything. */
export interface LogFilter {
	/** Whose data it is about: sign-in name, address or id of an account. */
	person: string;
	/** Who did it, told the same way. */
	actor: string;
	/** A key of `SUBJECTS`. */
	subject: string;
	/** YYYY-MM-DD in Poland, both included. */
	from: string;
	until: string;
	/** For administrators: `platform` or the id of an organization. */
	chain: string;
}

/** The names of the fields, in the address and in the form. */
export const FILTER_FIELDS = {
	person: 'dotyczy',
	actor: 'kto',
	subject: 'rodzaj',
	from: 'od',
	until: 'do',
	chain: 'organizacja'
} as const satisfies Record<keyof LogFilter, string>;

const LONGEST = 200;

/** Reads a filter; what makes no sense counts as not given. */
export function readLogFilter(search: URLSearchParams): LogFilter {
	const text = (field: keyof LogFilter) => (search.get(FILTER_FIELDS[field]) ?? '').trim().slice(0, LONGEST);
	const day = (field: 'from' | 'until') => (isDay(text(field)) ? text(field) : '');
	return {
		person: text('person'),
		actor: text('actor'),
		subject: Object.hasOwn(SUBJECTS, text('subject')) ? text('subject') : '',
		from: day('from'),
		until: day('until'),
		chain: text('chain')
	};
}

/** The filter as a query, to link to the same view. */
export function filterQuery(filter: LogFilter): Record<string, string> {
	const fields = Object.entries(FILTER_FIELDS) as [keyof LogFilter, string][];
	return Object.fromEntries(fields.flatMap(([field, name]) => (filter[field] ? [[name, filter[field]]] : [])));
}

const isDay = (text: string) =>
	/^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true;
