import { copyFileSync, mkdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import Database from 'better-sqlite3';
import { openDatabase } from '#lib/server/db/db.ts';
import { buildPreload } from '../../support/preload.ts';
import { FATES, FileOnDisk, readDiskLog, type DiskEvent, type Fate } from '../disk-log.ts';
import type { Fault } from '../fault.ts';
import type { Stage } from '../stage.ts';
import { verifyAnswers } from '../verify.ts';

const LOG = 'disk.log';

/**
 * The power fails at chosen moments, most of them right after a confirmation. The database is made anew from what was
 * written up to the last sync before the moment, and from what a disk may have kept of the rest; each one must open, be
 * whole, and hold every answer confirmed until then.
 */
export const powerCut: Fault = {
	name: 'power cut',
	databases: ['sqlite'],
	speed: 200,
	settings: (dataDir, folder) => ({
		LD_PRELOAD: buildPreload('faulty-disk', folder),
		DISK_FOLDER: realpathSync(dataDir),
		DISK_LOG: join(folder, LOG)
	}),
	/** Goes on until the log of SQLite was copied into the file: the only time when the file itself is written. */
	async cause(stage) {
		const log = join(stage.folder, LOG);
		const from = keepFiles(stage);
		stage.ledger.takeMark = () => statSync(log).size;
		const before = statSync(stage.databaseFile).mtimeMs;
		do await stage.ledger.untilMore(100);
		while (statSync(stage.databaseFile).mtimeMs === before);
		await stage.ledger.untilMore(100);
		stage.ledger.takeMark = () => Number.POSITIVE_INFINITY;
		const failures = await cutThePower(stage, readDiskLog(log, from));
		if (failures.length > 0) throw new Error(`${failures.length} broken promises:\n${failures.slice(0, 5).join('\n')}`);
	}
};

/** Copies the files while nobody may write. @returns how long the log of the disk is then */
function keepFiles(stage: Stage): number {
	mkdirSync(join(stage.folder, 'before'));
	const lock = new Database(stage.databaseFile);
	lock.exec('begin immediate');
	for (const file of files(stage)) copyFileSync(file, join(stage.folder, 'before', basename(file)));
	const { size } = statSync(join(stage.folder, LOG));
	lock.exec('rollback');
	lock.close();
	return size;
}

const files = ({ databaseFile }: Stage) => [databaseFile, `${databaseFile}-wal`];

/** @returns a sentence for each promise that an image breaks */
async function cutThePower(stage: Stage, events: DiskEvent[]): Promise<string[]> {
	const onDisk = new Map(
		files(stage).map((file) => [
			realpathSync(file),
			new FileOnDisk(readFileSync(join(stage.folder, 'before', basename(file))))
		])
	);
	const failures: string[] = [];
	const moments = chooseMoments(stage, events);
	for (const event of events) {
		while (moments[0] !== undefined && moments[0] < event.end) {
			const moment = moments.shift() as number;
			for (const fate of FATES) failures.push(...(await judge(stage, onDisk, moment, fate)));
		}
		onDisk.get(event.path)?.take(event);
	}
	return failures;
}

/** Places in the log: half of them where an answer was just confirmed, the others between the changes of the file. */
function chooseMoments({ ledger, isLong }: Stage, events: DiskEvent[]): number[] {
	const count = isLong ? 40 : 3;
	const marks = ledger.entries.flatMap(({ mark }) => (mark > 0 && Number.isFinite(mark) ? [mark] : []));
	const copying = events.filter(({ path }) => path.endsWith('.db')).map(({ end }) => end);
	const some = (places: number[]) =>
		Array.from({ length: count }, () => places[Math.floor(Math.random() * places.length)] as number);
	return [...some(marks), ...some(copying)].sort((a, b) => a - b);
}

async function judge(stage: Stage, onDisk: Map<string, FileOnDisk>, moment: number, fate: Fate): Promise<string[]> {
	const folder = join(stage.folder, 'after');
	mkdirSync(folder);
	for (const [path, file] of onDisk) writeFileSync(join(folder, basename(path)), file.afterPowerCut(fate));
	const image = join(folder, basename(stage.databaseFile));
	try {
		const whole = wholeness(image);
		if (whole !== 'ok') return [`At ${moment}, ${fate}: ${whole}`];
		const promised = stage.ledger.entries.map((entry) => (entry.mark <= moment ? entry : { ...entry, state: null }));
		const db = openDatabase(`sqlite:${image}`);
		const { lost, doubled } = await verifyAnswers(db, promised, stage.learners);
		await db.destroy();
		return [...lost, ...doubled].map((what) => `At ${moment}, ${fate}: ${what}`);
	} finally {
		rmSync(folder, { recursive: true });
	}
}

function wholeness(image: string): string {
	const database = new Database(image);
	try {
		const broken = database.pragma('foreign_key_check') as unknown[];
		if (broken.length > 0) return `${broken.length} broken references`;
		return String(database.pragma('integrity_check', { simple: true }));
	} finally {
		database.close();
	}
}
