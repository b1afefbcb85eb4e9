import type { Tokens } from 'marked';
import type * as v from 'valibot';
import type { QuestionType } from '../../quizzes/question.ts';
import { normalizeSource, readFrontMatter, type FrontMatter } from './front-matter.ts';
import type { MarkdownContext } from './markdown-context.ts';
import { lineOf, noteOf } from './markdown-tokens.ts';
import { canBeAnswered, parseQuestion, type QuestionDraft } from './parse-question.ts';
import { mistake, type Problem } from './problems.ts';
import { readMarkdown, type LinkInText, type MarkdownDocument } from './render-markdown.ts';
import { questionRules } from './rules/question-rules.ts';

export interface FoundQuestion {
	line: number;
	/** Null when its answers could not be read. */
	type: QuestionType | null;
}

/** A file of questions as read, sound or not: quiz.md or bank.md. */
export interface QuestionFile<T> extends Pick<FrontMatter<T>, 'data' | 'lineOf'> {
	drafts: QuestionDraft[];
	/** Whether all its questions were told apart: else nothing can be said of them together. */
	isWhole: boolean;
	links: LinkInText[];
	/** Questions that have an id, also broken ones. */
	found: Map<string, FoundQuestion>;
	problems: Problem[];
}

/** What questions share with the course. */
export type QuestionPlace = Pick<MarkdownContext, 'findFile' | 'lessons'>;

/** Reads front matter and questions, each checked by itself. Never throws: what is wrong stands in `problems`. */
export function readQuestionFile<T extends v.GenericSchema>(
	source: string,
	schema: T,
	{ findFile, lessons }: QuestionPlace
): QuestionFile<v.InferOutput<T>> {
	const { data, written, body, bodyLine, problems, lineOf } = readFrontMatter(normalizeSource(source), schema);
	const document = readMarkdown(body, {
		...{ firstLine: bodyLine, kind: 'quiz', language: 'pl', sources: undefined, lessons, findFile }
	});
	const all: Problem[] = [...problems, ...document.problems];
	const drafts = splitQuestions(document, all);
	for (const [i, draft] of drafts.entries()) {
		const end = drafts[i + 1]?.line ?? Infinity;
		const misread = document.misread.find((line) => line >= draft.line && line < end);
		if (misread !== undefined) {
			// Signs that are almost Markdown hide the answers or the next heading.
			draft.content = null;
			all.push(...draft.problems.filter(({ line }) => line > draft.line && line < misread));
			continue;
		}
		all.push(...draft.problems);
		for (const rule of questionRules) all.push(...rule(draft));
	}
	// A text beyond the limits or without the end of its front matter only seems to be without questions.
	const isWhole =
		document.misread.length === 0 &&
		(document.tokens.length > 0 || (written !== undefined && document.problems.length === 0));
	const found = new Map<string, FoundQuestion>();
	if (document.misread.length > 0)
		for (const [, id] of body.matchAll(/\{#([a-z0-9-]+)/g)) found.set(id!, { line: bodyLine, type: null });
	for (const { id, line, content } of drafts) if (id) found.set(id, { line, type: content?.type ?? null });
	return { data, lineOf, drafts, isWhole, links: document.links, found, problems: all };
}

function splitQuestions({ tokens, misread }: MarkdownDocument, problems: Problem[]): QuestionDraft[] {
	const headings = tokens.flatMap((token, i) => (token.type === 'heading' ? [i] : []));
	const starts: number[] = [];
	for (const [n, at] of headings.entries()) {
		// Of another level, it may still be meant as a question; its level is told by a rule of all texts.
		const isMeant =
			noteOf(tokens[at]!).attributes !== undefined ||
			(canBeAnswered(tokens.slice(at, headings[n + 1])) &&
				(starts.length === 0 || canBeAnswered(tokens.slice(starts.at(-1), at))));
		if ((tokens[at] as Tokens.Heading).depth === 2 || isMeant) starts.push(at);
	}
	const before = tokens.slice(0, starts[0] ?? tokens.length).find((token) => token.type !== 'space');
	if (before && before.type !== 'heading' && !misread.includes(lineOf(before))) {
		problems.push(
			mistake(lineOf(before), 'tekst przed pierwszym pytaniem; zacznij pytanie od „## Treść pytania {#id}”')
		);
	}
	return starts.map((start, n) =>
		parseQuestion(tokens[start] as Tokens.Heading, tokens.slice(start + 1, starts[n + 1]))
	);
}
