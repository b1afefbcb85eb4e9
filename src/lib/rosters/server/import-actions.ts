import { AppError } from '#lib/errors.ts';
import type { Actor } from '#lib/server/audit-log.ts';
import { invalidForm, type InvalidForm } from '#lib/server/forms.ts';
import type { Db } from '#lib/server/db/db.ts';
import { applyImport } from './apply.ts';
import { getImport, type ImportPlace } from './imports.ts';
import { readDecision } from './import-page.ts';
import { UndecidedRows } from './refusals.ts';
import { undoImport } from './undo.ts';

/** A refusal as its form shows it; null: done. */
type Refused = { status: number; invalid: InvalidForm } | null;

interface Deed {
	actor: Actor;
	/** Where the caller was let in. */
	place: ImportPlace;
	importId: string;
}

/** Carries out the list whose preview was sent; rows still to be decided are named one by one. */
export async function applySent(
	db: Db,
	{ actor, place, importId }: Deed,
	request: Request,
	origin: string
): Promise<Refused> {
	const roster = await getImport(db, place, importId);
	const { values, ...decision } = await readDecision(request);
	try {
		await applyImport(db, actor, roster, { ...decision, origin });
		return null;
	} catch (error) {
		if (!(error instanceof AppError) || error.status === 404) throw error;
		if (!(error instanceof UndecidedRows))
			return { status: error.status, invalid: invalidForm(values, { '': error.message }) };
		const errors = Object.fromEntries(
			error.lines.map((line) => [`osoba-${line}`, `Wiersz ${line}: wybierz, kto to jest.`])
		);
		return { status: 400, invalid: invalidForm(values, errors) };
	}
}

/** Takes a list back. */
export async function undoSent(db: Db, { actor, place, importId }: Deed): Promise<Refused> {
	const roster = await getImport(db, place, importId);
	try {
		await undoImport(db, actor, roster);
		return null;
	} catch (error) {
		if (!(error instanceof AppError) || error.status === 404) throw error;
		return { status: error.status, invalid: invalidForm({}, { '': error.message }) };
	}
}
