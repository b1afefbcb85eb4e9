import type { Token, Tokens } from 'marked';

/** `### …` inside a question. */
export const isStep = (token: Token): token is Tokens.Heading =>
	token.type === 'heading' && (token as Tokens.Heading).depth === 3;

/** A list of decisions, each with an arrow to where it leads. */
export const isDecisions = (token: Token): token is Tokens.List =>
	token.type === 'list' && (token as Tokens.List).items.some((item) => item.text.includes('→'));

/** The headings that are steps of cases: followed by decisions before the next heading. */
export function findCaseSteps(tokens: Token[]): Set<Token> {
	const steps = new Set<Token>();
	let step: Token | null = null;
	for (const token of tokens) {
		if (token.type === 'heading') step = isStep(token) ? token : null;
		else if (step && isDecisions(token)) steps.add(step);
	}
	return steps;
}
