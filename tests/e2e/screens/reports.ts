import { course, type World } from '../world.ts';
import { openAll, press, type Screen } from './screen.ts';

const COURSE = '/(app)/grupy/[groupId]/kursy/[course]';
const teacher = ({ groups }: World) => groups.teacher;
const at =
	(path: string | ((world: World) => string)) =>
	(world: World): string =>
		`/grupy/${world.groups.group.id}/kursy/${course.slug}${typeof path === 'string' ? path : path(world)}`;
const inArchive = (path: string) => (world: World) => `/grupy/${world.groups.oldGroup.id}/kursy/${course.slug}${path}`;
const person = at(({ groups }) => `/oceny/${groups.learner.id}`);

/** What teachers see of grades and reports. */
export const reportScreens: Screen[] = [
	{ name: 'grades', route: `${COURSE}/oceny`, path: at('/oceny'), as: teacher, then: openAll },
	{
		name: 'grades, refused',
		route: `${COURSE}/oceny`,
		path: at('/oceny'),
		as: teacher,
		then: async (page) => {
			await openAll(page);
			await page.getByLabel('Ocena 5').fill('10');
			await press('Zapisz zasady')(page);
		},
		status: 400
	},
	{ name: 'grades, archived', route: `${COURSE}/oceny`, path: inArchive('/oceny'), as: teacher },
	{ name: 'grades of a person', route: `${COURSE}/oceny/[personId]`, path: person, as: teacher },
	{
		name: 'grades of a person, refused',
		route: `${COURSE}/oceny/[personId]`,
		path: person,
		as: teacher,
		then: press('Zapisz decyzję'),
		status: 400
	},
	{ name: 'reports', route: `${COURSE}/raporty`, path: at('/raporty'), as: teacher },
	{ name: 'reports, archived', route: `${COURSE}/raporty`, path: inArchive('/raporty'), as: teacher },
	{
		name: 'report',
		route: `${COURSE}/raporty/[reportId]`,
		path: at(({ reports }) => `/raporty/${reports.reportId}`),
		as: teacher,
		then: openAll
	},
	{
		name: 'report without people, archived',
		route: `${COURSE}/raporty/[reportId]`,
		path: (world) => inArchive(`/raporty/${world.reports.oldReportId}`)(world),
		as: teacher
	}
];
