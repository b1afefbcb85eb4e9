import { course, type World } from '../world.ts';
import { openAll, press, send, type Screen } from './screen.ts';

const BOARD = '/(app)/grupy/[groupId]/kursy/[course]';
const ATTEMPT = '/(app)/grupy/[groupId]/osoby/[personId]/podejscia/[attemptId]';
const teacher = ({ board }: World) => board.teacher;
const at =
	(path: string) =>
	({ board }: World) =>
		`/grupy/${board.group.id}/kursy/${course.slug}${path}`;
const attempt =
	(which: 'open' | 'closed') =>
	({ board }: World) => {
		const [personId, attemptId] = board.attempts[which];
		return `/grupy/${board.group.id}/osoby/${personId}/podejscia/${attemptId}`;
	};
const write = press('Napisz do zaznaczonych');

/** How a group is doing, as those who teach it see it. */
export const boardScreens: Screen[] = [
	{ name: 'board', route: BOARD, path: at(''), as: teacher, then: openAll },
	{ name: 'board, those who need help', route: BOARD, path: at('?pokaz=pomoc&zaznacz=pomoc'), as: teacher },
	{ name: 'board, nobody found', route: BOARD, path: at('?szukaj=xyz'), as: teacher },
	{
		name: 'board of an archived group',
		route: BOARD,
		path: ({ groups }) => `/grupy/${groups.oldGroup.id}/kursy/${course.slug}`,
		as: ({ groups }) => groups.teacher
	},
	{ name: 'hardest questions', route: `${BOARD}/pytania`, path: at('/pytania'), as: teacher },
	{
		name: 'hardest questions, none yet',
		route: `${BOARD}/pytania`,
		path: ({ groups }) => `/grupy/${groups.group.id}/kursy/${course.slug}/pytania`,
		as: ({ groups }) => groups.teacher
	},
	{ name: 'message, nobody chosen yet', route: `${BOARD}/wiadomosc`, path: at('/wiadomosc'), as: teacher },
	{ name: 'message, nobody chosen', route: `${BOARD}/wiadomosc`, path: at(''), as: teacher, then: write },
	{
		name: 'message to the chosen',
		route: `${BOARD}/wiadomosc`,
		path: at('?zaznacz=pomoc'),
		as: teacher,
		then: write
	},
	{
		name: 'message, refused',
		route: `${BOARD}/wiadomosc`,
		path: at('?zaznacz=pomoc'),
		as: teacher,
		then: async (page) => {
			await write(page);
			await send(page, page.getByRole('button', { name: 'Wyślij' }));
		},
		status: 400
	},
	{ name: 'message sent', route: `${BOARD}/wiadomosc`, path: at('/wiadomosc?wyslano=5'), as: teacher },
	{ name: 'attempt of a learner', route: ATTEMPT, path: attempt('closed'), as: teacher },
	{ name: 'open attempt of a learner', route: ATTEMPT, path: attempt('open'), as: teacher }
];
