import { lessonPath } from '#lib/courses/course.ts';
import { course, lesson, otherCourse, testLesson, type World } from '../world.ts';
import { openAll, press, type Screen } from './screen.ts';

const GROUPS = '/(app)/grupy';
const GROUP = `${GROUPS}/[groupId]`;
const LESSON = '/(public)/kursy/[course]/[module]/[lesson]';
const teacher = ({ groups }: World) => groups.teacher;
const learner = ({ groups }: World) => groups.learner;
const at =
	(path: string) =>
	({ groups }: World) =>
		`/grupy/${groups.group.id}${path}`;
const rules = `/kursy/${course.slug}/zasady`;
const secondLesson = course.lessons[1] ?? lesson;

/** What teachers see of their groups, and learners of the rules of theirs. */
export const groupScreens: Screen[] = [
	{ name: 'groups', route: GROUPS, path: '/grupy', as: teacher },
	{ name: 'groups, not allowed', route: GROUPS, path: '/grupy', as: learner, status: 403, isBare: true },
	{ name: 'groups, none', route: GROUPS, path: '/grupy', as: ({ darek }) => darek },
	{ name: 'groups, nothing found', route: GROUPS, path: '/grupy?szukaj=xyz', as: teacher },
	{ name: 'groups, archive', route: GROUPS, path: '/grupy?archiwum', as: teacher },
	{ name: 'new group', route: `${GROUPS}/nowa`, path: '/grupy/nowa', as: teacher },
	{ name: 'new group of a coordinator', route: `${GROUPS}/nowa`, path: '/grupy/nowa', as: ({ celina }) => celina },
	{
		name: 'new group, refused',
		route: `${GROUPS}/nowa`,
		path: '/grupy/nowa',
		as: teacher,
		then: press('Utwórz grupę'),
		status: 400
	},
	{ name: 'group', route: GROUP, path: at(''), as: teacher },
	{ name: 'group, new', route: GROUP, path: ({ groups }) => `/grupy/${groups.emptyGroup.id}`, as: teacher },
	{ name: 'group, course just added', route: GROUP, path: at(`?dodano=${course.slug}`), as: teacher },
	{ name: 'group, archived', route: GROUP, path: ({ groups }) => `/grupy/${groups.oldGroup.id}`, as: teacher },
	{ name: 'courses to add', route: `${GROUP}/kursy`, path: at('/kursy'), as: teacher },
	{ name: 'rules of a course', route: `${GROUP}/kursy/[course]/zasady`, path: at(rules), as: teacher },
	{
		name: 'rules of a course, refused',
		route: `${GROUP}/kursy/[course]/zasady`,
		path: at(rules),
		as: teacher,
		then: async (page) => {
			await page.getByLabel('Własny próg sprawdzianu').fill('10');
			await press('Zapisz zasady')(page);
		},
		status: 409
	},
	{
		name: 'rules of a course, archived',
		route: `${GROUP}/kursy/[course]/zasady`,
		path: ({ groups }) => `/grupy/${groups.oldGroup.id}${rules}`,
		as: teacher
	},
	{
		name: 'take a course back',
		route: `${GROUP}/kursy/[course]/zasady/odbierz`,
		path: at(`${rules}/odbierz`),
		as: teacher
	},
	{ name: 'settings of a group', route: `${GROUP}/ustawienia`, path: at('/ustawienia'), as: teacher, then: openAll },
	{
		name: 'settings of a group, refused',
		route: `${GROUP}/ustawienia`,
		path: at('/ustawienia'),
		as: teacher,
		then: press('Dodaj zespół'),
		status: 400
	},
	{
		name: 'settings of a group, archived',
		route: `${GROUP}/ustawienia`,
		path: ({ groups }) => `/grupy/${groups.oldGroup.id}/ustawienia`,
		as: teacher
	},
	{ name: 'my learning in a group', route: '/(app)/moje', path: '/moje', as: learner },
	{
		name: 'my learning, group archived',
		route: '/(app)/moje',
		path: '/moje',
		as: ({ groups }) => groups.formerLearner
	},
	{
		name: 'leave a group',
		route: '/(app)/moje/grupy/[groupId]/opusc',
		path: ({ groups }) => `/moje/grupy/${groups.group.id}/opusc`,
		as: learner
	},
	{
		name: 'course with rules of a group',
		route: '/(public)/kursy/[course]',
		path: `/kursy/${course.slug}`,
		as: learner
	},
	{ name: 'lesson, locked', route: LESSON, path: lessonPath(course, secondLesson), as: learner },
	{ name: 'test, locked', route: LESSON, path: lessonPath(course, testLesson), as: learner },
	{
		name: 'lesson of a course that opens later',
		route: LESSON,
		path: lessonPath(otherCourse, otherCourse.lessons[0] ?? lesson),
		as: learner
	}
];
