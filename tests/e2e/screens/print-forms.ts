import { course } from '../world.ts';
import type { Screen } from './screen.ts';

const PRINT = '/(app)/grupy/[groupId]/kursy/[course]/wydruk';
const test = course.lessons.find(({ quiz }) => quiz?.kind === 'test')!.slug;
const as: Screen['as'] = ({ groups }) => groups.teacher;
const at =
	(rest: string): Screen['path'] =>
	({ groups }) =>
		`/grupy/${groups.group.id}/kursy/${course.slug}/wydruk${rest}`;

export const printFormScreens: Screen[] = [
	{ name: 'tests to print', route: PRINT, path: at(''), as },
	{ name: 'printed test', route: `${PRINT}/[quiz]`, path: at(`/${test}?formy=2&kod=k7m2xq-3fa91c`), as },
	{ name: 'printed test, wrong code', route: `${PRINT}/[quiz]`, path: at(`/${test}?formy=2&kod=x`), as, status: 400 }
];
