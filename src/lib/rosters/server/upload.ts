import { AppError } from '#lib/errors.ts';
import { readFormData } from '#lib/server/forms.ts';

/** A list as it was sent; it is read and not kept. */
export interface Upload {
	name: string;
	bytes: Uint8Array;
}

/**
 * The file of a form, in the field `plik`.
 * @throws AppError 400 when none was chosen, 413 when it is larger than the server takes
 */
export async function readUpload(request: Request): Promise<Upload> {
	const file = (await readFields(request)).get('plik');
	if (!(file instanceof File) || file.size === 0) throw noFile();
	return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
}

async function readFields(request: Request): Promise<FormData> {
	try {
		return await readFormData(request);
	} catch (error) {
		if (error instanceof Error && 'status' in error && error.status === 413) throw tooLarge();
		throw error;
	}
}

const noFile = () => new AppError(400, 'no_file', 'Wybierz plik z\u00a0listą.');

const tooLarge = () =>
	new AppError(
		413,
		'file_too_large',
		'Ten plik ma ponad 500 kB. Zapisz sam arkusz z\u00a0listą, bez obrazków i\u00a0innych danych, albo podziel go na części.'
	);
