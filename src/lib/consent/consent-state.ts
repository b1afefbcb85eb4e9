/** The word of a guardian: asked for, given, taken back. A refusal takes back what was never given. */
export type ConsentState = 'asked' | 'confirmed' | 'withdrawn';

export type ConsentStep = 'confirm' | 'withdraw';

/** How the guardian answers: by the link that was mailed, or on paper. */
export type ConsentMethod = 'link' | 'paper';

/**
 * Where a step leads.
 * @returns null when it is not possible from there
 */
export function afterStep(state: ConsentState, step: ConsentStep): ConsentState | null {
	if (step === 'confirm') return state === 'asked' ? 'confirmed' : null;
	return state === 'withdrawn' ? null : 'withdrawn';
}

export const CONSENT_STATES: Record<ConsentState, string> = {
	asked: 'czeka na opiekuna',
	confirmed: 'wyrażona',
	withdrawn: 'odmówiona albo cofnięta'
};
