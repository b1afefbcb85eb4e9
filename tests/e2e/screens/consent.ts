import { press, type Screen } from './screen.ts';

const ASK = '/(public)/rejestracja/zgoda';
const CHILD = `${ASK}/[childToken]`;
const GUARDIAN = '/(public)/zgoda/[token]';
const PAPER = '/(app)/panel/zgody/[consentId]';

/** The consent of a guardian, from both sides. */
export const consentScreens: Screen[] = [
	{ name: 'consent, asking', route: ASK, path: '/rejestracja/zgoda' },
	{ name: 'consent, refused form', route: ASK, path: '/rejestracja/zgoda', then: press('Poproś o zgodę'), status: 400 },
	{ name: 'consent, child waits', route: CHILD, path: ({ consents }) => consents.paper.childPath },
	{
		name: 'consent, paper form',
		route: `${CHILD}/formularz`,
		path: ({ consents }) => `${consents.paper.childPath}/formularz`
	},
	{ name: 'consent, child may begin', route: CHILD, path: ({ consents }) => consents.confirmed.childPath },
	{ name: 'consent, child told no', route: CHILD, path: ({ consents }) => consents.withdrawn.childPath },
	{ name: 'consent, guardian asked on paper', route: GUARDIAN, path: ({ consents }) => consents.paper.guardianPath },
	{ name: 'consent, guardian has agreed', route: GUARDIAN, path: ({ consents }) => consents.confirmed.guardianPath },
	{ name: 'consent, guardian has refused', route: GUARDIAN, path: ({ consents }) => consents.withdrawn.guardianPath },
	{ name: 'consent, dead link', route: GUARDIAN, path: '/zgoda/nieznany', status: 404 },
	{ name: 'consents on paper', route: '/(app)/panel/zgody', path: '/panel/zgody', as: ({ admin }) => admin },
	{
		name: 'consent on paper',
		route: PAPER,
		path: ({ consents }) => consents.paper.panelPath,
		as: ({ admin }) => admin
	},
	{
		name: 'consent on paper, taken',
		route: PAPER,
		path: ({ consents }) => consents.confirmed.panelPath,
		as: ({ admin }) => admin
	}
];
