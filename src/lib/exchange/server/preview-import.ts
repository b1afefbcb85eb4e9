import { keyedQuestion, type KeyedQuestion } from '#lib/quizzes/server/keyed-question.ts';
import type { Course } from '#lib/courses/course.ts';
import type { AuthoredContent } from '#lib/quizzes/question.ts';
import type { Question } from '#lib/quizzes/quiz.ts';
import type { ImportedFile, ImportedQuestion, ImportNote } from '../imported-question.ts';
import { BANK_HEAD, parseDraft } from './parse-draft.ts';
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
	pictures: ImportedFile['pictures'];
}

/** All questions of a course, the bank included. */
export const questionsOf = (course: Course): Question[] => [
	...course.bank,
	...course.lessons.flatMap(({ quiz }) => quiz?.questions ?? [])
];

/** What would become of the questions of a file in a course: nothing is stored. */
export function previewImport(file: ImportedFile, course: Course): ImportPreview {
	const present = questionsOf(course);
	const taken = new Set(present.map(({ id }) => id));
	const texts: string[] = [];
	const questions = file.questions.map((question): PreviewedQuestion => {
		const { place, name } = question;
		const notes = [...question.notes];
		if (!question.answer)
			return { place, name, id: '', state: 'dropped', notes, problems: [], twin: null, shown: null };
		const id = freeId(question, taken, notes);
		const markdown = questionMarkdown({ ...question, answer: question.answer }, id);
		texts.push(markdown);
		const read = parseDraft(markdown, file.pictures);
		return {
			...{ place, name, id, notes, problems: read.problems },
			state: notes.length > 0 ? 'changed' : 'kept',
			twin: read.question ? twinOf(read.question, present) : null,
			shown: read.question ? keyedQuestion(read.question.content) : null
		};
	});
	const markdown = texts.length === 0 ? '' : `${BANK_HEAD}${texts.join('\n\n')}\n`;
	return { format: file.format, notes: file.notes, questions, markdown, pictures: file.pictures };
}

function freeId({ id }: ImportedQuestion, taken: Set<string>, notes: ImportNote[]): string {
	let free = id;
	for (let n = 2; taken.has(free); n += 1) free = `${id}-${n}`;
	taken.add(free);
	if (free !== id)
		notes.push({ kind: 'changed', text: `Identyfikator „${id}” jest już zajęty: pytanie dostało „${free}”.` });
	return free;
}

const titleOf = (content: AuthoredContent) => content.title.toLowerCase().replace(/\s+/g, ' ').trim();

function twinOf(question: Question, present: Question[]): string | null {
	const same = present.find(({ hash }) => hash === question.hash);
	if (same) return `Takie samo pytanie już jest w\u00a0kursie: {#${same.id}}.`;
	const title = titleOf(question.content);
	const alike = present.find(({ content }) => titleOf(content) === title);
	return alike ? `Pytanie o\u00a0tej samej treści już jest w\u00a0kursie: {#${alike.id}}.` : null;
}
