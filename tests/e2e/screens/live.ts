import { press, type Screen } from './screen.ts';

const START = '/(app)/grupy/[groupId]/kursy/[course]/na-zywo';
const WALL = '/(app)/grupy/[groupId]/na-zywo/[sessionId]';
const SEAT = '/(app)/na-zywo/[sessionId]';

/** A quiz that a group answers together. */
export const liveScreens: Screen[] = [
	{ name: 'live quiz, choice', route: START, path: ({ live }) => live.startPath, as: ({ live }) => live.teacher },
	{ name: 'live quiz, wall', route: WALL, path: ({ live }) => live.wallPath, as: ({ live }) => live.teacher },
	{
		name: 'live quiz, few answers',
		route: WALL,
		path: ({ live }) => live.revealedPath,
		as: ({ live }) => live.teacher
	},
	{ name: 'live quiz, distribution', route: WALL, path: ({ live }) => live.fullPath, as: ({ live }) => live.teacher },
	{ name: 'live quiz, over', route: WALL, path: ({ live }) => live.endedPath, as: ({ live }) => live.teacher },
	{ name: 'live quizzes of mine', route: '/(app)/na-zywo', path: '/na-zywo', as: ({ live }) => live.learner },
	{ name: 'live quizzes, none', route: '/(app)/na-zywo', path: '/na-zywo', as: ({ newcomer }) => newcomer },
	{ name: 'live quiz, seat', route: SEAT, path: ({ live }) => live.seatPath, as: ({ live }) => live.learner },
	{
		name: 'live quiz, seat, refused',
		route: SEAT,
		path: ({ live }) => live.seatPath,
		as: ({ live }) => live.learner,
		then: press('Wyślij odpowiedź'),
		status: 400
	},
	{
		name: 'live quiz, seat, revealed',
		route: SEAT,
		path: ({ live }) => live.seatRevealedPath,
		as: ({ live }) => live.learner
	},
	{ name: 'live quiz, seat, over', route: SEAT, path: ({ live }) => live.seatEndedPath, as: ({ live }) => live.learner }
];
