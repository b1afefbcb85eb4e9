import { lessonPath } from '#lib/courses/course.ts';
import { course, lesson } from '../world.ts';
import type { Screen } from './screen.ts';

/** Questions of the types that no shipped test has, asked and answered. */
export const questionTypeScreens: Screen[] = [
	{
		name: 'attempt, newer types',
		route: '/(app)/podejscia/[attemptId]',
		path: ({ questionTypes }) => `/podejscia/${questionTypes.test.id}`,
		as: ({ questionTypes }) => questionTypes.test.person
	},
	{
		name: 'practice, newer types answered',
		route: '/(public)/kursy/[course]/[module]/[lesson]',
		path: lessonPath(course, lesson),
		as: ({ questionTypes }) => questionTypes.practice.person
	}
];
