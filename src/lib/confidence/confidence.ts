import type { Confidence } from '../server/db/tables/attempts.ts';

export type { Confidence };

/** From the surest; in the order shown. */
export const CONFIDENCES = ['sure', 'rather', 'guess'] as const satisfies Confidence[];

/** As people choose it below a question. */
export const CONFIDENCE_WORDS: Record<Confidence, string> = {
	sure: 'Na pewno',
	rather: 'Raczej tak',
	guess: 'Zgaduję'
};

/** The field of a question at a position in a plain form. */
export const confidenceField = (position: number) => `confidence${position}`;

/** What a form says of a question; null: nothing, or nothing we know. */
export function confidenceInForm(form: FormData, position: number): Confidence | null {
	const given = form.get(confidenceField(position));
	return CONFIDENCES.find((each) => each === given) ?? null;
}
