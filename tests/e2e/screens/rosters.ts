import type { World } from '../world.ts';
import { openAll, press, type Screen } from './screen.ts';

const GROUP = '/(app)/grupy/[groupId]/import';
const ORGANIZATION = '/(app)/grupy/import';

const as = ({ rosters }: World) => rosters.teacher;
const at =
	(which: 'applied' | 'undone' | 'preview' | 'mistakes' | 'unknown', rest = '') =>
	({ rosters }: World) =>
		`/grupy/${rosters.group.id}/import/${rosters[which]}${rest}`;

const inArchive =
	(rest: (rosters: World['rosters']) => string) =>
	({ rosters }: World) =>
		`/grupy/${rosters.archived.id}/import${rest(rosters)}`;

/** Lists of people read in from files. */
export const rosterScreens: Screen[] = [
	{
		name: 'list from a file',
		route: GROUP,
		path: ({ rosters }) => `/grupy/${rosters.group.id}/import`,
		as,
		then: openAll
	},
	{
		name: 'list from a file, none chosen',
		route: GROUP,
		path: ({ rosters }) => `/grupy/${rosters.group.id}/import`,
		as,
		then: press('Pokaż podgląd'),
		status: 400
	},
	{ name: 'list, preview', route: `${GROUP}/[importId]`, path: at('preview'), as, then: openAll },
	{ name: 'list, some rows', route: `${GROUP}/[importId]`, path: at('preview', '?pokaz=new&strona=2'), as },
	{
		name: 'list, people not decided about',
		route: `${GROUP}/[importId]`,
		path: at('preview'),
		as,
		then: press('Wczytaj listę'),
		status: 400
	},
	{ name: 'list, mistakes', route: `${GROUP}/[importId]`, path: at('mistakes'), as },
	{ name: 'list, read in', route: `${GROUP}/[importId]`, path: at('applied'), as },
	{ name: 'list, taken back', route: `${GROUP}/[importId]`, path: at('undone'), as },
	{ name: 'list from a file, archived', route: GROUP, path: inArchive(() => ''), as },
	{
		name: 'list, preview in the archive',
		route: `${GROUP}/[importId]`,
		path: inArchive(({ archivedPreview }) => `/${archivedPreview}`),
		as
	},
	{
		name: 'list, read in before the archive',
		route: `${GROUP}/[importId]`,
		path: inArchive(({ archivedApplied }) => `/${archivedApplied}`),
		as
	},
	{ name: 'columns', route: `${GROUP}/[importId]/kolumny`, path: at('unknown', '/kolumny'), as },
	{
		name: 'columns, refused',
		route: `${GROUP}/[importId]/kolumny`,
		path: at('unknown', '/kolumny'),
		as,
		then: press('Pokaż podgląd'),
		status: 400
	},
	{ name: 'OneRoster', route: ORGANIZATION, path: '/grupy/import', as: ({ celina }) => celina },
	{
		name: 'OneRoster, none chosen',
		route: ORGANIZATION,
		path: '/grupy/import',
		as: ({ celina }) => celina,
		then: press('Pokaż podgląd'),
		status: 400
	},
	{
		name: 'OneRoster, preview',
		route: `${ORGANIZATION}/[rosterId]`,
		path: ({ rosters }) => `/grupy/import/${rosters.oneRoster}`,
		as: ({ celina }) => celina
	}
];
