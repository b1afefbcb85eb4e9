import { setTimeout as wait } from 'node:timers/promises';
import type { Fault } from '../fault.ts';

const SPEED = 300;
const TEN_MINUTES_MS = 600_000;

/** No network for ten minutes of the browser's time; people go on answering. */
export const offline: Fault = {
	name: 'ten minutes offline',
	databases: ['sqlite', 'postgres'],
	speed: SPEED,
	async cause(stage) {
		stage.network = () => Promise.reject(new TypeError('Failed to fetch'));
		await wait(TEN_MINUTES_MS / SPEED);
		stage.network = (send) => send();
	}
};
