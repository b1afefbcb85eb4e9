import type { RoleName } from '#lib/accounts/person.ts';
import { STUDENTS } from './students.ts';
import { PLAN_OF_JEDRZEJ, PLAN_OF_OLIWIA } from './written-answers.ts';

/** How far somebody is, and how well they do. */
export interface Pace {
	/** Lessons read and practised; the whole course includes its test. */
	steps: number;
	/** How many answers of a hundred are right. */
	rightPercent: number;
	/** Days since they began. */
	days: number;
	/** Days since they did anything; absent: one. */
	quietDays?: number;
	/** Left in the middle of the next quiz. */
	isMidQuiz?: boolean;
}

export interface DemoPerson {
	name: string;
	/** Present: signs in with an address; absent: a pupil, who signs in with a name. */
	email?: string;
	roles?: RoleName[];
	/** What they are shown to be for, in the list of sign-ins; absent: not listed. */
	intro?: string;
	pace?: Pace;
	/** Has a one-time code instead of the common password. */
	isNew?: boolean;
}

/** A course of a group; days are counted from today. */
export interface DemoCourse {
	slug: string;
	/** Given to the group so many days ago. */
	givenDaysAgo: number;
	opensInDays?: number;
	dueInDays?: number;
	isOrderLocked?: boolean;
	passingPercent?: number;
	/** Who handed in its test yesterday, and what they wrote; it waits for marks. */
	handedIn?: Record<string, string[]>;
}

export interface DemoGroup {
	name: string;
	/** People learn the first one at their pace. */
	courses: [DemoCourse, ...DemoCourse[]];
	teacher: DemoPerson;
	/** Names of teams, and who is in them. */
	teams?: Record<string, string[]>;
	learners: DemoPerson[];
}

export interface DemoOrganization {
	name: string;
	kind: string;
	countyCode: string;
	staff: DemoPerson[];
	groups: DemoGroup[];
}

const pace = (steps: number, rightPercent: number, days: number, isMidQuiz = false): Pace => ({
	steps,
	rightPercent,
	days,
	isMidQuiz
});

const anna: DemoPerson = {
	name: 'Anna Kowalczyk',
	email: 'anna@szkola.example',
	roles: ['teacher'],
	intro: 'nauczycielka klasy 7b'
};

const darek: DemoPerson = {
	name: 'Dariusz Wrona',
	email: 'darek@inna-szkola.example',
	roles: ['teacher'],
	intro: 'uczy w innej szkole i nie widzi klasy 7b'
};

const lecturer: DemoPerson = {
	name: 'Maria Zięba-Brzezińska',
	email: 'maria@uczelnia.example',
	roles: ['teacher'],
	intro: 'prowadzi zajęcia na uczelni'
};

const celina: DemoPerson = {
	name: 'Celina Mazur',
	email: 'celina@szkola.example',
	roles: ['coordinator'],
	intro: 'koordynatorka szkoły, uczy też na uczelni: przełącza się na górze strony'
};

/** The same person in another organization. */
const celinaAtUniversity: DemoPerson = { name: 'Celina Mazur', email: 'celina@szkola.example', roles: ['teacher'] };

const grazyna: DemoPerson = {
	name: 'Grażyna Sowa',
	email: 'grazyna@gmina.example',
	roles: ['coordinator', 'teacher'],
	intro: 'koordynatorka w urzędzie gminy, prowadzi też grupę'
};

/** The organizations of the demo; none of them exists. */
export const ORGANIZATIONS: DemoOrganization[] = [
	{
		name: 'Przykładowa Szkoła Podstawowa',
		kind: 'school',
		countyCode: '1205',
		staff: [celina],
		groups: [
			{
				name: 'Klasa 7b',
				courses: [
					{ slug: 'spoldzielnia-uczniowska', givenDaysAgo: 21, dueInDays: 12 },
					{
						slug: 'warsztat-plan-spoldzielni',
						givenDaysAgo: 5,
						dueInDays: 9,
						handedIn: { 'Oliwia Gąsienica': PLAN_OF_OLIWIA, 'Jędrzej Łoś': PLAN_OF_JEDRZEJ }
					},
					{ slug: 'przedsiebiorczosc-spoleczna', givenDaysAgo: 2, opensInDays: 14, dueInDays: 60 }
				],
				teacher: anna,
				teams: {
					Sklepik: ['Bartek', 'Zuzanna Bąk-Ćwiąkalska', 'Jędrzej Łoś', 'Natalia Ślęzak', 'Lena', 'Franek'],
					'Szkolny sad': ['Oliwia Gąsienica', 'Szymon Źrebiec', 'Weronika Ząbek', 'Микола Шевченко', 'Antoni']
				},
				learners: [
					{ name: 'Bartek', intro: 'uczeń klasy 7b, w połowie lekcji 4', pace: pace(3, 80, 18, true) },
					{ name: 'Zuzanna Bąk-Ćwiąkalska', pace: pace(4, 75, 18) },
					{ name: 'Oliwia Gąsienica', intro: 'uczennica, która ma już dyplom', pace: pace(7, 95, 20) },
					{ name: 'Jędrzej Łoś', pace: pace(7, 80, 19) },
					{ name: 'Natalia Ślęzak', pace: { ...pace(2, 70, 16), quietDays: 9 } },
					{ name: 'Szymon Źrebiec', pace: pace(5, 90, 17) },
					{ name: 'Weronika Ząbek', pace: pace(7, 90, 20) },
					{ name: 'Микола Шевченко', pace: pace(1, 70, 12) },
					{ name: 'Kinga Wójcik', pace: pace(2, 85, 15) },
					{ name: 'Antoni', pace: { ...pace(1, 40, 14), quietDays: 11 } },
					{ name: 'Lena', pace: pace(6, 85, 18) },
					{ name: 'Franek', pace: pace(0, 60, 3) },
					{ name: 'Natalka', intro: 'nowa uczennica, wpisuje kod po raz pierwszy', isNew: true }
				]
			}
		]
	},
	{
		name: 'Inna Przykładowa Szkoła',
		kind: 'school',
		countyCode: '1261',
		staff: [],
		groups: [
			{
				name: 'Klasa 8a',
				courses: [{ slug: 'spoldzielnia-uczniowska', givenDaysAgo: 21 }],
				teacher: darek,
				learners: [{ name: 'Iga', pace: pace(2, 80, 9) }]
			}
		]
	},
	{
		name: 'Przykładowa Uczelnia',
		kind: 'university',
		countyCode: '1261',
		staff: [celinaAtUniversity],
		groups: [
			{
				name: 'Ekonomia społeczna, rok I',
				courses: [{ slug: 'przedsiebiorczosc-spoleczna', givenDaysAgo: 21, dueInDays: 3, passingPercent: 80 }],
				teacher: celinaAtUniversity,
				learners: STUDENTS
			},
			{
				name: 'Pedagogika, rok II',
				courses: [{ slug: 'przedsiebiorczosc-spoleczna', givenDaysAgo: 21, dueInDays: 30 }],
				teacher: lecturer,
				learners: [
					{
						name: 'Filip Konieczny',
						email: 'filip@uczelnia.example',
						intro: 'student, właśnie pisze sprawdzian',
						pace: pace(10, 85, 12, true)
					},
					{ name: 'Julia Pawłowska', email: 'julia@uczelnia.example', pace: pace(11, 90, 14) },
					{ name: 'Mateusz Żak', email: 'mateusz@uczelnia.example', pace: pace(4, 75, 10) },
					{ name: 'Aleksandra Wiśniewska', email: 'ola@uczelnia.example', pace: pace(5, 80, 11) }
				]
			}
		]
	},
	{
		name: 'Przykładowy Urząd Gminy',
		kind: 'localGovernment',
		countyCode: '1210',
		staff: [grazyna],
		groups: [
			{
				name: 'Referat spraw społecznych',
				courses: [{ slug: 'wspolpraca-jst-z-pes', givenDaysAgo: 21, dueInDays: -2, isOrderLocked: true }],
				teacher: grazyna,
				learners: [
					{
						name: 'Ewa Nowak',
						email: 'ewa@gmina.example',
						intro: 'urzędniczka, uczy się po godzinach o współpracy z PES',
						pace: pace(3, 95, 8)
					},
					{ name: 'Hanna Lis', email: 'hanna@pes.example', pace: pace(5, 85, 9) },
					{ name: 'Tomasz Krzysztoporski', email: 'tomasz@gmina.example', pace: pace(1, 80, 5) }
				]
			}
		]
	}
];

/** People with a role on the whole platform. */
export const PLATFORM_STAFF: DemoPerson[] = [
	{
		name: 'Róża Malinowska',
		email: 'roza@region.example',
		roles: ['regionalCoordinator'],
		intro: 'koordynatorka regionu'
	},
	{ name: 'Henryk Autor', email: 'henryk@region.example', roles: ['author'], intro: 'pisze kursy' },
	{ name: 'Administrator', email: 'admin@wspolnie.example', roles: ['admin'], intro: 'administrator platformy' }
];
