import { counted, formatNumber } from '../format.ts';
import { passingPercentOf, type AssignmentRules } from '../groups/assignment.ts';
import type { Course, Requirement } from './course.ts';

/** `6 godzin`, `1,5 godziny`. */
export function hoursInWords(hours: number): string {
	if (!Number.isInteger(hours)) return `${formatNumber(hours)}\u00a0godziny`;
	return counted(hours, 'godzina', 'godziny', 'godzin');
}

type CourseSteps = Pick<Course, 'lessons'>;

/**
 * What a learner has to do for the certificate, one step a sentence part: `przeczytaj 6 lekcji`.
 * @param rules of the learner's group, for its pass mark
 */
export function certificateSteps(
	course: CourseSteps & Pick<Course, 'certificate'>,
	rules: AssignmentRules | null = null
): string[] {
	return stepsOf(course, course.certificate.requires, rules);
}

function stepsOf(course: CourseSteps, requires: Requirement[], rules: AssignmentRules | null): string[] {
	const tests = course.lessons.filter((lesson) => lesson.quiz?.kind === 'test');
	const practices = course.lessons.filter((lesson) => lesson.quiz?.kind === 'practice');
	const reading = course.lessons.length - tests.length;
	const steps: string[] = [];
	if (requires.includes('lessons') && reading > 0) {
		steps.push(`przeczytaj ${counted(reading, 'lekcję', 'lekcje', 'lekcji')}`);
	}
	if (requires.includes('quizzes') && practices.length > 0) {
		steps.push(`zalicz ${counted(practices.length, 'quiz', 'quizy', 'quizów')} „Sprawdź się”`);
	}
	if (requires.includes('test')) {
		for (const { quiz, shortTitle } of tests) {
			const which = tests.length > 1 ? ` „${shortTitle}”` : '';
			steps.push(`zdaj sprawdzian${which}: co najmniej ${quiz && passingPercentOf(quiz, rules)}% punktów`);
		}
	}
	return steps;
}

/** How long the certificate counts. */
export function validityInWords(validMonths: number | null): string {
	if (validMonths === null) return 'Bez terminu ważności.';
	if (validMonths % 12 === 0) return `Ważność: ${counted(validMonths / 12, 'rok', 'lata', 'lat')} od dnia wydania.`;
	return `Ważność: ${counted(validMonths, 'miesiąc', 'miesiące', 'miesięcy')} od dnia wydania.`;
}

/** When a certificate can be renewed, and what to do anew; null when it cannot. */
export function renewalInWords(
	course: CourseSteps & Pick<Course, 'certificate'>,
	rules: AssignmentRules | null = null
): { when: string; steps: string[] } | null {
	const { renewal } = course.certificate;
	if (!renewal) return null;
	const { openMonths: months, requires } = renewal;
	const when =
		months === 1 ? 'w ostatnim miesiącu ważności' : `w ostatnich ${formatNumber(months)}\u00a0miesiącach ważności`;
	return { when, steps: stepsOf(course, requires, rules) };
}
