import type { DraftAnswer, ImportedQuestion } from '../imported-question.ts';
import { buildQuestion, slugOf, type FoundQuestion } from './build-question.ts';
import { lastOfCategory, tellCategory } from './category.ts';
import { readGiftKey, readOrdering } from './gift-answers.ts';
import { giftBlocks, type GiftBlock } from './gift-blocks.ts';
import { giftContext, giftNodes, showEscaped } from './gift-text.ts';
import { blockMarkdown, lineMarkdown, splitTitle } from './html-to-markdown.ts';
import { NoteBook } from './note-book.ts';
import type { TextFormat } from './text-formats.ts';

/** Whether a text is GIFT: a question with its key in braces. */
export const looksLikeGift = (text: string) => /(?<!\\)\{[^]*?(?<!\\)\}/.test(text);

/**
 * Reads GIFT as Moodle documents it: titles, formats, weights, ranges, feedback, categories, comments, missing words and
 * escapes; and the orders of steps that its plugin writes. A question that cannot be read is dropped with its line.
 * @param about notes on the file as a whole
 */
export const readGift = (source: string, about: NoteBook): ImportedQuestion[] =>
	giftBlocks(source).map((block, i) => readBlock(block, `pytanie ${i + 1}, wiersz ${block.line}`, about));

function readBlock(block: GiftBlock, place: string, about: NoteBook): ImportedQuestion {
	const notes = new NoteBook();
	const [, named, rest = ''] = /^\s*::([^]*?)::([^]*)$/.exec(block.text) ?? [undefined, undefined, block.text];
	const name = showEscaped(named ?? '')
		.replace(/\s+/g, ' ')
		.trim();
	const category = lastOfCategory(block.category ?? '');
	const common = {
		...{ place, name, identifier: block.identifier, tags: block.tags, notes },
		topic: slugOf(category) || null
	};
	tellCategory(category, about);
	const [, format, written] = /^\s*\[([a-z_]+)\]([^]*)$/i.exec(rest) ?? [];
	const usual = formatOf(format);
	const text = usual ? written! : rest;
	const open = text.indexOf('{');
	const close = text.lastIndexOf('}');
	if (open === -1) return described(text, common);
	if (close < open || text.slice(open + 1, close).includes('{')) {
		notes.dropped('Nawiasy { } nie są domknięte albo jest ich kilka par: takiego pytania GIFT nie opisuje.');
		return buildQuestion(common);
	}
	const inside = text.slice(open + 1, close);
	const [key = '', ...general] = inside.split('####');
	const read = readOrdering(key) ?? readGiftKey(key, usual ?? 'moodle', notes);
	const { title, body, answer } = asked(
		text.slice(0, open),
		text.slice(close + 1),
		usual ?? 'moodle',
		read.answer,
		notes
	);
	const explained = general.join('####').trim();
	const { nodes } = giftNodes(explained, usual ?? 'moodle');
	const explanation = [blockMarkdown(nodes, giftContext(notes)), read.explanation]
		.filter((part) => part !== '')
		.join('\n\n');
	return buildQuestion({ ...common, title, body, explanation }, answer);
}

const formatOf = (name: string | undefined): TextFormat | null =>
	(({ html: 'html', moodle: 'moodle', plain: 'plain', markdown: 'markdown' }) as const)[name?.toLowerCase() ?? ''] ??
	null;

function described(text: string, common: FoundQuestion): ImportedQuestion {
	const words = showEscaped(text).replace(/\s+/g, ' ').trim().slice(0, 80);
	common.notes.dropped(`Opis bez pytania („${words}”): w\u00a0banku stoją tylko pytania.`);
	return buildQuestion(common);
}

/** The text around the braces. A missing word leaves a blank in the title. */
function asked(before: string, after: string, format: TextFormat, answer: DraftAnswer | null, notes: NoteBook) {
	const context = giftContext(notes);
	if (after.trim() === '') return { ...splitTitle(giftNodes(before, format).nodes, context), answer };
	notes.changed('Brakujące słowo w\u00a0środku zdania: lukę oznacza „_____”.');
	const [left, right] = [before, after].map((part) => lineMarkdown(giftNodes(part, format).nodes, context));
	return { title: `${left} \\_\\_\\_\\_\\_ ${right}`.replace(/ ([.,;:?!])/g, '$1').trim(), body: '', answer };
}
