import * as v from 'valibot';
import { AppError } from '../errors.ts';

/** A refused form as the page shows it again: what was typed (secrets excepted) and what to mend where. */
export interface InvalidForm {
	values: Record<string, string>;
	/** In the order of the fields; `field` is the name and the id of the control. */
	errors: { field: string; message: string }[];
}

type FormSchema = v.StrictObjectSchema<v.ObjectEntries, undefined> | v.GenericSchema<Record<string, unknown>>;

/**
 * The fields of a form as sent. U+0000, which no keyboard makes and PostgreSQL cannot store, is left out.
 * @throws AppError 400 when the body is no whole form
 */
export async function readFormData(request: Request): Promise<FormData> {
	const fields = new FormData();
	for (const [name, value] of await readBody(() => request.formData())) {
		if (typeof value === 'string') fields.append(withoutNull(name), withoutNull(value));
		else fields.append(withoutNull(name), value);
	}
	return fields;
}

/**
 * Reads the body of a request. One over the server's limit is the framework's error, which it answers with 413.
 * @throws AppError 400 when the body is damaged or its sender went away: no fault of ours and nothing for the log
 */
export async function readBody<T>(read: () => Promise<T>): Promise<T> {
	try {
		return await read();
	} catch (error) {
		if (error instanceof Error && 'status' in error) throw error;
		throw new AppError(400, 'broken_body', 'Dane dotarły uszkodzone. Odśwież stronę i wyślij je jeszcze raz.');
	}
}

const withoutNull = (text: string) => text.replaceAll('\0', '');

/**
 * Reads a form and checks it with the schema of its subject. Only text fields are taken; a field the schema does not
 * list is refused when the schema is a `strictObject`.
 */
export async function readForm<S extends FormSchema>(
	request: Request,
	schema: S
): Promise<{ data: v.InferOutput<S>; invalid?: undefined } | { data?: undefined; invalid: InvalidForm }> {
	const typed: Record<string, string> = {};
	for (const [name, value] of await readFormData(request)) {
		if (typeof value === 'string') typed[name] = value;
	}
	const result = v.safeParse(schema, typed);
	if (result.success) return { data: result.output };

	const errors = new Map<string, string>();
	for (const issue of result.issues) {
		const key = issue.path?.[0]?.key;
		const field = typeof key === 'string' ? key : '';
		if (!errors.has(field)) errors.set(field, issue.message);
	}
	return { invalid: invalidForm(typed, Object.fromEntries(errors)) };
}

/** What two parts of one form refuse, together; null when neither does. */
export function joinInvalid(a: InvalidForm | null, b: InvalidForm | null): InvalidForm | null {
	if (!a || !b) return a ?? b;
	return { values: { ...a.values, ...b.values }, errors: [...a.errors, ...b.errors] };
}

/** A refusal found after the schema, such as a taken address. */
export function invalidForm(values: Record<string, string>, errors: Record<string, string>): InvalidForm {
	const kept = Object.entries(values).filter(([name]) => !/password|code|secret/i.test(name));
	return {
		values: Object.fromEntries(kept),
		errors: Object.entries(errors).map(([field, message]) => ({ field, message }))
	};
}
