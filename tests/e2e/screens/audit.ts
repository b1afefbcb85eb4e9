import { press, type Screen } from './screen.ts';

const LOG = '/(app)/panel/dziennik';

/** Who did what on whom. */
export const auditScreens: Screen[] = [
	{ name: 'audit log of a school', route: LOG, path: '/panel/dziennik', as: ({ celina }) => celina },
	{ name: 'audit log of everything', route: LOG, path: '/panel/dziennik', as: ({ admin }) => admin },
	{ name: 'audit log, nobody like that', route: LOG, path: '/panel/dziennik?dotyczy=nikt', as: ({ celina }) => celina },
	{ name: 'audit log, nothing', route: LOG, path: '/panel/dziennik?do=2020-01-01', as: ({ celina }) => celina },
	{
		name: 'audit log, checked',
		route: LOG,
		path: '/panel/dziennik',
		as: ({ celina }) => celina,
		then: press('Sprawdź ciągłość')
	}
];
