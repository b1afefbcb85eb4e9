import type { PortableContent } from './portable-question.ts';
import { setOutcome, xhtml } from './qti-xml.ts';
import { xmlText } from './xml-writer.ts';

/** What an interaction adds to its item. */
export interface QtiInteraction {
	declarations: string[];
	outcomes: string[];
	body: string;
	/** Sets SCORE. */
	score: string[];
	/** Sets the rest. */
	processing: string[];
}

type Of<Type extends PortableContent['type']> = Extract<PortableContent, { type: Type }>;

/** The interaction of QTI 3.0 for a question of ours, with its key and its points. */
export function interactionOf(content: PortableContent): QtiInteraction {
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
		case 'open':
			return extendedText(content);
	}
}

const RESPONSE = 'RESPONSE';

function declaration(
	identifier: string,
	cardinality: string,
	baseType: string,
	values: string[],
	mapping = ''
): string {
	const correct = values.map((value) => `<qti-value>${xmlText(value)}</qti-value>`).join('');
	const key = values.length > 0 ? `<qti-correct-response>${correct}</qti-correct-response>` : '';
	return `<qti-response-declaration identifier="${identifier}" cardinality="${cardinality}" base-type="${baseType}">${key}${mapping}</qti-response-declaration>`;
}

function mappingOf(entries: [key: string, points: number][], points: number, attributes = ''): string {
	const rows = entries.map(
		([key, worth]) => `<qti-map-entry map-key="${xmlText(key)}" mapped-value="${worth}"${attributes}/>`
	);
	return `<qti-mapping lower-bound="0" upper-bound="${points}" default-value="0">${rows.join('')}</qti-mapping>`;
}

const variable = (identifier: string) => `<qti-variable identifier="${identifier}"/>`;
const byMapping = [setOutcome('SCORE', `<qti-map-response identifier="${RESPONSE}"/>`)];

/** Everything or nothing. */
const allIf = (condition: string) => [
	`<qti-response-condition><qti-response-if>${condition}${setOutcome('SCORE', variable('MAXSCORE'))}</qti-response-if></qti-response-condition>`
];
const allIfCorrect = allIf(`<qti-match>${variable(RESPONSE)}<qti-correct identifier="${RESPONSE}"/></qti-match>`);

const share = (points: number, count: number) => Number((points / Math.max(1, count)).toFixed(6));

function choice(content: Of<'single' | 'multiple' | 'trueFalse'>): QtiInteraction {
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

function numberEntry({ value, tolerance, unit }: Of<'number'>): QtiInteraction {
	const equal = `<qti-equal tolerance-mode="absolute" tolerance="${tolerance} ${tolerance}" include-lower-bound="true" include-upper-bound="true">${variable(RESPONSE)}<qti-correct identifier="${RESPONSE}"/></qti-equal>`;
	const isNull = `<qti-not><qti-is-null>${variable(RESPONSE)}</qti-is-null></qti-not>`;
	return {
		declarations: [declaration(RESPONSE, 'single', 'float', [value])],
		...{ outcomes: [], processing: [] },
		body: `<p><qti-text-entry-interaction response-identifier="${RESPONSE}" expected-length="15"/>${unit ? ` ${xmlText(unit)}` : ''}</p>`,
		score: allIf(`<qti-and>${isNull}${equal}</qti-and>`)
	};
}

function textEntry({ accepted, points }: Of<'text'>): QtiInteraction {
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

function ordering({ items }: Of<'ordering'>): QtiInteraction {
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

function inlineChoices({ pieces, gaps, points }: Of<'inlineChoice'>): QtiInteraction {
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

function extendedText({ criteria, modelAnswerHtml, longest }: Of<'open'>): QtiInteraction {
	const rows = criteria.map(
		({ name, points, descriptionHtml }) => `<li>${xmlText(name)} (${points} pkt): ${xhtml(descriptionHtml)}</li>`
	);
	const rubric = `<qti-rubric-block view="scorer" use="scoring"><qti-content-body>${xhtml(modelAnswerHtml)}<ul>${rows.join('')}</ul></qti-content-body></qti-rubric-block>`;
	return {
		declarations: [declaration(RESPONSE, 'single', 'string', [])],
		...{ outcomes: [], processing: [], score: [] },
		body: `<qti-extended-text-interaction response-identifier="${RESPONSE}" expected-length="${longest}"/>${rubric}`
	};
}
