import { setTimeout as wait } from 'node:timers/promises';
import type { Fault } from '../fault.ts';

/** Everybody's sign-in ends in the middle of the test; they answer on, sign in again, and the page sends what waits. */
export const signedOut: Fault = {
	name: 'sign-in expired',
	databases: ['sqlite', 'postgres'],
	async cause(stage) {
		for (let times = stage.isLong ? 3 : 1; times > 0; times--) {
			await stage.db.deleteFrom('signInSession').execute();
			const hasNoticed = () => stage.learners.every(({ browser }) => browser.tabs[0]?.isSignedOut);
			while (!hasNoticed()) await wait(20);
			for (const { visitor, personId } of stage.learners) await visitor.signInAs(stage.db, { id: personId });
			await stage.ledger.untilMore(50);
		}
	}
};
