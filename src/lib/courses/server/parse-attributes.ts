import type { Tokens } from 'marked';
import { foldPolish } from '../../format.ts';
import { lineOf, noteOf } from './markdown-tokens.ts';
import { mistake, type Problem } from './problems.ts';

/** What stands in `{#id topic=temat points=2}` at the end of a question's heading. */
export interface Attributes {
	/** Mended when it cannot stay as written, so that nothing follows from it but its own message. */
	id: string | null;
	topic: string | null;
	points: number;
	problems: Problem[];
}

/** `#głosy Oli` → `glosy-oli` */
const toName = (text: string) =>
	foldPolish(text)
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-|-$/g, '');

/** Attributes in other brackets, in open ones, or with Markdown in them. */
const MISPLACED = /([([{])\s*(#[^()[\]{}]{1,100})([)\]}]?)\s*$/;

/** Reads the attributes of a question; those in wrong brackets are read too, and told. */
export function readAttributes(heading: Tokens.Heading): Attributes {
	const read: Attributes = { id: null, topic: null, points: 1, problems: [] };
	const tell = (message: string) => read.problems.push(mistake(lineOf(heading), message));
	const [, open = '', inBrackets = '', close = ''] = MISPLACED.exec(heading.text) ?? [];
	const attributes = noteOf(heading).attributes ?? inBrackets.trim();
	if (inBrackets !== '' && open + close !== '{}')
		tell(`nawiasy wokół identyfikatora mają być klamrowe: {${attributes}}`);
	const words = attributes.split(/\s+/).filter((word) => word !== '');
	// An id may stand there in several words.
	const id = words.filter((word) => !word.includes('=')).join(' ');
	read.id = toName(id) || null;
	if (read.id && id !== `#${read.id}`) tell(`„${id}” nie może być identyfikatorem; wpisz {#${read.id}}`);
	for (const word of words.filter((word) => word.includes('='))) {
		const [, key, value = ''] = /^([^=]*)=(.*)$/.exec(word)!;
		if (key === 'points') {
			if (/^[1-9]\d?$|^100$/.test(value)) read.points = Number(value);
			else tell('points: wpisz liczbę całkowitą od 1 do 100');
		} else if (key !== 'topic') tell(`nieznany dopisek „${word}”; w nawiasie mogą stać #id, topic=temat i points=2`);
		else if (/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(value)) read.topic = value;
		else tell(`nazwa tematu „${value}”: zostaw małe litery a–z, cyfry i myślniki`);
	}
	return read;
}
