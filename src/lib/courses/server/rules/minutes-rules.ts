import type { Audience } from '../../course.ts';
import { countAsked } from '../../../quizzes/blueprint.ts';
import type { Quiz } from '../../../quizzes/quiz.ts';
import { plural } from '../../../format.ts';
import { inFile, warning } from '../problems.ts';
import { lessonsOf, type CourseRule } from './course-rule.ts';

/**
 * Words read in a minute. Grown-ups read Polish silently at about 165 words a minute (International Reading Speed Texts,
 * Trauzettel-Klosinski and Dietz 2012); pupils, who also meet new words, get 120 by our own rule, and readers of
 * easy-to-read texts 80.
 */
const SPEED: Record<Audience, number> = { szkola: 120, uczelnia: 165, 'samorzad-i-pes': 165 };
const EASY_SPEED = 80;
const MINUTES_PER_QUESTION = 1;
/** From a thought noted down to an interview with a neighbour; also an answer in writing or a file. */
const MINUTES_PER_TASK = [3, 30] as const;
/** People differ: only what is this many times below or above the range is worth a warning. */
const FACTOR = 1.5;
const SLACK_MINUTES = 5;

/** Words of a page that was rendered. */
export function countWords(html: string): number {
	return html.replace(/<[^>]*>/g, ' ').match(/[\p{L}\d][\p{L}\d’'-]*/gu)?.length ?? 0;
}

const countExercises = (html: string) => html.match(/class="callout callout-exercise"/g)?.length ?? 0;

/** A quiz takes its time limit, or a minute for each question it asks; what people mark is a task like an exercise. */
function estimateQuiz(quiz: Quiz | null | undefined): { minutes: number; tasks: number } {
	if (!quiz) return { minutes: 0, tasks: 0 };
	if (quiz.timeLimitMinutes !== null) return { minutes: quiz.timeLimitMinutes, tasks: 0 };
	const tasks = quiz.draw ? 0 : quiz.questions.filter(({ content }) => 'criteria' in content).length;
	return { minutes: (countAsked(quiz) - tasks) * MINUTES_PER_QUESTION, tasks };
}

/** The minutes at the head of a lesson must not be far from what its text and tasks take. */
export const minutesFit: CourseRule = (course) => {
	const audience = course.file?.front.data?.audience;
	if (!audience) return [];
	const speed = Math.min(...audience.map((one) => SPEED[one]));
	return lessonsOf(course).flatMap(({ file, variants, quiz }) => {
		const inQuiz = estimateQuiz(quiz?.quiz);
		const texts = [
			{ file, speed },
			...[...variants].map(([variant, read]) => ({ file: read, speed: variant === 'etr' ? EASY_SPEED : speed }))
		];
		return texts.flatMap((text) => {
			const minutes = text.file?.front.data?.minutes;
			if (!text.file || minutes === undefined) return [];
			const { path, front, document } = text.file;
			const words = countWords(document.html);
			const tasks = inQuiz.tasks + countExercises(document.html);
			const [least, most] = MINUTES_PER_TASK.map((each) =>
				Math.max(1, Math.round(words / text.speed + inQuiz.minutes + tasks * each))
			) as [number, number];
			const isNear = minutes >= least - SLACK_MINUTES && minutes <= most + SLACK_MINUTES;
			if (isNear || (minutes * FACTOR >= least && minutes <= most * FACTOR)) return [];
			const range = least === most ? `około ${least}` : `od ${least} do ${most}`;
			const what = `${words} ${plural(words, 'słowo', 'słowa', 'słów')} z ćwiczeniami i quizem to ${range} min`;
			return inFile(path, [
				warning(front.lineOf('minutes'), `${what}, a nagłówek mówi ${minutes}; popraw minutes albo długość lekcji`)
			]);
		});
	});
};
