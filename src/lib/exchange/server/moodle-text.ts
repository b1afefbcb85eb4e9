import type { DraftAnswer } from '../imported-question.ts';
import { plainWords } from './html-to-markdown.ts';
import type { HtmlContext } from './html-inline.ts';
import { childNamed, descendants, textOf, type Markup, type MarkupNode } from './markup.ts';
import type { NoteBook } from './note-book.ts';
import type { PictureStore } from './picture-store.ts';
import { formatNamed, nodesOf } from './text-formats.ts';

/** Pictures of one Moodle question: files inside it by the names that `@@PLUGINFILE@@` uses, and those in addresses. */
export function moodleContext(question: Markup, pictures: PictureStore, notes: NoteBook): HtmlContext {
	const files = new Map<string, Markup>();
	for (const element of descendants(question)) {
		if (element.name !== 'file') continue;
		const folder = (element.attributes.path ?? '/').replace(/\/?$/, '/');
		files.set(`${folder}${element.attributes.name ?? ''}`, element);
	}
	return {
		notes,
		findPicture(address) {
			const [, path] = /^@@PLUGINFILE@@(\/.*?)(?:\?.*)?$/.exec(address) ?? [];
			if (path === undefined) return pictures.addDataAddress(address);
			const file = files.get(decoded(path)) ?? files.get(path);
			return file ? pictures.add(Buffer.from(textOf(file), 'base64')) : null;
		}
	};
}

function decoded(path: string): string {
	try {
		return decodeURIComponent(path);
	} catch {
		return path;
	}
}

/** The text of an element such as `<questiontext format="html"><text>…`. */
export function moodleNodes(element: Markup): MarkupNode[] {
	const inner = childNamed(element, 'text');
	const text = inner ? textOf(inner) : element.children.filter((child) => typeof child === 'string').join('');
	// Elements written straight into <text>, as some generators do.
	const written = inner?.children.filter((child) => typeof child !== 'string') ?? [];
	if (written.length > 0) return inner!.children;
	return nodesOf(text, formatNamed(element.attributes.format) ?? 'moodle');
}

/** The plain text of such an element. */
export const moodleText = (element: Markup): string => textOf(childNamed(element, 'text') ?? element).trim();

/** The words of an option, wherever a generator put them. */
export const optionWords = (element: Markup, context: HtmlContext): string =>
	childNamed(element, 'text') ? plainWords(moodleNodes(element), context) : textOf(element).trim();

export interface MoodleKey {
	answer: DraftAnswer | null;
	/** Markdown of feedback that found its place in the explanation. */
	explanation: string;
	/** The text of the question where its key stands inside it. */
	text?: { title: string; body: string };
}
