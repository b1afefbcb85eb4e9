import { CONFIDENCES, type Confidence } from '../confidence.ts';

/** The `fieldset[data-confidence]` of `ConfidenceFields.svelte` at a position; null: the quiz does not ask. */
export const findConfidenceFields = (page: ParentNode, position: number) =>
	page.querySelector<HTMLFieldSetElement>(`fieldset[data-confidence="${position}"]`);

export function readConfidence(fields: HTMLFieldSetElement | null): Confidence | null {
	const chosen = fields?.querySelector<HTMLInputElement>('input:checked')?.value;
	return CONFIDENCES.find((each) => each === chosen) ?? null;
}

/** Shows what was said in another tab or before a reload. */
export function showConfidence(fields: HTMLFieldSetElement | null, confidence: Confidence | null): void {
	for (const input of fields?.querySelectorAll('input') ?? []) input.checked = input.value === confidence;
}
