import type { World } from '../world.ts';
import { openAll, press, type Screen } from './screen.ts';

const PUPILS = '/(app)/panel/osoby';
const ORGANIZATIONS = '/(app)/panel/organizacje';
const REGISTER = '/(app)/panel/zaswiadczenia';

/** What coordinators and administrators see. */
export const panelScreens: Screen[] = [
	{
		name: 'panel, not allowed',
		route: '/(app)/panel',
		path: '/panel',
		as: ({ learner }) => learner,
		status: 403,
		isBare: true
	},
	{ name: 'panel of a coordinator', route: '/(app)/panel', path: '/panel', as: ({ celina }) => celina },
	{ name: 'panel of an administrator', route: '/(app)/panel', path: '/panel', as: ({ admin }) => admin },
	{ name: 'pupils', route: PUPILS, path: '/panel/osoby', as: ({ celina }) => celina },
	{ name: 'pupils of every school', route: PUPILS, path: '/panel/osoby', as: ({ admin }) => admin },
	{ name: 'pupils, none', route: PUPILS, path: '/panel/osoby', as: ({ darek }) => darek },
	{ name: 'pupils, not found', route: PUPILS, path: '/panel/osoby?szukaj=xyz', as: ({ celina }) => celina },
	{ name: 'new pupils', route: `${PUPILS}/nowe`, path: '/panel/osoby/nowe', as: ({ celina }) => celina },
	{
		name: 'new pupils, refused',
		route: `${PUPILS}/nowe`,
		path: '/panel/osoby/nowe',
		as: ({ admin }) => admin,
		then: press('Utwórz konta'),
		status: 400
	},
	{
		name: 'new pupils, cards',
		route: `${PUPILS}/nowe`,
		path: '/panel/osoby/nowe',
		as: ({ celina }) => celina,
		then: async (page) => {
			await page.getByLabel('Pseudonimy uczniów').fill('Brzęczysława Konstantynopolitańczyk\nОлександра\nKuba');
			await press('Utwórz konta')(page);
		}
	},
	{
		name: 'pupil',
		route: `${PUPILS}/[pupilId]`,
		path: ({ pupil }) => `/panel/osoby/${pupil.id}`,
		as: ({ celina }) => celina
	},
	{
		name: 'pupil, blocked',
		route: `${PUPILS}/[pupilId]`,
		path: ({ blockedPupil }) => `/panel/osoby/${blockedPupil.id}`,
		as: ({ celina }) => celina
	},
	{
		name: 'pupil, new card',
		route: `${PUPILS}/[pupilId]`,
		path: ({ pupil }) => `/panel/osoby/${pupil.id}`,
		as: ({ celina }) => celina,
		then: press('Daj nową kartę')
	},
	{
		name: 'erase a pupil',
		route: `${PUPILS}/[pupilId]/usun`,
		path: ({ pupil }) => `/panel/osoby/${pupil.id}/usun`,
		as: ({ celina }) => celina
	},
	{
		name: 'erase a pupil, refused',
		route: `${PUPILS}/[pupilId]/usun`,
		path: ({ pupil }) => `/panel/osoby/${pupil.id}/usun`,
		as: ({ celina }) => celina,
		then: press('Usuń konto ucznia na zawsze'),
		status: 400
	},
	{ name: 'organizations', route: ORGANIZATIONS, path: '/panel/organizacje', as: ({ admin }) => admin },
	{
		name: 'organizations, refused',
		route: ORGANIZATIONS,
		path: '/panel/organizacje',
		as: ({ admin }) => admin,
		then: press('Dodaj organizację'),
		status: 400
	},
	{
		name: 'organization',
		route: `${ORGANIZATIONS}/[organizationId]`,
		path: ({ school }) => `/panel/organizacje/${school.id}`,
		as: ({ admin }) => admin,
		then: openAll
	},
	{
		name: 'organization, role not granted',
		route: `${ORGANIZATIONS}/[organizationId]`,
		path: ({ school }) => `/panel/organizacje/${school.id}`,
		as: ({ admin }) => admin,
		then: press('Zaproś'),
		status: 400
	},
	{
		name: 'organization, role not taken',
		route: `${ORGANIZATIONS}/[organizationId]`,
		path: ({ school }) => `/panel/organizacje/${school.id}`,
		as: ({ admin }) => admin,
		then: async (page) => {
			await openAll(page);
			await press('Odbierz rolę')(page);
		},
		status: 400
	},
	{ name: 'register', route: REGISTER, path: '/panel/zaswiadczenia', as: ({ celina }) => celina },
	{ name: 'register, empty', route: REGISTER, path: '/panel/zaswiadczenia', as: ({ darek }) => darek },
	{
		name: 'register, not found',
		route: REGISTER,
		path: '/panel/zaswiadczenia?szukaj=nikt',
		as: ({ celina }) => celina
	},
	...(['valid', 'revoked', 'replaced'] as const).map((state) => ({
		name: `register, one ${state}`,
		route: `${REGISTER}/[id]`,
		path: ({ certificates }: World) => `/panel/zaswiadczenia/${certificates[state].id}`,
		as: ({ celina }: World) => celina,
		then: openAll
	})),
	{
		name: 'register, revocation refused',
		route: `${REGISTER}/[id]`,
		path: ({ certificates }) => `/panel/zaswiadczenia/${certificates.valid.id}`,
		as: ({ celina }) => celina,
		then: async (page) => {
			await openAll(page);
			await press('Unieważnij na zawsze')(page);
		},
		status: 400
	},
	{
		name: 'register, correction refused',
		route: `${REGISTER}/[id]`,
		path: ({ certificates }) => `/panel/zaswiadczenia/${certificates.valid.id}`,
		as: ({ celina }) => celina,
		then: press('Wydaj poprawione'),
		status: 400
	}
];
