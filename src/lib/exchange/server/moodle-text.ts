import type { QuestionPart } from './build-question.ts';
import { plainWords } from './html-to-markdown.ts';
import type { HtmlContext } from './html-inline.ts';
import { childNamed, descendants, textOf, textOfChild, type Markup, type MarkupNode } from './markup.ts';
import type { NoteBook } from './note-book.ts';
import { notInside, type PictureStore } from './picture-store.ts';
import { mapTexts } from './gap-text.ts';
import { formatNamed, nodesOf } from './text-formats.ts';

/** Pictures of one Moodle question: files inside it by the names that `@@PLUGINFILE@@` uses, and those in addresses. */
export function moodleContext(question: Markup, pictures: PictureStore, notes: NoteBook): HtmlContext {
	const files = new Map<string, Markup>();
	for (const element of descendants(question)) {
		if (element.name !== 'file') continue;
		const folder = (element.attributes.path ?? '/').replace(/\/?$/, '/');
		files.set(`${folder}${element.attributes.name ?? ''}`, element);
	}
	const old = childNamed(question, 'image_base64');
	if (old) files.set(OLD_PICTURE, old);
	return {
		notes,
		findPicture(address) {
			const [, path] = /^@@PLUGINFILE@@(\/.*?)(?:\?.*)?$/.exec(address) ?? [];
			if (path === undefined) return pictures.addDataAddress(address);
			const file = files.get(decoded(path)) ?? files.get(path);
			return file ? pictures.add(Buffer.from(textOf(file), 'base64')) : notInside(path);
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

/**
 * The text of an element such as `<questiontext format="html"><text>…`.
 * @param change made to its source before it is read
 */
export function moodleNodes(element: Markup, change = (source: string) => source): MarkupNode[] {
	const inner = childNamed(element, 'text');
	const text = inner ? textOf(inner) : element.children.filter((child) => typeof child === 'string').join('');
	// Elements written straight into <text>, as some generators do.
	const written = inner?.children.filter((child) => typeof child !== 'string') ?? [];
	if (written.length > 0) return mapTexts(inner!.children, change);
	return nodesOf(change(text), formatNamed(element.attributes.format) ?? 'moodle');
}

/** Where Moodle before 2.0 kept the one picture of a question. */
const OLD_PICTURE = '/image_base64';

/** What a question asks, with the picture that old files keep beside it. */
export function askedNodes(question: Markup, change?: (source: string) => string): MarkupNode[] {
	const asked = childNamed(question, 'questiontext');
	const nodes = asked ? moodleNodes(asked, change) : [];
	if (textOfChild(question, 'image_base64') === '') return nodes;
	const picture = { name: 'img', attributes: { src: `@@PLUGINFILE@@${OLD_PICTURE}` }, children: [], line: 1 };
	return [...nodes, { name: 'p', attributes: {}, children: [picture], line: 1 }];
}

/** The plain text of such an element. */
export const moodleText = (element: Markup): string => textOf(childNamed(element, 'text') ?? element).trim();

/** The words of an option, wherever a generator put them. */
export const optionWords = (element: Markup, context: HtmlContext): string =>
	childNamed(element, 'text') ? plainWords(moodleNodes(element), context) : textOf(element).trim();

export interface MoodleKey {
	parts: QuestionPart[];
	/** Markdown of feedback that found its place in the explanation. */
	explanation: string;
	/** The general feedback, where it holds parts of the key. */
	general?: string;
}

/** A question that cannot be kept. */
export function dropped({ notes }: HtmlContext, why: string): MoodleKey {
	notes.dropped(why);
	return { parts: [{ answer: null }], explanation: '' };
}
