/**
 * A backup is gzipped text, one JSON value a line: the header; for each table its name and columns, then its rows as
 * arrays; at the end the SHA-256 of every line before. The same file fits SQLite and PostgreSQL.
 */
export interface BackupHeader {
	format: typeof FORMAT;
	version: number;
	/** Version of the program that wrote it. */
	program: string;
	createdAt: string;
	/** The migrations its tables have gone through. */
	migrations: string[];
	/** Number of rows of each table, parents before children. */
	tables: Record<string, number>;
}

export interface TableLine {
	table: string;
	columns: string[];
}

export interface TrailerLine {
	sha256: string;
}

export type Value = string | number | null;

export const FORMAT = 'wspolnie-backup';
export const FORMAT_VERSION = 1;

/**
 * Sign-ins, links from mails and counted wrong passwords belong to one moment of one server: brought back, they would
 * open what was closed since. Waiting mail would be sent a second time, or to real people from a rehearsal.
 */
export const LEFT_OUT = new Set(['sign_in_session', 'account_token', 'sign_in_throttle', 'outbox']);

/** A file or a database that a backup or a restore refuses; the message is for the operator. */
export class BackupError extends Error {}
