import type { Course } from '../courses/course.ts';
import { formatDay } from '../format.ts';

/** What right answers and explanations of an attempt wait for. */
export type FeedbackWait =
	| { for: 'end' | 'marks' | 'test' }
	/** A group of the person's own that may still write. */
	| {
			for: 'ownGroup';
			/** YYYY-MM-DD, the last such group's; null: one has no last day. */
			lastDay: string | null;
	  }
	/** Groups of other people, for who learns without one. */
	| { for: 'otherGroups' };

/** Whether a test of the course shows right answers only when the group is through with it. */
export const hasTestThatCloses = ({ lessons }: Pick<Course, 'lessons'>): boolean =>
	lessons.some(({ quiz }) => quiz?.kind === 'test' && quiz.feedback === 'afterClose');

/** When they come, as the page of the attempt says it to its learner and to the staff. */
export function feedbackWaitInWords(wait: FeedbackWait): string {
	return `Prawidłowe odpowiedzi i\u00a0wyjaśnienia pojawią się tutaj${whenOf(wait)}`;
}

function whenOf(wait: FeedbackWait): string {
	switch (wait.for) {
		case 'end':
			return ' po zakończeniu podejścia.';
		case 'marks':
			return ' razem z\u00a0oceną.';
		case 'test':
			return ' po sprawdzianie kursu.';
		case 'ownGroup':
			return wait.lastDay === null
				? ', gdy minie termin kursu w\u00a0grupie. Osoba prowadząca jeszcze go nie ustaliła.'
				: ` po ${formatDay(wait.lastDay)}. Tego dnia mija termin kursu w\u00a0grupie, a\u00a0do tego czasu inni mogą jeszcze pisać.`;
		case 'otherGroups':
			return ', gdy kurs zakończą wszystkie grupy, które teraz go mają. Do tego czasu ktoś może jeszcze pisać ten test.';
	}
}
