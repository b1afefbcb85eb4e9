import type { QuestionContent } from './question.ts';
import { kindOf } from './types/registry.ts';

/**
 * What a plain form holds as the answer to the question at a position, ready for `readAnswer`; the fields are those of
 * `QuestionFields`. undefined: the question was left alone.
 */
export function answerInForm(content: QuestionContent, order: number[], position: number, form: FormData): unknown {
	const text = (field: string) => {
		const value = form.get(field);
		return typeof value === 'string' ? value : '';
	};
	return kindOf(content).answerInForm(content, order, `q${position}`, text);
}

/** All text fields of a form, for showing them again. */
export function textFields(form: FormData): Record<string, string> {
	const fields: Record<string, string> = {};
	for (const [name, value] of form) if (typeof value === 'string') fields[name] = value;
	return fields;
}
