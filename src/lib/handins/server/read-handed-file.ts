import { FILE_TYPES, sizeInWords, type FileType } from '../file-types.ts';
import { isZip, readOfficeFile } from './office-file.ts';
import { cleanJpeg, cleanPng, isJpeg, isPng } from './photo.ts';
import { BROKEN, type Refusal } from './refusal.ts';

export interface ReadFile {
	type: FileType;
	mediaType: string;
	content: Buffer;
}

const MEGABYTE = 1_000_000;
const PDF_TAIL = 2_048;

/**
 * Reads a file that was handed in. What it is, its bytes say, not its name nor its sender; photos lose what tells where
 * and when they were taken.
 * @param allowed the endings and the size that the question allows
 */
export async function readHandedFile(
	file: Blob,
	allowed: { accept: string[]; megabytes: number }
): Promise<ReadFile | Refusal> {
	if (file.size === 0) return { problem: 'Ten plik jest pusty. Wybierz plik ze swoją pracą.' };
	if (file.size > allowed.megabytes * MEGABYTE) {
		const [size, most] = [sizeInWords(file.size), sizeInWords(allowed.megabytes * MEGABYTE)];
		return { problem: `Ten plik ma ${size}, a może mieć najwyżej ${most}. Zmniejsz go i prześlij ponownie.` };
	}
	const read = await recognize(Buffer.from(await file.arrayBuffer()));
	if ('problem' in read) return read;
	if (!allowed.accept.includes(read.type)) return notAccepted(allowed.accept);
	return { ...read, mediaType: FILE_TYPES[read.type].mediaType };
}

async function recognize(bytes: Buffer): Promise<{ type: FileType; content: Buffer } | Refusal> {
	if (bytes.subarray(0, 5).toString('latin1') === '%PDF-') {
		const isWhole = bytes.subarray(-PDF_TAIL).includes('%%EOF');
		return isWhole ? { type: 'pdf', content: bytes } : BROKEN;
	}
	if (isPng(bytes)) return cleaned('png', cleanPng(bytes));
	if (isJpeg(bytes)) return cleaned('jpg', cleanJpeg(bytes));
	if (!isZip(bytes))
		return { problem: 'Tego rodzaju pliku nie przyjmujemy. Zapisz pracę jako PDF i prześlij ponownie.' };
	const office = await readOfficeFile(bytes);
	return 'problem' in office ? office : { type: office.type, content: bytes };
}

const cleaned = (type: FileType, content: Buffer | Refusal) => ('problem' in content ? content : { type, content });

const notAccepted = (accept: string[]): Refusal => ({
	problem: `W tym pytaniu można przesłać: ${accept.join(', ')}. Zapisz pracę w jednym z tych formatów.`
});
