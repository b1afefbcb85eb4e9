import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { courseSchemas } from '../lib/courses/server/json-schemas.ts';
import { keySnippets } from '../lib/courses/server/key-snippets.ts';

const FOLDER = 'courses/.schema';
const SNIPPETS = '.vscode/naglowki.code-snippets';

/** `npm run courses:schema`: JSON Schemas of front matter and snippets of its keys, from which editors complete them. */
mkdirSync(FOLDER, { recursive: true });
for (const [name, text] of Object.entries(courseSchemas())) writeFileSync(join(FOLDER, name), text);
writeFileSync(SNIPPETS, keySnippets());
console.log(`Zapisano schematy w ${FOLDER} i szablony kluczy w ${SNIPPETS}.`);
