import fc from 'fast-check';
import { expect, test } from 'vitest';
import { afterStep, type ConsentState, type ConsentStep } from './consent-state.ts';
import { consentText, CURRENT_CONSENT_TEXT } from './consent-text.ts';

const steps = fc.array(fc.constantFrom<ConsentStep>('confirm', 'withdraw'));

/** Every state on the way; an impossible step changes nothing. */
function walk(taken: ConsentStep[]): ConsentState[] {
	const states: ConsentState[] = ['asked'];
	for (const step of taken)
		states.push(afterStep(states.at(-1) as ConsentState, step) ?? (states.at(-1) as ConsentState));
	return states;
}

test('whatever happens, consent goes forward only: asked, confirmed, withdrawn', () => {
	const rank = { asked: 0, confirmed: 1, withdrawn: 2 };
	fc.assert(
		fc.property(steps, (taken) => {
			const ranks = walk(taken).map((state) => rank[state]);
			expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
		})
	);
});

test('it is confirmed only by a confirmation that nothing came before', () => {
	fc.assert(
		fc.property(steps, (taken) => {
			expect(walk(taken).includes('confirmed')).toBe(taken[0] === 'confirm');
		})
	);
});

test('what is withdrawn stays so, and a withdrawal always works before', () => {
	fc.assert(
		fc.property(steps, (taken) => {
			expect(walk([...taken, 'withdraw']).at(-1)).toBe('withdrawn');
			expect(afterStep('withdrawn', 'confirm')).toBeNull();
			expect(afterStep('withdrawn', 'withdraw')).toBeNull();
		})
	);
});

test('every version of the text can be read again, and one that never was is an error', () => {
	expect(consentText(CURRENT_CONSENT_TEXT.version)).toBe(CURRENT_CONSENT_TEXT);
	expect(() => consentText('1999-1')).toThrow('1999-1');
});
