import { createHash } from 'node:crypto';

export interface EmbeddedPicture {
	name: string;
	contentType: string;
	base64: string;
}

const SOURCE = /src="data:(image\/([a-z]+)(?:\+xml)?);base64,([A-Za-z0-9+/=]+)"/g;

/** Takes the pictures out of our HTML, which holds them in their addresses. */
export function takePictures(
	html: string,
	addressOf: (name: string) => string
): { html: string; pictures: EmbeddedPicture[] } {
	const pictures: EmbeddedPicture[] = [];
	const taken = html.replace(SOURCE, (_, contentType: string, kind: string, base64: string) => {
		const name = `obrazek-${createHash('sha256').update(base64).digest('hex').slice(0, 12)}.${kind === 'jpeg' ? 'jpg' : kind}`;
		if (!pictures.some((picture) => picture.name === name)) pictures.push({ name, contentType, base64 });
		return `src="${addressOf(name)}"`;
	});
	return { html: taken, pictures };
}
