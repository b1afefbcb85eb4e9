import { foldPolish } from '#lib/format.ts';
import type { PortableOf } from './portable-question.ts';

/** Letters without tails and digits, each name once. */
export function plainNames({ variables }: PortableOf<'calculated'>): (name: string) => string {
	const names = new Map<string, string>();
	for (const { name } of variables) {
		const plain = foldPolish(name).replace(/[^a-z0-9_]/g, '_');
		const taken = [...names.values()];
		names.set(name, taken.includes(plain) ? `${plain}_${names.size + 1}` : plain);
	}
	return (name) => names.get(name) ?? name;
}
