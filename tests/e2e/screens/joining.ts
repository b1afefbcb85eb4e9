import type { Page } from '@playwright/test';
import type { World } from '../world.ts';
import { openAll, press, type Screen } from './screen.ts';

const GROUP = '/(app)/grupy/[groupId]';
const JOIN = '/(public)/dolacz';
const as = ({ joining }: World) => joining.teacher;
type GroupName = 'group' | 'closed' | 'archived';
const of =
	(path: string, group: GroupName = 'group') =>
	({ joining }: World) =>
		`/grupy/${joining[group].id}${path}`;
const withCode = ({ joining }: World) => `/dolacz?kod=${joining.code}`;
const person = (who: 'pupil' | 'blocked' | 'guest') => (world: World) => of(`/osoby/${world.joining[who].id}`)(world);

/** Ways into a group, and what its teacher sees of the people in it. */
export const joiningScreens: Screen[] = [
	{ name: 'join, no code yet', route: JOIN, path: '/dolacz' },
	{ name: 'join, wrong code', route: JOIN, path: '/dolacz?kod=AAAAA-AAAAA' },
	{ name: 'join, with pictures', route: JOIN, path: withCode, then: openAll },
	{ name: 'join, refused', route: JOIN, path: withCode, then: press('Zakładam konto'), status: 400 },
	{
		name: 'join with pictures, refused',
		route: JOIN,
		path: withCode,
		then: async (page) => {
			await openAll(page);
			await page.getByRole('button', { name: 'Zakładam konto' }).last().click();
			await page.waitForURL(/obrazki/);
		},
		status: 400
	},
	{ name: 'join, signed in', route: JOIN, path: withCode, as: ({ newcomer }) => newcomer },
	{ name: 'join, already in', route: JOIN, path: withCode, as: ({ joining }) => joining.guest },
	{ name: 'join, its teacher', route: JOIN, path: withCode, as },
	{ name: 'joined', route: `${JOIN}/gotowe`, path: '/dolacz/gotowe', as: ({ pupil }) => pupil },
	{
		name: 'login card',
		route: '/(public)/logowanie/karta',
		path: '/logowanie/karta?nazwa=zosia27&slowa=rower-kanapka-chmura-lis'
	},
	{ name: 'login card, unreadable', route: '/(public)/logowanie/karta', path: '/logowanie/karta' },
	{ name: 'sign in with pictures', route: '/(public)/logowanie/obrazki', path: '/logowanie/obrazki' },
	{
		name: 'sign in with pictures, refused',
		route: '/(public)/logowanie/obrazki',
		path: '/logowanie/obrazki',
		then: press('Wchodzę'),
		status: 400
	},
	{
		name: 'first own secret, pictures allowed',
		route: '/(app)/konto/haslo',
		path: '/konto/haslo',
		as: ({ joining }) => joining.pupil,
		then: openAll
	},
	{ name: 'joining, open', route: `${GROUP}/dolaczanie`, path: of('/dolaczanie'), as },
	{ name: 'joining, closed', route: `${GROUP}/dolaczanie`, path: of('/dolaczanie', 'closed'), as },
	{ name: 'joining, archived', route: `${GROUP}/dolaczanie`, path: of('/dolaczanie', 'archived'), as },
	{ name: 'projector', route: `${GROUP}/dolaczanie/rzutnik`, path: of('/dolaczanie/rzutnik'), as },
	{ name: 'projector, closed', route: `${GROUP}/dolaczanie/rzutnik`, path: of('/dolaczanie/rzutnik', 'closed'), as },
	{ name: 'people', route: `${GROUP}/osoby`, path: of('/osoby'), as },
	{ name: 'people, none', route: `${GROUP}/osoby`, path: of('/osoby', 'closed'), as },
	{ name: 'people, archived', route: `${GROUP}/osoby`, path: of('/osoby', 'archived'), as },
	{ name: 'new people', route: `${GROUP}/osoby/nowe`, path: of('/osoby/nowe?ile=5'), as },
	{
		name: 'new people, refused',
		route: `${GROUP}/osoby/nowe`,
		path: of('/osoby/nowe'),
		as,
		then: press('Utwórz konta'),
		status: 400
	},
	{
		name: 'new people, archived',
		route: `${GROUP}/osoby/nowe`,
		path: of('/osoby/nowe', 'archived'),
		as,
		status: 409
	},
	{ name: 'cards', route: `${GROUP}/karty`, path: of('/karty'), as },
	{ name: 'cards, nobody', route: `${GROUP}/karty`, path: of('/karty', 'closed'), as },
	{ name: 'cards, made', route: `${GROUP}/karty`, path: of('/karty'), as, then: press(/^Zrób \d/) },
	{
		name: 'cards, nobody chosen',
		route: `${GROUP}/karty`,
		path: of('/karty'),
		as,
		then: press('Zrób karty dla wybranych'),
		status: 400
	},
	{ name: 'invitations to a group', route: `${GROUP}/osoby/zaproszenia`, path: of('/osoby/zaproszenia'), as },
	{
		name: 'invitations to a group, a link',
		route: `${GROUP}/osoby/zaproszenia`,
		path: of('/osoby/zaproszenia'),
		as,
		then: async (page: Page) => {
			await page.getByLabel('Jak ją nazywasz').fill('Filip');
			await press('Zaproś')(page);
		}
	},
	{ name: 'person of a group', route: `${GROUP}/osoby/[personId]`, path: person('pupil'), as, then: openAll },
	{ name: 'person of a group, blocked', route: `${GROUP}/osoby/[personId]`, path: person('blocked'), as },
	{ name: 'person of a group, own account', route: `${GROUP}/osoby/[personId]`, path: person('guest'), as },
	{
		name: 'person of a group, new card',
		route: `${GROUP}/osoby/[personId]`,
		path: person('pupil'),
		as,
		then: press('Daj nową kartę')
	}
];
