import type { Stage } from './stage.ts';

export type Engine = 'sqlite' | 'postgres';

/** One kind of trouble while people answer. */
export interface Fault {
	name: string;
	/** The databases it can happen to. */
	databases: Engine[];
	/** Settings the server starts with; files may be made in `folder`. Libraries of several faults are all loaded. */
	settings?(dataDir: string, folder: string): Record<string, string>;
	/** Many times faster than usual for troubles of many minutes. */
	speed?: number;
	/** Makes the trouble while everybody answers, checks what the server says meanwhile, and takes it away again. */
	cause(stage: Stage): Promise<void>;
}
