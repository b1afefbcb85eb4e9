import { course, type World } from '../world.ts';
import { press, type Screen } from './screen.ts';

const MARKING = '/(app)/grupy/[groupId]/kursy/[course]/ocenianie';
const list = ({ groups }: World) => `/grupy/${groups.group.id}/kursy/${course.slug}/ocenianie`;
const answer = (world: World) => `${list(world)}/${world.marking.waiting.attemptId}/1`;
const teacher = ({ groups }: World) => groups.teacher;

/** What readers see of open answers, and learners of files and of waiting. */
export const markingScreens: Screen[] = [
	{ name: 'answers to mark', route: MARKING, path: list, as: teacher },
	{
		name: 'an answer to mark, refused',
		route: `${MARKING}/[attemptId]/[position]`,
		path: answer,
		as: teacher,
		then: press('Zapisz i przejdź do następnej'),
		status: 400
	},
	{
		name: 'an attempt with a file',
		route: '/(app)/podejscia/[attemptId]',
		path: ({ marking }) => `/podejscia/${marking.writing.attemptId}`,
		as: ({ marking }) => marking.writing.person
	},
	{
		name: 'an attempt that waits for marks',
		route: '/(app)/podejscia/[attemptId]',
		path: ({ marking }) => `/podejscia/${marking.waiting.attemptId}`,
		as: ({ marking }) => marking.waiting.person
	},
	{
		name: 'an answer to mark for authors',
		route: '/(app)/autor/[course]/ocenianie/[attemptId]/[position]',
		path: ({ marking }) => `/autor/${course.slug}/ocenianie/${marking.alone.attemptId}/2`,
		as: ({ regrades }) => regrades.author
	},
	{
		name: 'answers to mark for authors',
		route: '/(app)/autor/[course]/ocenianie',
		path: () => `/autor/${course.slug}/ocenianie`,
		as: ({ regrades }) => regrades.author
	}
];
