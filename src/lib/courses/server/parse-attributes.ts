import type { Tokens } from 'marked';
import * as v from 'valibot';
import { foldPolish } from '../../format.ts';
import { DIFFICULTIES } from '../../quizzes/difficulty.ts';
import type { Question } from '../../quizzes/quiz.ts';
import { day, SLUG } from './front-matter-values.ts';
import { lineOf, noteOf } from './markdown-tokens.ts';
import { mistake, type Problem } from './problems.ts';

/** What stands in `{#id topic=temat points=2 competence=… difficulty=… tags=… law=…}` at the end of a question's heading. */
export interface Attributes extends Pick<Question, 'topic' | 'competence' | 'difficulty' | 'tags' | 'lawAsOf'> {
	/** Mended when it cannot stay as written, so that nothing follows from it but its own message. */
	id: string | null;
	points: number;
	problems: Problem[];
}

/** Each takes one value in, or says what to write instead. */
const READERS: Record<string, (read: Attributes, value: string) => string | undefined> = {
	topic(read, value) {
		if (!SLUG.test(value)) return `nazwa tematu „${value}”: zostaw małe litery a–z, cyfry i myślniki`;
		read.topic = value;
	},
	points(read, value) {
		if (!/^[1-9]\d?$|^100$/.test(value)) return 'points: wpisz liczbę całkowitą od 1 do 100';
		read.points = Number(value);
	},
	competence(read, value) {
		if (!SLUG.test(value))
			return `competence: „${value}” nie jest id umiejętności; przepisz je z competences w course.md`;
		read.competence = value;
	},
	difficulty(read, value) {
		if (!Object.hasOwn(DIFFICULTIES, value))
			return `difficulty: wpisz jedno z: ${Object.keys(DIFFICULTIES).join(', ')}`;
		read.difficulty = DIFFICULTIES[value as keyof typeof DIFFICULTIES];
	},
	tags(read, value) {
		const tags = value.split(',');
		if (!tags.every((tag) => SLUG.test(tag)))
			return 'tags: wpisz słowa z małych liter a–z, cyfr i myślników, oddzielone przecinkiem: tags=terminy,podatki';
		read.tags = [...new Set(tags)];
	},
	law(read, value) {
		const { success, issues } = v.safeParse(day, value);
		if (!success) return `law: ${issues[0].message}`;
		read.lawAsOf = value;
	}
};

/** `#głosy Oli` → `glosy-oli` */
const toName = (text: string) =>
	foldPolish(text)
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-|-$/g, '');

/** Attributes in other brackets, in open ones, or with Markdown in them. */
const MISPLACED = /([([{])\s*(#[^()[\]{}]{1,100})([)\]}]?)\s*$/;

/** Reads the attributes of a question; those in wrong brackets are read too, and told. */
export function readAttributes(heading: Tokens.Heading): Attributes {
	const read: Attributes = {
		...{ id: null, topic: null, points: 1, competence: null, difficulty: null, tags: [], lawAsOf: null },
		problems: []
	};
	const tell = (message: string) => read.problems.push(mistake(lineOf(heading), message));
	const [, open = '', inBrackets = '', close = ''] = MISPLACED.exec(heading.text) ?? [];
	const attributes = noteOf(heading).attributes ?? inBrackets.trim();
	if (inBrackets !== '' && open + close !== '{}')
		tell(`nawiasy wokół identyfikatora mają być klamrowe: {${attributes}}`);
	const words = attributes
		.replace(/,\s+/g, ',')
		.split(/\s+/)
		.filter((word) => word !== '');
	// An id may stand there in several words.
	const id = words.filter((word) => !word.includes('=')).join(' ');
	read.id = toName(id) || null;
	if (read.id && id !== `#${read.id}`) tell(`„${id}” nie może być identyfikatorem; wpisz {#${read.id}}`);
	for (const word of words.filter((word) => word.includes('='))) {
		const [, key = '', value = ''] = /^([^=]*)=(.*)$/.exec(word)!;
		const fault = Object.hasOwn(READERS, key)
			? READERS[key]!(read, value)
			: `nieznany dopisek „${word}”; w nawiasie mogą stać #id i ${listed(Object.keys(READERS))}`;
		if (fault) tell(fault);
	}
	return read;
}

/** `a=…, b=…` */
const listed = (keys: string[]) => keys.map((key) => `${key}=…`).join(', ');
