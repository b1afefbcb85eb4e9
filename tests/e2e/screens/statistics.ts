import { openAll, press, type Screen } from './screen.ts';

const LIST = '/(app)/autor/[course]/statystyki';
const QUIZ = `${LIST}/[quiz]`;

/** How questions behave, for their author. */
export const statisticsScreens: Screen[] = [
	{
		name: 'statistics of a course',
		route: LIST,
		path: ({ statistics }) => statistics.listPath,
		as: ({ statistics }) => statistics.author
	},
	{
		name: 'statistics of a quiz, every number',
		route: QUIZ,
		path: ({ statistics }) => statistics.practicePath,
		as: ({ statistics }) => statistics.author,
		then: openAll
	},
	{
		name: 'statistics of a quiz, too few people, measured',
		route: QUIZ,
		path: ({ statistics }) => statistics.emptyPath,
		as: ({ statistics }) => statistics.author,
		then: press('Policz teraz')
	}
];
