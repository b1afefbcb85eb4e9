import { cleanJpeg, isJpeg } from './jpeg-logo.ts';
import { cleanPng, isPng } from './png-logo.ts';

const MAX_BYTES = 200_000;

/** A picture with nothing in it but the picture. */
export interface CleanPicture {
	content: Buffer;
	mediaType: 'image/png' | 'image/jpeg';
	width: number;
	height: number;
}

/** What is wrong, as a sentence for the person. */
export interface Refusal {
	problem: string;
}

/** Reads an uploaded logo. What it is, its first bytes say, not its name; what is kept, is rebuilt from its parts. */
export async function readLogo(file: Blob): Promise<CleanPicture | Refusal> {
	if (file.size > MAX_BYTES) return { problem: 'Ten plik ma ponad 200 kB. Zmniejsz logo i dodaj je ponownie.' };
	const bytes = Buffer.from(await file.arrayBuffer());
	if (isPng(bytes)) return cleanPng(bytes);
	if (isJpeg(bytes)) return cleanJpeg(bytes);
	return { problem: 'To nie jest obraz PNG ani JPEG. Zapisz logo w jednym z tych formatów i dodaj je ponownie.' };
}
