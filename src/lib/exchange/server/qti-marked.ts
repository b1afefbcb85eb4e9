import { FILE_TYPES, type FileType } from '#lib/handins/file-types.ts';
import type { DraftAnswer, DraftCriterion } from '../imported-question.ts';
import { criteriaIn } from './criteria-list.ts';
import { blockMarkdown, lineMarkdown } from './html-to-markdown.ts';
import type { MarkupNode } from './markup.ts';
import type { FoundInteraction } from './qti-choices.ts';
import { asParagraph } from './qti-text.ts';

const USUAL_FILES: FileType[] = ['pdf', 'docx', 'odt'];
const MOST_MEGABYTES = 10;

/** Notes for markers hold the model answer and, in our own exports, the criteria. */
function marked({ rubrics, context }: FoundInteraction): { criteria: DraftCriterion[]; modelAnswer: string } {
	const { criteria, rest } = criteriaIn(rubrics);
	return {
		criteria: criteria.map(({ description, ...one }) => ({ ...one, description: lineMarkdown(description, context) })),
		modelAnswer: blockMarkdown(rest, context)
	};
}

export function openAnswer(found: FoundInteraction): DraftAnswer {
	const { interaction, response, context } = found;
	const { criteria, modelAnswer } = marked(found);
	const model = response?.correct.join('\n\n').trim() ?? '';
	const nodes: MarkupNode[] = model === '' ? [] : asParagraph([model]);
	const written = [blockMarkdown(nodes, context), modelAnswer].filter((text) => text !== '').join('\n\n');
	const longest = Number(interaction.attributes.expectedLength ?? '0');
	return { type: 'open', criteria, modelAnswer: written, longest: longest > 0 ? longest : null };
}

export function fileAnswer(found: FoundInteraction): DraftAnswer {
	const wanted = (found.interaction.attributes.type ?? '').split(/[\s,]+/);
	const accept = (Object.keys(FILE_TYPES) as FileType[]).filter((kind) => wanted.includes(FILE_TYPES[kind].mediaType));
	if (accept.length === 0) found.context.notes.changed(`Rodzaje plików wpisano domyślne: ${USUAL_FILES.join(', ')}.`);
	return {
		type: 'file',
		...marked(found),
		accept: accept.length > 0 ? accept : USUAL_FILES,
		megabytes: MOST_MEGABYTES
	};
}
