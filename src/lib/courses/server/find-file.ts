import { readFileSync } from 'node:fs';
import { siblingOf } from './companion-files.ts';
import type { TextFolder } from './course-folder.ts';
import type { MarkdownContext } from './markdown-context.ts';

type FindFile = MarkdownContext['findFile'];

/** Files of a page, served from addresses of their own: `/kursy/<course>/pliki/<address>/<name>`. */
export function servedFiles(place: Pick<MarkdownContext, 'language' | 'lessons'> & { course: string }, address: string, folder: TextFolder): FindFile {
	const serve = (name: string) => {
		const file = folder.files.get(name);
		if (!file) return undefined;
		folder.shownFiles.add(name);
		return `/kursy/${place.course}/pliki/${address === '' ? '' : `${address}/`}${name}?v=${file.version}`;
	};
	return (name) => {
		const file = folder.files.get(name);
		if (!file) return undefined;
		const src = serve(name)!;
		const { kind, width, height, bytes } = file;
		if (kind !== 'film' && kind !== 'sound') return { kind, name, src, width, height, bytes };
		const captions = kind === 'film' ? serve(siblingOf(name, 'vtt')) : undefined;
		return { kind, name, src, width, height, bytes, captions };
	};
}

/**
 * Pictures of a quiz, inside the question itself: an old attempt shows the picture it had, whatever becomes of the file,
 * and the picture of an explanation has no address at which it could be seen too early.
 */
export const embeddedFiles =
	(folder: TextFolder): FindFile =>
	(name) => {
		const file = folder.files.get(name);
		if (file?.kind !== 'picture') return undefined;
		const src = `data:${file.contentType};base64,${readFileSync(file.path, 'base64')}`;
		return { kind: 'picture', name, src, width: file.width, height: file.height, bytes: file.bytes };
	};
