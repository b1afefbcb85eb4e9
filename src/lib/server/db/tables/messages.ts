import type { Instant, Json } from './values.ts';

export interface NotificationTable {
	id: string;
	userAccountId: string;
	kind: string;
	/** `NotificationContent` as JSON. */
	content: Json;
	/** The same key is told once. */
	dedupeKey: string | null;
	createdAt: Instant;
	/** Not before: pupils have quiet hours. */
	visibleAt: Instant;
	readAt: Instant | null;
	/** When to mail it; null: not at all, or done, or read already. */
	mailDueAt: Instant | null;
}

export interface NotificationPreferenceTable {
	userAccountId: string;
	kind: string;
	mail: 'atOnce' | 'daily' | 'weekly' | 'never';
}

export interface CalendarFeedTable {
	userAccountId: string;
	/** SHA-256 of the token, in hexadecimal. */
	digest: string;
	createdAt: Instant;
}

export interface OutboxTable {
	id: string;
	kind: string;
	payload: Json;
	state: 'waiting' | 'done' | 'failed';
	createdAt: Instant;
	/** Not before; while a process works on it, the end of its lease. */
	availableAt: Instant;
	tryCount: number;
	leaseToken: string | null;
	lastError: string | null;
	finishedAt: Instant | null;
}
