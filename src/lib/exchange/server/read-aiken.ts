import type { ImportedQuestion } from '../imported-question.ts';
import { buildQuestion } from './build-question.ts';
import { escapeInline, escapeLineStart } from './escape-markdown.ts';
import { MAX_QUESTIONS, tooManyQuestions } from './exchange-limits.ts';
import { NoteBook } from './note-book.ts';

const OPTION = /^\s*([A-Za-z])[.)]\s*(\S.*?)\s*$/;
/** Some write several letters where several are right. */
const ANSWER = /^\s*ANSWER\s*:\s*([A-Za-z](?:\s*[,;]\s*[A-Za-z])*)\s*\.?\s*$/i;

interface Draft {
	line: number;
	text: string[];
	options: { letter: string; text: string }[];
}

/** Whether a text is Aiken: lettered options with an `ANSWER:` below them, and no braces of GIFT. */
export const looksLikeAiken = (text: string) => /^\s*[A-Z][.)]\s*\S.*\n(?:.*\n)*?\s*ANSWER\s*:/im.test(text);

/**
 * Reads Aiken: a question of one or more lines, options `A.` or `A)`, then `ANSWER: A`. What cannot be read is dropped
 * with its line.
 */
export function readAiken(text: string): ImportedQuestion[] {
	const questions: ImportedQuestion[] = [];
	let draft: Draft | null = null;
	const end = (answer: string | null, line: number) => {
		if (!draft) return;
		if (questions.length === MAX_QUESTIONS) throw tooManyQuestions();
		questions.push(toQuestion(draft, answer, line, questions.length + 1));
		draft = null;
	};
	for (const [i, content] of text.split('\n').entries()) {
		const line = i + 1;
		const answer = ANSWER.exec(content)?.[1];
		const option = optionOf(content, draft);
		if (answer !== undefined) {
			draft ??= { line, text: [], options: [] };
			end(answer.toUpperCase().match(/[A-Z]/g)!.join(''), line);
		} else if (content.trim() !== '') {
			// Text behind options: the answer of the question before is missing.
			if (draft && draft.options.length > 0 && !option) end(null, line);
			draft ??= { line, text: [], options: [] };
			if (option && draft.text.length > 0) draft.options.push(option);
			else draft.text.push(content.trim());
		}
	}
	end(null, text.split('\n').length);
	return questions;
}

/** A small letter begins an option only where it is the next one: „a) i b) razem” may be a sentence. */
function optionOf(content: string, draft: Draft | null): Draft['options'][number] | null {
	const [, written, text = ''] = OPTION.exec(content) ?? [];
	if (written === undefined) return null;
	const letter = written.toUpperCase();
	const next = String.fromCharCode('A'.charCodeAt(0) + (draft?.options.length ?? 0));
	return letter === written || letter === next ? { letter, text } : null;
}

/** @param answer its letters */
function toQuestion(draft: Draft, answer: string | null, line: number, number: number): ImportedQuestion {
	const notes = new NoteBook();
	const place = `pytanie ${number}, wiersz ${draft.line}`;
	const [title = '', ...rest] = draft.text;
	const fault = faultOf(draft, answer, line);
	if (fault) notes.dropped(fault);
	const choices = draft.options.map(({ letter, text }) => ({
		text: escapeLineStart(escapeInline(text)),
		isRight: answer?.includes(letter) ?? false,
		feedback: ''
	}));
	const body = rest.map((text) => escapeLineStart(escapeInline(text))).join('\\\n');
	return buildQuestion(
		{ place, name: title, title: escapeInline(title), body, notes },
		fault ? null : { type: 'choice', choices }
	);
}

function faultOf({ text, options }: Draft, answer: string | null, line: number): string | null {
	if (text.length === 0) return `Wiersz ${line}: „ANSWER” bez pytania nad nim.`;
	if (options.length < 2) return `Wiersz ${line}: pytanie ma mniej niż dwa warianty („A. …”).`;
	if (answer === null) return `Wiersz ${line}: brakuje wiersza „ANSWER: A”.`;
	const letters = options.map(({ letter }) => letter);
	if (new Set(letters).size < letters.length) return `Wiersz ${line}: dwa warianty mają tę samą literę.`;
	const missing = [...answer].find((letter) => !letters.includes(letter));
	return missing ? `Wiersz ${line}: nie ma wariantu „${missing}”, który wskazuje ANSWER.` : null;
}
