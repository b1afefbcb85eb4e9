import { readFileSync } from 'node:fs';
import type { Language } from '../course.ts';
import { isTranscriptName, siblingOf } from './file-types.ts';
import type { TextFolder } from './course-folder.ts';
import type { CourseProblem } from './course-index.ts';
import { normalizeSource } from './front-matter.ts';
import type { MarkdownContext } from './markdown-context.ts';
import { inFile, mistake } from './problems.ts';
import { renderMarkdown } from './render-markdown.ts';

type FindFile = MarkdownContext['findFile'];

/** What files beside a text share with the course. */
export interface FilePlace {
	/** Slug of the course. */
	course: string;
	/** Of the course, and so of its recordings. */
	language: Language;
	problems: CourseProblem[];
}

/** What is said in the recordings of a folder, by the name of the transcript. */
function readTranscripts({ language, problems }: FilePlace, folder: TextFolder): Map<string, string> {
	const names = [...folder.files.keys()];
	const transcripts = [...folder.texts].filter(([name]) => isTranscriptName(name, names));
	return new Map(
		transcripts.map(([name, source]) => {
			const document = renderMarkdown(normalizeSource(source), {
				...{
					firstLine: 1,
					kind: 'transcript',
					language,
					sources: undefined,
					lessons: new Map(),
					findFile: () => undefined
				}
			});
			const isEmpty = document.html === '' && document.problems.length === 0;
			const found = isEmpty
				? [mistake(1, 'pusty zapis nagrania; napisz, co w nim słychać i widać')]
				: document.problems;
			problems.push(...inFile(`${folder.path}/${name}`, found));
			return [name, document.html];
		})
	);
}

/** Files of a page, served from addresses of their own: `/kursy/<course>/pliki/<address>/<name>`. */
export function servedFiles(place: FilePlace, address: string, folder: TextFolder): FindFile {
	const transcripts = readTranscripts(place, folder);
	const serve = (name: string) => {
		const file = folder.files.get(name);
		if (!file) return undefined;
		folder.shownFiles.add(name);
		return `/kursy/${place.course}/pliki/${address === '' ? '' : `${address}/`}${name}?v=${file.version}`;
	};
	return (name) => {
		const file = folder.files.get(name);
		const src = serve(name);
		if (!file || !src) return undefined;
		const { kind, width, height, bytes } = file;
		const captions = kind === 'film' ? serve(siblingOf(name, 'vtt')) : undefined;
		const transcript = kind === 'film' || kind === 'sound' ? transcripts.get(siblingOf(name, 'md')) : undefined;
		return { kind, name, src, width, height, bytes, captions, transcript, language: place.language };
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
