import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { courseSchemas } from '../lib/courses/server/json-schemas.ts';

const FOLDER = 'courses/.schema';

/** `npm run courses:schema`: JSON Schemas of front matter, from which editors complete keys. */
mkdirSync(FOLDER, { recursive: true });
for (const [name, text] of Object.entries(courseSchemas())) {
	writeFileSync(join(FOLDER, name), text);
	console.log(`Zapisano ${FOLDER}/${name}.`);
}
