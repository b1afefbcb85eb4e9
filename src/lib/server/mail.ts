import type { Transporter } from 'nodemailer';
import type { Db } from './db/db.ts';
import { enqueue, type OutboxItem } from './outbox.ts';
import type { Settings } from './settings.ts';

const TIMEOUT_MS = 20_000;

export interface Mail {
	to: string;
	subject: string;
	/** Plain text. */
	text: string;
	/** Where its reader can ask for no more of the kind; absent for mail that people need. */
	listUnsubscribe?: string;
}

/** A mail to send once the transaction has been committed. No other way to send one exists. */
export async function sendMail(db: Db, mail: Mail, now: Date = new Date()): Promise<void> {
	await enqueue(db, 'mail', mail, now);
}

export interface MailCarrier {
	/** What was carried stays readable: the mailbox page shows it. */
	keepsMail: boolean;
	carry(item: OutboxItem<'mail'>): Promise<void>;
	close(): void;
}

/**
 * How mail leaves: by SMTP when there is a server for it; in development and in the demonstration into the mailbox
 * page; otherwise not at all, so it waits.
 */
export function createMailCarrier(
	settings: Pick<Settings, 'smtpUrl' | 'mailFrom' | 'mode' | 'origin'>
): MailCarrier | null {
	if (settings.smtpUrl) return smtpCarrier(settings.smtpUrl, settings);
	if (hasMailbox(settings)) return { keepsMail: true, carry: () => Promise.resolve(), close: () => {} };
	return null;
}

/** Whether the mailbox page exists. */
export function hasMailbox(settings: Pick<Settings, 'mode'>): boolean {
	return settings.mode !== 'production';
}

/** Whether mail leaves this server at all. */
export function isMailCarried(settings: Pick<Settings, 'smtpUrl' | 'mode'>): boolean {
	return settings.smtpUrl !== null || hasMailbox(settings);
}

function smtpCarrier(url: string, settings: Pick<Settings, 'mailFrom' | 'mode' | 'origin'>): MailCarrier {
	const timeouts = { connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS };
	let transport: Transporter | undefined;
	const host = new URL(settings.origin).hostname;
	return {
		keepsMail: hasMailbox(settings),
		async carry({ id, payload }) {
			// Loaded with the first mail: the start need not wait for it.
			const { createTransport } = await import('nodemailer');
			transport ??= createTransport({ url, pool: true, maxConnections: 3, ...timeouts }) as Transporter;
			await transport.sendMail({
				from: settings.mailFrom,
				to: { name: '', address: payload.to },
				subject: payload.subject,
				text: payload.text,
				// The same for every try: a mail server that gets it twice can tell.
				messageId: `<${id}@${host}>`,
				headers: {
					'Auto-Submitted': 'auto-generated',
					...(payload.listUnsubscribe && { 'List-Unsubscribe': `<${payload.listUnsubscribe}>` })
				},
				disableFileAccess: true,
				disableUrlAccess: true
			});
		},
		close: () => transport?.close()
	};
}

export interface KeptMail extends Mail {
	id: string;
	createdAt: string;
}

/** The newest mails, for the mailbox page. */
export async function listKeptMail(db: Db, limit = 50): Promise<KeptMail[]> {
	const rows = await db
		.selectFrom('outbox')
		.select(['id', 'createdAt', 'payload'])
		.where('kind', '=', 'mail')
		.orderBy('createdAt', 'desc')
		.limit(limit)
		.execute();
	return rows.map(({ id, createdAt, payload }) => {
		const { to = '', subject = '', text = '' } = JSON.parse(payload) as Partial<Mail>;
		return { id, createdAt, to, subject, text };
	});
}

/** The mails to an address whose text is still kept, the oldest first. */
export async function listMailTo(
	db: Db,
	to: string
): Promise<{ id: string; createdAt: string; state: string; subject: string }[]> {
	const rows = await db
		.selectFrom('outbox')
		.select(['id', 'createdAt', 'state', 'payload'])
		.where('kind', '=', 'mail')
		.where('payload', '!=', '{}')
		.orderBy('createdAt')
		.execute();
	return rows.flatMap(({ payload, ...row }) => {
		const mail = JSON.parse(payload) as Mail;
		return mail.to === to ? [{ ...row, subject: mail.subject }] : [];
	});
}
