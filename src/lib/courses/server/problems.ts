import type { CourseProblem } from './course-index.ts';

/** A mistake before it is known which file it is in. */
export interface Problem {
	/** Of the file, from 1. */
	line: number;
	message: string;
	severity: CourseProblem['severity'];
}

export const mistake = (line: number, message: string): Problem => ({ line, message, severity: 'error' });
export const warning = (line: number, message: string): Problem => ({ line, message, severity: 'warning' });

/** The same problems with their file. */
export const inFile = (path: string, problems: Problem[]): CourseProblem[] =>
	problems.map((problem) => ({ path, ...problem }));

export const hasError = (problems: { severity: CourseProblem['severity'] }[]) =>
	problems.some((problem) => problem.severity === 'error');

/** `„a”, „b”, „c”` */
export const quoted = (words: readonly string[]) => words.map((word) => `„${word}”`).join(', ');
