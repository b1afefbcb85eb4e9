/**
 * What each action of the audit log says, as read after „kto” and before „na kim”. An action without a sentence fails a
 * test.
 */
export const SENTENCES: Record<string, string> = {
	'account.erased': 'konto usunięto na zawsze',
	'admin.created': 'powstało konto administratora',
	'auditLog.exported': 'pobrano dziennik jako plik',
	'certificate.corrected': 'poprawiono zaświadczenie',
	'certificate.revoked': 'unieważniono zaświadczenie',
	'consent.confirmed': 'przyjęto zgodę opiekuna',
	'consent.withdrawn': 'cofnięto zgodę opiekuna albo jej odmówiono',
	'coordinator.granted': 'nadano rolę koordynatora',
	'coordinator.revoked': 'odebrano rolę koordynatora',
	'course.assigned': 'przypisano kurs grupie',
	'course.rulesChanged': 'zmieniono zasady kursu w grupie',
	'course.takenBack': 'zabrano kurs grupie',
	'database.restored': 'odtworzono bazę z kopii zapasowej',
	'group.teacherAdded': 'dodano prowadzącego grupy',
	'group.teacherRemoved': 'odebrano grupie prowadzącego',
	'invitation.accepted': 'przyjęto zaproszenie',
	'invitation.created': 'wystawiono zaproszenie',
	'invitation.revoked': 'wycofano zaproszenie',
	'liveSession.ended': 'zakończono quiz na żywo',
	'liveSession.started': 'rozpoczęto quiz na żywo',
	'organization.created': 'dodano organizację',
	'password.changed': 'zmieniono hasło',
	'password.reset': 'ustawiono nowe hasło z linku',
	'pupil.blocked': 'zablokowano konto',
	'pupil.codeReset': 'nadano nowy kod do logowania',
	'pupil.created': 'założono konto ucznia',
	'pupil.seen': 'obejrzano dane ucznia',
	'pupil.timeAdjusted': 'zmieniono czas w testach',
	'pupil.unblocked': 'odblokowano konto',
	'secondFactor.disabled': 'wyłączono drugi składnik logowania',
	'secondFactor.enabled': 'włączono drugi składnik logowania'
};

/** What entries are about, by the first part of their action: the choices of the filter. */
export const SUBJECTS: Record<string, string> = {
	account: 'usuwanie kont',
	admin: 'administratorzy',
	auditLog: 'dziennik',
	certificate: 'zaświadczenia',
	consent: 'zgody opiekunów',
	coordinator: 'koordynatorzy',
	course: 'kursy grup',
	database: 'baza danych',
	group: 'grupy',
	invitation: 'zaproszenia',
	liveSession: 'quizy na żywo',
	organization: 'organizacje',
	password: 'hasła',
	pupil: 'konta uczniów',
	secondFactor: 'drugi składnik logowania'
};

export const sentenceOf = (action: string): string => SENTENCES[action] ?? action;

/** What is called what when it has no name that may be shown. */
export const SUBJECT_KINDS: Record<string, string> = {
	certificate: 'zaświadczenie',
	database: 'baza danych',
	guardianConsent: 'zgoda opiekuna',
	invitation: 'zaproszenie',
	learnerGroup: 'grupa',
	liveSession: 'quiz na żywo',
	organization: 'organizacja',
	userAccount: 'konto'
};

export const OUTCOMES: Record<string, string> = { done: 'wykonano', refused: 'odmówiono' };
