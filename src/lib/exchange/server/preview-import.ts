import { keyedQuestion, type KeyedQuestion } from '#lib/quizzes/server/keyed-question.ts';
import type { Question } from '#lib/quizzes/quiz.ts';
import { isMarked, type ImportedFile, type ImportedQuestion, type ImportNote } from '../imported-question.ts';
import { BANK_HEAD, parseDraft, TEST_HEAD } from './parse-draft.ts';
import { comparedTitle, type PresentQuestion } from './present-question.ts';
import { questionMarkdown } from './write-markdown.ts';

/** One question of the preview. */
export interface PreviewedQuestion {
	place: string;
	name: string;
	id: string;
	state: 'kept' | 'changed' | 'dropped';
	notes: ImportNote[];
	/** What our checker would say of it. */
	problems: string[];
	/** Where the course has the same question already; null: nowhere. */
	twin: string | null;
	/** As learners would see it and with its key; null when it cannot be shown before it is mended. */
	shown: KeyedQuestion | null;
}

export interface ImportPreview {
	format: string;
	notes: ImportNote[];
	questions: PreviewedQuestion[];
	/** The kept questions, ready for `bank.md`; '' when there are none. */
	markdown: string;
	/** Those that people mark, ready for the `quiz.md` of a test; '' when there are none. */
	markedMarkdown: string;
	pictures: ImportedFile['pictures'];
}

/**
 * What would become of the questions of a file in a course: nothing is stored.
 * @param present questions of the course
 */
export function previewImport(file: ImportedFile, present: PresentQuestion[]): ImportPreview {
	const own = new Set(present.map(({ id }) => id));
	const taken = new Set(own);
	const texts: string[] = [];
	const markedTexts: string[] = [];
	const questions = file.questions.map((question): PreviewedQuestion => {
		const { place, name } = question;
		const notes = [...question.notes];
		if (!question.answer)
			return { place, name, id: '', state: 'dropped', notes, problems: [], twin: null, shown: null };
		const id = freeId(question, own, taken, notes);
		const markdown = questionMarkdown({ ...question, answer: question.answer }, id);
		(isMarked(question.answer) ? markedTexts : texts).push(markdown);
		const read = parseDraft(markdown, file.pictures, isMarked(question.answer));
		return {
			...{ place, name, id, notes, problems: read.problems },
			state: notes.some(({ kind }) => kind !== 'missing') ? 'changed' : 'kept',
			twin: read.question ? twinOf(read.question, present) : null,
			shown: read.question ? keyedQuestion(read.question.content) : null
		};
	});
	const markdown = written(BANK_HEAD, texts);
	const markedMarkdown = written(TEST_HEAD, markedTexts);
	const { format, pictures } = file;
	return { format, notes: [...file.notes, ...tooLong(markdown)], questions, markdown, markedMarkdown, pictures };
}

const written = (head: string, texts: string[]): string => (texts.length === 0 ? '' : `${head}${texts.join('\n\n')}\n`);

/** What the course checker reads in one file. */
const LONGEST_FILE = 256 * 1024;

const tooLong = (markdown: string): ImportNote[] =>
	markdown.length > LONGEST_FILE
		? [
				{
					kind: 'changed',
					text: 'Pytań jest na więcej niż 256 KiB, a\u00a0tyle mieści jeden plik: podziel je między banki kursów.'
				}
			]
		: [];

/** @param own of the course: only those are told; names within a file are made up here, mostly */
function freeId({ id }: ImportedQuestion, own: Set<string>, taken: Set<string>, notes: ImportNote[]): string {
	let free = id;
	for (let n = 2; taken.has(free); n += 1) free = `${id}-${n}`;
	taken.add(free);
	if (own.has(id))
		notes.push({ kind: 'changed', text: `Identyfikator „${id}” ma już pytanie kursu: to dostało „${free}”.` });
	return free;
}

function twinOf(question: Question, present: PresentQuestion[]): string | null {
	const same = present.find(({ hash }) => hash === question.hash);
	if (same) return `Takie samo pytanie już jest w\u00a0kursie: {#${same.id}}.`;
	const title = comparedTitle(question.content);
	const alike = present.find((one) => one.title === title);
	return alike ? `Pytanie o\u00a0tej samej treści już jest w\u00a0kursie: {#${alike.id}}.` : null;
}
