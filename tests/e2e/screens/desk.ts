import { course, type World } from '../world.ts';
import { openAll, press, type Screen } from './screen.ts';

const DESK = '/(app)/autor/[course]';
const base = `/autor/${course.slug}`;
const as = ({ desk }: World) => desk.author;

/** The author's desk, and what a learner says of a question. */
export const deskScreens: Screen[] = [
	{ name: 'desk, every course', route: '/(app)/autor', path: '/autor', as },
	{ name: 'desk of a course', route: DESK, path: base, as, then: openAll },
	{
		name: 'a question with its key and remarks',
		route: `${DESK}/pytania/[quiz]/[question]`,
		path: ({ desk }) => `${base}/pytania/${desk.quiz}/${desk.question}`,
		as
	},
	{
		name: 'remarks, answered with nothing',
		route: `${DESK}/zgloszenia`,
		path: `${base}/zgloszenia`,
		as,
		then: press(/Odpowiedz i.zamknij/),
		status: 400
	},
	{
		name: 'a file in two editions',
		route: `${DESK}/zmiany`,
		path: `${base}/zmiany?plik=course.md`,
		as
	},
	{
		name: 'a test as its learner gets it',
		route: `${DESK}/podglad/[quiz]`,
		path: ({ desk }) => `${base}/podglad/${desk.quiz}`,
		as
	},
	{
		name: 'a result with remarks to make',
		route: '/(app)/podejscia/[attemptId]',
		path: ({ desk }) => `/podejscia/${desk.attemptId}`,
		as: ({ desk }) => desk.learner,
		then: openAll
	},
	{
		name: 'own remarks, one refused',
		route: '/(app)/moje/zgloszenia',
		path: ({ desk }) => `/podejscia/${desk.attemptId}`,
		as: ({ desk }) => desk.learner,
		then: async (page) => {
			await page.locator('summary', { hasText: 'Zgłoś uwagę' }).first().click();
			await press('Wyślij uwagę')(page);
		},
		status: 400
	}
];
