import { toJsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import {
	BankFrontMatter,
	CourseFrontMatter,
	LessonFrontMatter,
	ModuleFrontMatter,
	QuizFrontMatter,
	VariantFrontMatter
} from './front-matter-schemas.ts';

/** What VS Code shows above the list of keys. */
const FILES: Record<string, [title: string, schema: v.GenericSchema]> = {
	'course.schema.json': ['Nagłówek course.md', CourseFrontMatter],
	'module.schema.json': ['Nagłówek module.md', ModuleFrontMatter],
	'lesson.schema.json': ['Nagłówek lesson.md', LessonFrontMatter],
	'variant.schema.json': ['Nagłówek wariantu lekcji, na przykład lesson.etr.md', VariantFrontMatter],
	'quiz.schema.json': ['Nagłówek quiz.md', QuizFrontMatter],
	'bank.schema.json': ['Nagłówek bank.md', BankFrontMatter]
};

/** JSON Schemas of front matter as text, by file name. What only the checker can tell, such as real days, is left out. */
export function courseSchemas(): Record<string, string> {
	return Object.fromEntries(
		Object.entries(FILES).map(([name, [title, schema]]) => {
			const json = toJsonSchema(schema, { typeMode: 'input', errorMode: 'ignore' });
			return [name, `${JSON.stringify({ ...json, title }, null, '\t')}\n`];
		})
	);
}
