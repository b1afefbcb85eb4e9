import { course, type World } from '../world.ts';
import { press, type Screen } from './screen.ts';

const REVIEWS = '/(app)/powtorki';
const GROUP_COURSE = '/(app)/grupy/[groupId]/kursy/[course]';
const inGroup = ({ board }: World) => `/grupy/${board.group.id}/kursy/${course.slug}`;

/** Reviews, and where people are sure and wrong. */
export const reviewScreens: Screen[] = [
	{ name: 'reviews, a question', route: REVIEWS, path: '/powtorki', as: ({ reviews }) => reviews.learner },
	{
		name: 'reviews, sent without an answer',
		route: REVIEWS,
		path: '/powtorki',
		as: ({ reviews }) => reviews.learner,
		then: press('Sprawdź'),
		status: 400
	},
	{ name: 'reviews, nothing yet', route: REVIEWS, path: '/powtorki', as: ({ newcomer }) => newcomer },
	{
		name: 'a pause of reviews',
		route: `${REVIEWS}/przerwa`,
		path: '/powtorki/przerwa',
		as: ({ reviews }) => reviews.paused
	},
	{
		name: 'sure and wrong, nothing',
		route: `${REVIEWS}/pewne-a-bledne`,
		path: '/powtorki/pewne-a-bledne',
		as: ({ reviews }) => reviews.learner
	},
	{
		name: 'what a group remembers, too few people',
		route: `${GROUP_COURSE}/powtorki`,
		path: (world) => `${inGroup(world)}/powtorki`,
		as: ({ board }) => board.teacher
	},
	{
		name: 'sure and wrong in a group, nothing asked',
		route: `${GROUP_COURSE}/pewnosc`,
		path: (world) => `${inGroup(world)}/pewnosc`,
		as: ({ board }) => board.teacher
	}
];
