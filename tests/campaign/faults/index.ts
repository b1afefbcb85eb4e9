import type { Fault } from '../fault.ts';
import { clockJump } from './clock-jump.ts';
import { foreignLock } from './foreign-lock.ts';
import { fullDisk } from './full-disk.ts';
import { kill } from './kill.ts';
import { offline } from './offline.ts';
import { postgresRestart } from './postgres-restart.ts';
import { readOnly } from './read-only.ts';
import { repeatedRequests } from './repeated-requests.ts';
import { signedOut } from './signed-out.ts';
import { twoTabs } from './two-tabs.ts';

/** In an order in which one class can go through all of them: the last one ends the tests. */
export const FAULTS: Fault[] = [
	kill,
	fullDisk,
	readOnly,
	foreignLock,
	postgresRestart,
	repeatedRequests,
	twoTabs,
	offline,
	signedOut,
	clockJump
];
