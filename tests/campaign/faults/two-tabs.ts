import type { Fault } from '../fault.ts';

/** Everybody has the test open in two tabs and answers now in the one, now in the other. */
export const twoTabs: Fault = {
	name: 'two tabs',
	databases: ['sqlite', 'postgres'],
	async cause(stage) {
		for (const { browser } of stage.learners) browser.openTab();
		await stage.ledger.untilMore(stage.isLong ? 300 : 60);
	}
};
