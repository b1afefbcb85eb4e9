import { shapeOf } from './field-shapes.ts';

/** A `fieldset[data-question]` of `QuestionFields.svelte`. */
export interface QuestionElement {
	element: HTMLFieldSetElement;
	position: number;
	type: string;
}

export function findQuestions(root: ParentNode): QuestionElement[] {
	return [...root.querySelectorAll<HTMLFieldSetElement>('fieldset[data-question]')].map((element) => ({
		element,
		position: Number(element.dataset.question),
		type: element.dataset.type ?? ''
	}));
}

/** The answer in the fields, as the server reads it; `message` when it is not whole yet. */
export const readFields = ({ element, type }: QuestionElement): { value: unknown } | { message: string } =>
	shapeOf(type).read(fieldsIn(element));

/** Shows an answer that was given in another tab or before a reload. */
export const showInFields = ({ element, type }: QuestionElement, value: unknown): void =>
	shapeOf(type).show(fieldsIn(element), value);

/** Whether people type the answer: then it changes with every letter. */
export const isTyped = ({ type }: QuestionElement): boolean => shapeOf(type).isTyped === true;

/** Whether there is an answer at all. */
export function isAnswerGiven(value: unknown): boolean {
	if (typeof value === 'string') return value.trim() !== '';
	if (!Array.isArray(value)) return typeof value === 'number';
	return value.some((part) => (typeof part === 'string' ? part.trim() !== '' : part !== null));
}

/** Where the answer's own fields are: others may stand in the question too. */
const fieldsIn = (element: Element): Element => element.querySelector('[data-answer]') ?? element;
