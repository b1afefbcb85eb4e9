/** What people are told about; labels for their preferences. */
export const NOTIFICATION_KINDS = {
	message: 'Wiadomości od osób, które prowadzą Twoje grupy',
	assigned: 'Nowy kurs w\u00a0grupie',
	due: 'Zbliżający się termin',
	result: 'Ocena Twojej pracy albo zmiana wyniku',
	report: 'Odpowiedź na Twoją uwagę do pytania',
	certificate: 'Wydane zaświadczenie lub dyplom',
	group: 'Zmiany w\u00a0grupach, które prowadzisz'
} as const;
export type NotificationKind = keyof typeof NOTIFICATION_KINDS;

/** As stored and shown, in the app and in mail. */
export interface NotificationContent {
	title: string;
	/** Plain text; may be empty. */
	text: string;
	/** A path of ours to go to; null: nothing to do. */
	path: string | null;
}
