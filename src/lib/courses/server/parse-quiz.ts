import { createHash } from 'node:crypto';
import type { Tokens } from 'marked';
import type { QuestionContent, QuestionType } from '../../quizzes/question.ts';
import type { ConfidencePolicy, FeedbackPolicy, Question, Quiz, QuizKind } from '../../quizzes/quiz.ts';
import { typeset } from '../typography.ts';
import { normalizeSource, readFrontMatter } from './front-matter.ts';
import { QuizFrontMatter } from './front-matter-schemas.ts';
import { lineOf, noteOf } from './markdown-tokens.ts';
import { canBeAnswered, parseQuestion, type QuestionDraft } from './parse-question.ts';
import { mistake, type Problem } from './problems.ts';
import type { MarkdownContext } from './markdown-context.ts';
import { readMarkdown, type LinkInText, type MarkdownDocument } from './render-markdown.ts';
import { questionRules } from './rules/question-rules.ts';
import { quizRules } from './rules/quiz-rules.ts';

export interface FoundQuestion {
	line: number;
	/** Null when its answers could not be read. */
	type: QuestionType | null;
}

export interface ParsedQuiz {
	/** Null when something is wrong with it. */
	quiz: Quiz | null;
	links: LinkInText[];
	/** The line of the key `kind`. */
	kindLine: number;
	/** Questions that have an id, also those of a broken quiz. */
	found: Map<string, FoundQuestion>;
	problems: Problem[];
}

/** JSON with sorted keys: the same content always gives the same text. */
export function canonicalJson(value: unknown): string {
	return JSON.stringify(value, (_, inner: unknown) =>
		inner !== null && typeof inner === 'object' && !Array.isArray(inner)
			? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
			: inner
	);
}

/** The name of a question revision: SHA-256 of its content, in hexadecimal. */
export const hashQuestion = (content: QuestionContent) =>
	createHash('sha256').update(canonicalJson(content)).digest('hex');

/** Reads quiz.md. Never throws: what is wrong stands in `problems`, and then there is no quiz. */
export function parseQuiz(
	source: string,
	slug: string,
	findFile: MarkdownContext['findFile'] = () => undefined,
	lessons: MarkdownContext['lessons'] = new Map()
): ParsedQuiz {
	const {
		data,
		written,
		body,
		bodyLine,
		problems,
		lineOf: lineOfKey
	} = readFrontMatter(normalizeSource(source), QuizFrontMatter);
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
	if (
		document.misread.length === 0 &&
		(document.tokens.length > 0 || (written !== undefined && document.problems.length === 0))
	) {
		for (const rule of quizRules) all.push(...rule({ data, drafts, lineOf: lineOfKey }));
	}
	const isSound = data && all.every((problem) => problem.severity !== 'error');
	const found = new Map<string, FoundQuestion>();
	if (document.misread.length > 0)
		for (const [, id] of body.matchAll(/\{#([a-z0-9-]+)/g)) found.set(id!, { line: bodyLine, type: null });
	for (const { id, line, content } of drafts) if (id) found.set(id, { line, type: content?.type ?? null });
	return {
		quiz: isSound ? toQuiz(slug, data, drafts) : null,
		links: document.links,
		kindLine: lineOfKey('kind'),
		found,
		problems: all
	};
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

const USUAL_FEEDBACK: Record<QuizKind, FeedbackPolicy> = {
	practice: 'immediate',
	test: 'afterSubmit',
	pretest: 'afterTest'
};

function toQuiz(slug: string, data: QuizFrontMatter, drafts: QuestionDraft[]): Quiz {
	return {
		slug,
		title: typeset(data.title, { hardSpaces: false }),
		kind: data.kind,
		passingPercent: data.passingPercent ?? null,
		timeLimitMinutes: data.timeLimitMinutes ?? null,
		attemptsLimit: data.kind === 'pretest' ? 1 : (data.attemptsLimit ?? null),
		feedback: data.feedback ?? USUAL_FEEDBACK[data.kind],
		confidence: confidenceOf(data.confidence),
		draw: data.draw ?? null,
		questions: drafts.map(toQuestion)
	};
}

const confidenceOf = (written: boolean | 'cbm'): ConfidencePolicy => (written === 'cbm' ? 'cbm' : written ? 'on' : 'off');

function toQuestion({ id, topic, content }: QuestionDraft): Question {
	if (!id || !content) throw new Error('A question without id or content passed the rules.');
	return { id, topic, hash: hashQuestion(content), content };
}
