import { FILE_TYPES, isFileType } from '#lib/handins/file-types.ts';
import { criteriaHtml } from './criteria-list.ts';
import type { PortableContent, PortableOf } from './portable-question.ts';
import {
	allIf,
	byMapping,
	declaration,
	isNear,
	mappingOf,
	RESPONSE,
	share,
	variable,
	type QtiInteraction
} from './qti-declarations.ts';
import { tableFill } from './qti-table-xml.ts';
import { setOutcome, xhtml } from './qti-xml.ts';
import { xmlText } from './xml-writer.ts';

/** Values to be drawn are the business of templates. */
export type QtiContent = Exclude<PortableContent, { type: 'calculated' }>;

/** The interaction of QTI 3.0 for a question of ours, with its key and its points. */
export function interactionOf(content: QtiContent): QtiInteraction {
	switch (content.type) {
		case 'single':
		case 'multiple':
		case 'trueFalse':
			return choice(content);
		case 'number':
			return numberEntry(content);
		case 'text':
			return textEntry(content);
		case 'ordering':
			return ordering(content);
		case 'matching': {
			const rights = [...content.pairs.map(({ right }) => right), ...content.distractors];
			return match(
				content.pairs.map(({ left }, i) => ({ left, right: i })),
				rights,
				content.points,
				1
			);
		}
		case 'categorize':
			return match(
				content.items.map(({ text, category }) => ({ left: text, right: category })),
				content.categories,
				content.points,
				0
			);
		case 'inlineChoice':
			return inlineChoices(content);
		case 'tableFill':
			return tableFill(content);
		case 'open':
			return extendedText(content);
		case 'file':
			return upload(content);
	}
}

const allIfCorrect = allIf(`<qti-match>${variable(RESPONSE)}<qti-correct identifier="${RESPONSE}"/></qti-match>`);

function choice(content: PortableOf<'single' | 'multiple' | 'trueFalse'>): QtiInteraction {
	const isMultiple = content.type === 'multiple';
	const named = content.choices.map((option, i) => ({ ...option, identifier: `choice-${i + 1}` }));
	const right = named.filter(({ isRight }) => isRight);
	const worth = share(content.points, right.length);
	const mapping = isMultiple
		? mappingOf(
				named.map(({ identifier, isRight }) => [identifier, isRight ? worth : -worth]),
				content.points
			)
		: '';
	const options = named.map(({ identifier, html, feedbackHtml }) => {
		const feedback = feedbackHtml
			? `<qti-feedback-block outcome-identifier="CHOSEN" identifier="${identifier}" show-hide="show"><qti-content-body>${xhtml(feedbackHtml)}</qti-content-body></qti-feedback-block>`
			: '';
		return `<qti-simple-choice identifier="${identifier}">${xhtml(html)}${feedback}</qti-simple-choice>`;
	});
	const hasFeedback = named.some(({ feedbackHtml }) => feedbackHtml);
	const cardinality = isMultiple ? 'multiple' : 'single';
	return {
		declarations: [
			declaration(
				RESPONSE,
				cardinality,
				'identifier',
				right.map(({ identifier }) => identifier),
				mapping
			)
		],
		outcomes: hasFeedback
			? [`<qti-outcome-declaration identifier="CHOSEN" cardinality="${cardinality}" base-type="identifier"/>`]
			: [],
		body: `<qti-choice-interaction response-identifier="${RESPONSE}" shuffle="${content.type !== 'trueFalse'}" max-choices="${isMultiple ? 0 : 1}">${options.join('')}</qti-choice-interaction>`,
		score: isMultiple ? byMapping : allIfCorrect,
		processing: hasFeedback ? [setOutcome('CHOSEN', variable(RESPONSE))] : []
	};
}

function numberEntry({ value, tolerance, unit }: PortableOf<'number'>): QtiInteraction {
	return {
		declarations: [declaration(RESPONSE, 'single', 'float', [value])],
		...{ outcomes: [], processing: [] },
		body: `<p><qti-text-entry-interaction response-identifier="${RESPONSE}" expected-length="15"/>${unit ? ` ${xmlText(unit)}` : ''}</p>`,
		score: allIf(isNear(RESPONSE, tolerance))
	};
}

function textEntry({ accepted, points }: PortableOf<'text'>): QtiInteraction {
	const entries = accepted.map((text): [string, number] => [text, points]);
	return {
		declarations: [
			declaration(
				RESPONSE,
				'single',
				'string',
				accepted.slice(0, 1),
				mappingOf(entries, points, ' case-sensitive="false"')
			)
		],
		...{ outcomes: [], processing: [] },
		body: `<p><qti-text-entry-interaction response-identifier="${RESPONSE}" expected-length="30"/></p>`,
		score: byMapping
	};
}

function ordering({ items }: PortableOf<'ordering'>): QtiInteraction {
	const identifiers = items.map((_, i) => `step-${i + 1}`);
	const choices = items.map(
		(item, i) => `<qti-simple-choice identifier="${identifiers[i]}">${xmlText(item)}</qti-simple-choice>`
	);
	return {
		declarations: [declaration(RESPONSE, 'ordered', 'identifier', identifiers)],
		...{ outcomes: [], processing: [] },
		body: `<qti-order-interaction response-identifier="${RESPONSE}" shuffle="true">${choices.join('')}</qti-order-interaction>`,
		score: allIfCorrect
	};
}

function match(
	pairs: { left: string; right: number }[],
	rights: string[],
	points: number,
	rightMax: number
): QtiInteraction {
	const values = pairs.map(({ right }, i) => `left-${i + 1} right-${right + 1}`);
	const set = (side: string, texts: string[], max: number) =>
		`<qti-simple-match-set>${texts.map((text, i) => `<qti-simple-associable-choice identifier="${side}-${i + 1}" match-max="${max}">${xmlText(text)}</qti-simple-associable-choice>`).join('')}</qti-simple-match-set>`;
	const mapping = mappingOf(
		values.map((value) => [value, share(points, pairs.length)]),
		points
	);
	const lefts = pairs.map(({ left }) => left);
	return {
		declarations: [declaration(RESPONSE, 'multiple', 'directedPair', values, mapping)],
		...{ outcomes: [], processing: [] },
		body: `<qti-match-interaction response-identifier="${RESPONSE}" shuffle="true" max-associations="${pairs.length}">${set('left', lefts, 1)}${set('right', rights, rightMax)}</qti-match-interaction>`,
		score: byMapping
	};
}

function inlineChoices({ pieces, gaps, points }: PortableOf<'inlineChoice'>): QtiInteraction {
	const name = (gap: number) => `${RESPONSE}-${gap + 1}`;
	const lists = gaps.map(({ options }, gap) => {
		const choices = options.map(
			(text, i) => `<qti-inline-choice identifier="option-${i + 1}">${xmlText(text)}</qti-inline-choice>`
		);
		return `<qti-inline-choice-interaction response-identifier="${name(gap)}" shuffle="false">${choices.join('')}</qti-inline-choice-interaction>`;
	});
	const worth = share(points, gaps.length);
	const parts = gaps.map((_, gap) => `<qti-map-response identifier="${name(gap)}"/>`);
	return {
		declarations: gaps.map(({ right }, gap) => {
			const key = `option-${right + 1}`;
			return declaration(name(gap), 'single', 'identifier', [key], mappingOf([[key, worth]], worth));
		}),
		...{ outcomes: [], processing: [] },
		body: `<p>${pieces.map((piece, i) => xhtml(piece) + (lists[i] ?? '')).join('')}</p>`,
		score: [setOutcome('SCORE', `<qti-sum>${parts.join('')}</qti-sum>`)]
	};
}

const rubric = (content: PortableOf<'open' | 'file'>) =>
	`<qti-rubric-block view="scorer" use="scoring"><qti-content-body>${xhtml(criteriaHtml(content))}</qti-content-body></qti-rubric-block>`;

const markedByPeople = { outcomes: [], processing: [], score: [] };

const extendedText = (content: PortableOf<'open'>): QtiInteraction => ({
	...markedByPeople,
	declarations: [declaration(RESPONSE, 'single', 'string', [])],
	body: `<qti-extended-text-interaction response-identifier="${RESPONSE}" expected-length="${content.longest}"/>${rubric(content)}`
});

function upload(content: PortableOf<'file'>): QtiInteraction {
	const types = content.accept.filter(isFileType).map((ending) => FILE_TYPES[ending].mediaType);
	return {
		...markedByPeople,
		declarations: [declaration(RESPONSE, 'single', 'file', [])],
		body: `<qti-upload-interaction response-identifier="${RESPONSE}" type="${types.join(' ')}"/>${rubric(content)}`
	};
}
