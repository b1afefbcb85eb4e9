import { randomBytes } from 'node:crypto';
import type { Db } from './db/db.ts';

/** A secret key of this installation: made once, whoever asks first; it travels with backups. */
export async function getInstanceKey(db: Db, name: string): Promise<Buffer> {
	const key = await findKey(db, name);
	if (key) return key;
	await db
		.insertInto('instanceSetting')
		.values({ name, value: randomBytes(32).toString('base64') })
		.onConflict((conflict) => conflict.column('name').doNothing())
		.execute();
	const made = await findKey(db, name);
	if (!made) throw new Error(`The key ${name} was not kept.`);
	return made;
}

async function findKey(db: Db, name: string): Promise<Buffer | null> {
	const row = await db.selectFrom('instanceSetting').select('value').where('name', '=', name).executeTakeFirst();
	return row ? Buffer.from(row.value, 'base64') : null;
}
