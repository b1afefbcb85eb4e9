import type { World } from '../world.ts';
import { openAll, press, type Screen } from './screen.ts';

const PANEL = '/(app)/panel';
const INVITATION = '/(public)/zaproszenie/[token]';
const officer = ({ organizations }: World) => organizations.officer;
const invitation = (to: 'teacher' | 'coordinator' | 'learner') => (world: World) =>
	`/zaproszenie/${world.organizations.invitations[to]}`;

/** Organizations, their teams and invitations. */
export const organizationScreens: Screen[] = [
	{ name: 'team', route: `${PANEL}/zespol`, path: '/panel/zespol', as: officer, then: openAll },
	{ name: 'team, mailed', route: `${PANEL}/zespol`, path: '/panel/zespol?wyslano', as: officer },
	{
		name: 'team, invitation refused',
		route: `${PANEL}/zespol`,
		path: '/panel/zespol',
		as: officer,
		then: press('Zaproś'),
		status: 400
	},
	{ name: 'own organization', route: `${PANEL}/organizacja`, path: '/panel/organizacja', as: officer },
	{ name: 'own organization, nothing said yet', route: null, path: '/panel/organizacja', as: ({ darek }) => darek },
	{
		name: 'own organization, no logo chosen',
		route: null,
		path: '/panel/organizacja',
		as: officer,
		then: press('Zmień logo'),
		status: 400
	},
	{
		name: 'own organization, refused',
		route: null,
		path: '/panel/organizacja',
		as: officer,
		then: async (page) => {
			await page.getByLabel('Dziennik zdarzeń').fill('1');
			await press('Zapisz zmiany')(page);
		},
		status: 400
	},
	{
		name: 'organization, its data',
		route: `${PANEL}/organizacje/[organizationId]/dane`,
		path: ({ organizations }) => `/panel/organizacje/${organizations.office.id}/dane`,
		as: ({ admin }) => admin
	},
	{
		name: 'several organizations',
		route: '/(app)/organizacja',
		path: '/organizacja',
		as: ({ organizations }) => organizations.twofold
	},
	{
		name: 'notice of an organization',
		route: '/(public)/organizacje/[organizationId]/prywatnosc',
		path: ({ organizations }) => `/organizacje/${organizations.office.id}/prywatnosc`
	},
	{
		name: 'notice of an organization that said nothing',
		route: null,
		path: ({ school }) => `/organizacje/${school.id}/prywatnosc`
	},
	{ name: 'invitation to a role, mailed', route: INVITATION, path: invitation('teacher') },
	{ name: 'invitation to a group', route: INVITATION, path: invitation('learner') },
	{ name: 'invitation, signed in', route: INVITATION, path: invitation('coordinator'), as: ({ newcomer }) => newcomer },
	{ name: 'invitation, not for pupils', route: INVITATION, path: invitation('teacher'), as: ({ pupil }) => pupil },
	{
		name: 'invitation, refused',
		route: INVITATION,
		path: invitation('learner'),
		then: press('Załóż konto i przyjmij zaproszenie'),
		status: 400
	},
	{ name: 'invitation, mail sent', route: INVITATION, path: (world) => `${invitation('learner')(world)}?wyslano` },
	{ name: 'invitation that does not work', route: INVITATION, path: '/zaproszenie/nic', status: 404 }
];
