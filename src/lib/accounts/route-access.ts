/** Who can ask: with which roles, and how close to what is asked for. The walk in `tests/server` asks as each of them. */
export const ASKERS = [
	/** Not signed in. */
	'visitor',
	/** Gave the right password, but not yet the code of the second factor. */
	'halfSignedIn',
	/** Signed in without any role; the attempts asked for are theirs. */
	'learner',
	/** A pupil without e-mail, of the same organization. */
	'pupil',
	/** Of the group asked for. */
	'teacher',
	/** Of the same organization, but not of the group. */
	'colleague',
	/** Of another organization. */
	'otherTeacher',
	/** Of the organization that the person, certificate or pupil asked for belongs to. */
	'coordinator',
	/** Of another organization. */
	'otherCoordinator',
	'author',
	'regionalCoordinator',
	'admin'
] as const;
export type Asker = (typeof ASKERS)[number];

const everyone: readonly Asker[] = ASKERS;
const signedIn = ASKERS.filter((asker) => asker !== 'visitor' && asker !== 'halfSignedIn');
/** A pupil's account is the school's: it is erased by who looks after it. */
const withOwnAccount = signedIn.filter((asker) => asker !== 'pupil');
const notSignedIn: readonly Asker[] = ['visitor', 'halfSignedIn'];
const owner: readonly Asker[] = ['learner'];
/** Whoever the secret of the link was sent to, signed in or not. */
const linkHolder = everyone;
/** Sees the page; which organizations are on it, the query decides. */
const managers: readonly Asker[] = ['coordinator', 'otherCoordinator', 'admin'];
/** Looks after the very organization asked about. */
const itsManagers: readonly Asker[] = ['coordinator', 'admin'];
/** Teaches or coordinates somewhere; which groups are on the page, the query decides. */
export const staff: readonly Asker[] = ['teacher', 'colleague', 'otherTeacher', 'coordinator', 'otherCoordinator'];
/** Answers for the very group asked about. */
export const itsStaff: readonly Asker[] = ['teacher', 'coordinator'];
const admins: readonly Asker[] = ['admin'];
/** Looks after every course of the platform. */
const authors: readonly Asker[] = ['author'];
/** Each for the organization they work in. */
const coordinators: readonly Asker[] = ['coordinator', 'otherCoordinator'];
/** Coordinates the very organization asked about; who runs the platform does not. */
const itsCoordinators: readonly Asker[] = ['coordinator'];
/** Exists in development and in the demonstration only. */
const nobody: readonly Asker[] = [];

const LESSON = '/(public)/kursy/[course]/[module]/[lesson]';
const ACCOUNT = '/(app)/konto';
const PANEL = '/(app)/panel';
const GROUP = '/(app)/grupy/[groupId]';
const GROUP_COURSE = `${GROUP}/kursy/[course]`;

/**
 * Every page (its route id), form action (`<page> ?/<name>`) and endpoint (`<route id> <METHOD>`), with who may use it.
 * A route that is missing here, or a line without a route, fails a test; so does an answer that differs.
 */
export const ROUTE_ACCESS: Record<string, readonly Asker[]> = {
	'/(public)': everyone,
	'/(public)/deklaracja-dostepnosci': everyone,
	'/(public)/bez-internetu': everyone,
	'/(public)/kontakt': everyone,
	'/(public)/prywatnosc': everyone,
	'/(public)/slownik': everyone,
	'/healthz GET': everyone,

	'/(public)/kursy': everyone,
	'/(public)/szukaj': everyone,
	'/(public)/kursy/[course]': everyone,
	'/(public)/kursy/[course] ?/zapisz': signedIn,
	'/(public)/kursy/[course]/pliki/[...path] GET': everyone,
	'/(public)/kursy/[course]/bez-internetu.json GET': everyone,
	'/(public)/podglad/zmiany GET': nobody,
	[LESSON]: everyone,
	[`${LESSON} ?/przeczytane`]: signedIn,
	[`${LESSON} ?/check`]: everyone,
	[`${LESSON} ?/czytanie`]: everyone,
	[`${LESSON} ?/restart`]: signedIn,
	[`${LESSON} ?/start`]: signedIn,

	'/(public)/rejestracja': notSignedIn,
	'/(public)/rejestracja ?/default': everyone,
	'/(public)/rejestracja/zgoda': everyone,
	'/(public)/rejestracja/zgoda ?/default': everyone,
	'/(public)/rejestracja/zgoda/[childToken]': linkHolder,
	'/(public)/rejestracja/zgoda/[childToken] ?/default': linkHolder,
	'/(public)/rejestracja/zgoda/[childToken]/formularz': linkHolder,
	'/(public)/zgoda/[token]': linkHolder,
	'/(public)/zgoda/[token] ?/potwierdz': linkHolder,
	'/(public)/zgoda/[token] ?/wycofaj': linkHolder,
	'/(public)/zgoda/[token] ?/karta': linkHolder,
	'/(public)/potwierdzenie': everyone,
	'/(public)/potwierdzenie ?/default': everyone,
	'/(public)/potwierdzenie/[token]': linkHolder,
	'/(public)/potwierdzenie/[token] ?/default': linkHolder,
	'/(public)/logowanie': notSignedIn,
	'/(public)/logowanie ?/default': everyone,
	'/(public)/logowanie/karta': everyone,
	'/(public)/logowanie/obrazki': notSignedIn,
	'/(public)/logowanie/obrazki ?/default': everyone,
	'/(public)/logowanie/kod': ['halfSignedIn'],
	'/(public)/logowanie/kod ?/default': ['halfSignedIn'],
	'/(public)/dolacz': everyone,
	'/(public)/dolacz ?/haslo': everyone,
	'/(public)/dolacz ?/obrazki': everyone,
	'/(public)/dolacz ?/konto': signedIn,
	'/(public)/dolacz/gotowe': signedIn,
	'/(public)/konto-usuniete': everyone,
	'/(public)/wylogowanie': everyone,
	'/(public)/wylogowanie ?/default': everyone,
	'/(public)/haslo': everyone,
	'/(public)/haslo ?/default': everyone,
	'/(public)/haslo/[token]': linkHolder,
	'/(public)/haslo/[token] ?/default': linkHolder,
	'/(public)/pierwszy-administrator/[token]': linkHolder,
	'/(public)/pierwszy-administrator/[token] ?/default': linkHolder,
	'/(public)/skrzynka': nobody,
	'/(public)/zaproszenie/[token]': linkHolder,
	'/(public)/zaproszenie/[token] ?/przyjmij': signedIn,
	'/(public)/zaproszenie/[token] ?/zarejestruj': linkHolder,
	'/(public)/organizacje/[organizationId]/prywatnosc': everyone,
	'/(public)/organizacje/[organizationId]/logo/[hash] GET': everyone,

	'/(public)/zaswiadczenia': everyone,
	'/(public)/zaswiadczenia ?/default': everyone,
	'/(public)/zaswiadczenia/[code]': linkHolder,
	'/(public)/zaswiadczenia/[code] ?/sprawdz': linkHolder,
	'/(public)/zaswiadczenia/[code].json GET': linkHolder,
	'/(public)/zaswiadczenia/[code]/pdf GET': linkHolder,

	'/(app)/autor': authors,
	'/(app)/autor/[course]/statystyki': authors,
	'/(app)/autor/[course]/statystyki/[quiz]': authors,
	'/(app)/autor/[course]/statystyki/[quiz] ?/policz': authors,

	'/(app)/grupy': staff,
	'/(app)/grupy/nowa': staff,
	'/(app)/grupy/nowa ?/default': staff,
	'/(app)/grupy/import': coordinators,
	'/(app)/grupy/import ?/default': coordinators,
	'/(app)/grupy/import/[rosterId]': itsCoordinators,
	'/(app)/grupy/import/[rosterId] ?/wczytaj': itsCoordinators,
	'/(app)/grupy/import/[rosterId] ?/cofnij': itsCoordinators,
	'/(app)/grupy/import/[rosterId] ?/porzuc': itsCoordinators,
	[`${GROUP}/import`]: itsStaff,
	[`${GROUP}/import ?/default`]: itsStaff,
	[`${GROUP}/import/[importId]`]: itsStaff,
	[`${GROUP}/import/[importId] ?/wczytaj`]: itsStaff,
	[`${GROUP}/import/[importId] ?/cofnij`]: itsStaff,
	[`${GROUP}/import/[importId] ?/porzuc`]: itsStaff,
	[`${GROUP}/import/[importId]/kolumny`]: itsStaff,
	[`${GROUP}/import/[importId]/kolumny ?/default`]: itsStaff,
	[`${GROUP}/osoby.[format] GET`]: itsStaff,
	[GROUP]: itsStaff,
	[`${GROUP}/dolaczanie`]: itsStaff,
	[`${GROUP}/dolaczanie ?/otworz`]: itsStaff,
	[`${GROUP}/dolaczanie ?/nowyKod`]: itsStaff,
	[`${GROUP}/dolaczanie ?/zamknij`]: itsStaff,
	[`${GROUP}/dolaczanie/rzutnik`]: itsStaff,
	[`${GROUP}/dolaczanie/liczba GET`]: itsStaff,
	[`${GROUP}/osoby`]: itsStaff,
	[`${GROUP}/osoby ?/zespoly`]: itsStaff,
	[`${GROUP}/osoby/nowe`]: itsStaff,
	[`${GROUP}/osoby/nowe ?/default`]: itsStaff,
	[`${GROUP}/osoby/zaproszenia`]: itsStaff,
	[`${GROUP}/osoby/zaproszenia ?/zapros`]: itsStaff,
	[`${GROUP}/osoby/zaproszenia ?/cofnij`]: itsStaff,
	[`${GROUP}/osoby/[personId]`]: itsStaff,
	[`${GROUP}/osoby/[personId] ?/karta`]: itsStaff,
	[`${GROUP}/osoby/[personId] ?/zablokuj`]: itsStaff,
	[`${GROUP}/osoby/[personId] ?/odblokuj`]: itsStaff,
	[`${GROUP}/osoby/[personId] ?/czas`]: itsStaff,
	[`${GROUP}/osoby/[personId] ?/usun`]: itsStaff,
	[`${GROUP}/karty`]: itsStaff,
	[`${GROUP}/karty ?/default`]: itsStaff,
	[`${GROUP}/kursy`]: itsStaff,
	[`${GROUP}/kursy ?/dodaj`]: itsStaff,
	[`${GROUP_COURSE}/powtorki`]: itsStaff,
	[`${GROUP_COURSE}/pewnosc`]: itsStaff,
	[`${GROUP}/kursy/[course]/zasady`]: itsStaff,
	[`${GROUP}/kursy/[course]/zasady ?/zapisz`]: itsStaff,
	[`${GROUP}/kursy/[course]/zasady/odbierz`]: itsStaff,
	[`${GROUP}/kursy/[course]/zasady/odbierz ?/default`]: itsStaff,
	[`${GROUP}/ustawienia`]: itsStaff,
	[`${GROUP}/ustawienia ?/nazwa`]: itsStaff,
	[`${GROUP}/ustawienia ?/obrazki`]: itsStaff,
	[`${GROUP}/ustawienia ?/dodajNauczyciela`]: itsStaff,
	[`${GROUP}/ustawienia ?/odejmijNauczyciela`]: itsStaff,
	[`${GROUP}/ustawienia ?/zespol`]: itsStaff,
	[`${GROUP}/ustawienia ?/nazwaZespolu`]: itsStaff,
	[`${GROUP}/ustawienia ?/usunZespol`]: itsStaff,
	[`${GROUP}/ustawienia ?/archiwum`]: itsStaff,
	[`${GROUP}/ustawienia ?/przywroc`]: itsStaff,
	[`${GROUP}/ustawienia ?/usun`]: itsStaff,

	'/(app)/powiadomienia': signedIn,
	'/(app)/powiadomienia ?/przeczytaj': signedIn,
	'/(app)/powiadomienia ?/wszystkie': signedIn,
	'/(app)/powiadomienia/ustawienia': signedIn,
	'/(app)/powiadomienia/ustawienia ?/poczta': signedIn,
	'/(app)/powiadomienia/ustawienia ?/kalendarz': signedIn,
	'/(app)/powiadomienia/ustawienia ?/bezKalendarza': signedIn,
	'/(public)/powiadomienia/wypisz/[token]': linkHolder,
	'/(public)/powiadomienia/wypisz/[token] ?/default': linkHolder,
	'/(public)/kalendarz/[token].ics GET': linkHolder,

	'/(app)/moje': signedIn,
	'/(app)/powtorki': signedIn,
	'/(app)/powtorki ?/odpowiedz': signedIn,
	'/(app)/powtorki/pewne-a-bledne': signedIn,
	'/(app)/powtorki/przerwa': signedIn,
	'/(app)/powtorki/przerwa ?/przerwa': signedIn,
	'/(app)/powtorki/przerwa ?/zakoncz': signedIn,
	'/(app)/powtorki/przerwa ?/wylacz': signedIn,
	'/(app)/powtorki/przerwa ?/wlacz': signedIn,
	'/(app)/moje/grupy/[groupId]/opusc': owner,
	'/(app)/moje/grupy/[groupId]/opusc ?/default': owner,
	'/(app)/na-zywo': signedIn,
	'/(app)/na-zywo/[sessionId]': owner,
	'/(app)/na-zywo/[sessionId] ?/odpowiedz': owner,
	'/(app)/na-zywo/[sessionId]/zdarzenia GET': owner,
	'/(app)/podejscia/[attemptId]': owner,
	'/(app)/podejscia/[attemptId] ?/save': owner,
	'/(app)/podejscia/[attemptId] ?/review': owner,
	'/(app)/podejscia/[attemptId] ?/finish': owner,
	'/(app)/api/podejscia/[attemptId]/odpowiedzi POST': owner,
	'/(app)/api/miejsce POST': signedIn,

	[ACCOUNT]: signedIn,
	[`${ACCOUNT} ?/rename`]: signedIn,
	[`${ACCOUNT} ?/endSignIn`]: signedIn,
	[`${ACCOUNT} ?/endAll`]: signedIn,
	[`${ACCOUNT}/haslo`]: signedIn,
	[`${ACCOUNT}/haslo ?/haslo`]: signedIn,
	[`${ACCOUNT}/haslo ?/obrazki`]: signedIn,
	[`${ACCOUNT}/drugi-skladnik`]: signedIn,
	[`${ACCOUNT}/drugi-skladnik ?/enable`]: signedIn,
	[`${ACCOUNT}/drugi-skladnik ?/disable`]: signedIn,
	[`${ACCOUNT}/moje-dane`]: signedIn,
	[`${ACCOUNT}/moje-dane.json GET`]: signedIn,
	[`${ACCOUNT}/usun`]: signedIn,
	[`${ACCOUNT}/usun ?/default`]: withOwnAccount,

	[GROUP_COURSE]: itsStaff,
	[`${GROUP_COURSE}/pytania`]: itsStaff,
	[`${GROUP_COURSE}/wiadomosc`]: itsStaff,
	[`${GROUP_COURSE}/wiadomosc ?/wybierz`]: itsStaff,
	[`${GROUP_COURSE}/wiadomosc ?/wyslij`]: itsStaff,
	[`${GROUP}/osoby/[personId]/podejscia/[attemptId]`]: itsStaff,
	[`${GROUP_COURSE}/na-zywo`]: itsStaff,
	[`${GROUP_COURSE}/na-zywo ?/zacznij`]: itsStaff,
	[`${GROUP}/na-zywo/[sessionId]`]: itsStaff,
	[`${GROUP}/na-zywo/[sessionId] ?/pauza`]: itsStaff,
	[`${GROUP}/na-zywo/[sessionId] ?/wznow`]: itsStaff,
	[`${GROUP}/na-zywo/[sessionId] ?/pokaz`]: itsStaff,
	[`${GROUP}/na-zywo/[sessionId] ?/dalej`]: itsStaff,
	[`${GROUP}/na-zywo/[sessionId] ?/zakoncz`]: itsStaff,
	[`${GROUP}/na-zywo/[sessionId]/zdarzenia GET`]: itsStaff,
	[`${GROUP_COURSE}/oceny`]: itsStaff,
	[`${GROUP_COURSE}/oceny ?/zasady`]: itsStaff,
	[`${GROUP_COURSE}/oceny/plik/[format] GET`]: itsStaff,
	[`${GROUP_COURSE}/oceny/[personId]`]: itsStaff,
	[`${GROUP_COURSE}/oceny/[personId] ?/decyzja`]: itsStaff,
	[`${GROUP_COURSE}/wydruk`]: itsStaff,
	[`${GROUP_COURSE}/wydruk/[quiz]`]: itsStaff,
	[`${GROUP_COURSE}/raporty`]: itsStaff,
	[`${GROUP_COURSE}/raporty ?/nowy`]: itsStaff,
	[`${GROUP_COURSE}/raporty/zaswiadczenia.pdf GET`]: itsStaff,
	[`${GROUP_COURSE}/raporty/[reportId]`]: itsStaff,
	[`${GROUP_COURSE}/raporty/[reportId]/plik/[format] GET`]: itsStaff,

	'/(app)/organizacja': staff,
	'/(app)/organizacja ?/przelacz': staff,

	[PANEL]: managers,
	[`${PANEL}/zespol`]: coordinators,
	[`${PANEL}/zespol ?/zapros`]: coordinators,
	[`${PANEL}/zespol ?/odbierz`]: coordinators,
	[`${PANEL}/zespol ?/cofnij`]: coordinators,
	[`${PANEL}/organizacja`]: coordinators,
	[`${PANEL}/organizacja ?/zapisz`]: coordinators,
	[`${PANEL}/organizacja ?/dodajLogo`]: coordinators,
	[`${PANEL}/organizacja ?/usunLogo`]: coordinators,
	[`${PANEL}/organizacje`]: admins,
	[`${PANEL}/organizacje ?/dodaj`]: admins,
	[`${PANEL}/organizacje/[organizationId]`]: admins,
	[`${PANEL}/organizacje/[organizationId] ?/zmien`]: admins,
	[`${PANEL}/organizacje/[organizationId] ?/zapros`]: admins,
	[`${PANEL}/organizacje/[organizationId] ?/odbierz`]: admins,
	[`${PANEL}/organizacje/[organizationId] ?/cofnij`]: admins,
	[`${PANEL}/organizacje/[organizationId]/dane`]: admins,
	[`${PANEL}/organizacje/[organizationId]/dane ?/zapisz`]: admins,
	[`${PANEL}/organizacje/[organizationId]/dane ?/dodajLogo`]: admins,
	[`${PANEL}/organizacje/[organizationId]/dane ?/usunLogo`]: admins,
	[`${PANEL}/osoby`]: managers,
	[`${PANEL}/osoby/nowe`]: managers,
	[`${PANEL}/osoby/nowe ?/default`]: managers,
	[`${PANEL}/osoby/[pupilId]`]: itsManagers,
	[`${PANEL}/osoby/[pupilId] ?/renewCard`]: itsManagers,
	[`${PANEL}/osoby/[pupilId] ?/block`]: itsManagers,
	[`${PANEL}/osoby/[pupilId] ?/unblock`]: itsManagers,
	[`${PANEL}/osoby/[pupilId] ?/adjustTime`]: itsManagers,
	[`${PANEL}/osoby/[pupilId]/usun`]: itsManagers,
	[`${PANEL}/osoby/[pupilId]/usun ?/default`]: itsManagers,
	[`${PANEL}/dziennik`]: managers,
	[`${PANEL}/dziennik ?/verify`]: managers,
	[`${PANEL}/dziennik/dziennik.[format] GET`]: managers,
	[`${PANEL}/zgody`]: admins,
	[`${PANEL}/zgody/[consentId]`]: admins,
	[`${PANEL}/zgody/[consentId] ?/przyjmij`]: admins,
	[`${PANEL}/zgody/[consentId] ?/wycofaj`]: admins,
	[`${PANEL}/zaswiadczenia`]: managers,
	[`${PANEL}/zaswiadczenia/[id]`]: itsManagers,
	[`${PANEL}/zaswiadczenia/[id] ?/popraw`]: itsManagers,
	[`${PANEL}/zaswiadczenia/[id] ?/uniewaznij`]: itsManagers
};
