import * as v from 'valibot';
import { closed, day, id, text, webAddress } from './front-matter-values.ts';

export const GlossaryFrontMatter = closed({
	title: text(120),
	lawAsOf: day,
	reviewBy: day,
	sources: v.array(
		closed({ id, title: text(300), address: v.optional(webAddress) }),
		'wpisz listę źródeł, każde z id i title'
	)
});
