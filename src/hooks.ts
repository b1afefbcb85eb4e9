import type { Transport } from '@sveltejs/kit/hooks';
import { Unsent } from '#lib/ui/unsent.ts';

export const transport: Transport = {
	Unsent: {
		encode: (value) => value instanceof Unsent && 1,
		decode: () => new Unsent(undefined)
	}
};
