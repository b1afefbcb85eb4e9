import { course, type World } from '../world.ts';
import { press, type Screen } from './screen.ts';

const REGRADES = '/(app)/autor/[course]/poprawki';
const base = `/autor/${course.slug}/poprawki`;
const question = ({ regrades }: World) => `${base}/nowa?quiz=${regrades.quiz}&pytanie=${regrades.question}`;
const as = ({ regrades }: World) => regrades.author;

/** Keys put right, as their author and their learner see them. */
export const regradeScreens: Screen[] = [
	{ name: 'corrections of keys', route: REGRADES, path: base, as },
	{ name: 'a question to choose', route: `${REGRADES}/nowa`, path: `${base}/nowa`, as },
	{
		name: 'a key to put right, sent without a reason',
		route: `${REGRADES}/nowa`,
		path: question,
		as,
		then: press('Pokaż podgląd'),
		status: 400
	},
	{
		name: 'a preview of a correction',
		route: `${REGRADES}/nowa`,
		path: question,
		as,
		then: async (page) => {
			await page.getByRole('radio', { name: /każdy dostaje/ }).check();
			await page.getByLabel('Powód').fill('Pytanie dało się rozumieć na dwa sposoby.');
			await press('Pokaż podgląd')(page);
		}
	},
	{
		name: 'a correction applied',
		route: `${REGRADES}/[regradeId]`,
		path: ({ regrades }) => `${base}/${regrades.regradeId}`,
		as
	},
	{
		name: 'a result that was changed',
		route: '/(app)/podejscia/[attemptId]',
		path: ({ regrades }) => `/podejscia/${regrades.attemptId}`,
		as: ({ regrades }) => regrades.learner
	}
];
