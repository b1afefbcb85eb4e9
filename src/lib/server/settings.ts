import { resolve } from 'node:path';
import * as v from 'valibot';

const whole = (message: string, min: number, max: number) =>
	v.pipe(
		v.string(),
		v.regex(/^\d+$/, message),
		v.transform(Number),
		v.minValue(min, message),
		v.maxValue(max, message)
	);

const httpOrigin = (message: string) =>
	v.pipe(
		v.string(),
		v.check(
			(text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).pathname === '/',
			message
		),
		v.transform((text) => new URL(text).origin)
	);

const address = (message: string, protocols: RegExp) =>
	v.pipe(
		v.string(),
		v.check((text) => URL.canParse(text) && protocols.test(new URL(text).protocol), message)
	);

/** Every setting, with what is said when it is wrong. README repeats the names; this is the only place that reads them. */
const Settings = v.object({
	HOST: v.optional(v.string(), '0.0.0.0'),
	PORT: v.optional(whole('PORT to numer portu od 1 do 65535, na przykład 3000.', 1, 65_535), '3000'),
	ORIGIN: v.optional(httpOrigin('ORIGIN to publiczny adres bez ścieżki, na przykład https://kursy.example.org.')),
	PROXY_DEPTH: v.optional(
		whole('PROXY_DEPTH mówi, ile zaufanych serwerów pośredniczących stoi z przodu: od 0 do 5.', 0, 5),
		'0'
	),
	DATA_DIR: v.optional(v.pipe(v.string(), v.minLength(1, 'DATA_DIR to folder na dane.')), 'data'),
	DATABASE_URL: v.optional(
		address('DATABASE_URL zaczyna się od postgres://; bez tego ustawienia dane trafią do DATA_DIR.', /^postgres(ql)?:$/)
	),
	COURSES_DIR: v.optional(v.pipe(v.string(), v.minLength(1, 'COURSES_DIR to folder z kursami.')), 'courses'),
	SMTP_URL: v.optional(address('SMTP_URL wygląda tak: smtps://nazwa:haslo@poczta.example.org.', /^smtps?:$/)),
	MAIL_FROM: v.optional(
		v.pipe(
			v.string(),
			v.regex(
				/^[^\r\n]*[^\s@<]+@[^\s@>]+>?$/,
				'MAIL_FROM to adres nadawcy, na przykład "Wspólnie <kursy@example.org>".'
			)
		),
		'Wspólnie <wspolnie@localhost>'
	),
	MODE: v.optional(
		v.picklist(['production', 'development', 'demo'], 'MODE to production, development albo demo.'),
		'production'
	),
	OPERATOR_NAME: v.optional(
		v.pipe(v.string(), v.minLength(1), v.maxLength(200, 'OPERATOR_NAME ma najwyżej 200 znaków.')),
		'Operator platformy Wspólnie'
	),
	OPERATOR_EMAIL: v.optional(v.pipe(v.string(), v.email('OPERATOR_EMAIL to adres e-mail.'))),
	OPERATOR_PHONE: v.optional(
		v.pipe(v.string(), v.regex(/^\+?[\d ()-]{7,20}$/, 'OPERATOR_PHONE to numer telefonu, na przykład 12 345 67 89.'))
	),
	OPERATOR_BIP_URL: v.optional(address('OPERATOR_BIP_URL to adres http albo https.', /^https?:$/)),
	PUBLISHED_ON: v.optional(
		v.pipe(v.string(), v.isoDate('PUBLISHED_ON to dzień otwarcia serwisu, na przykład 2026-11-23.'))
	)
});

/** Names of the environment variables; README explains each. */
export const settingNames = Object.keys(Settings.entries);

export interface Settings {
	host: string;
	port: number;
	/** The public address, without a path or a closing slash. */
	origin: string;
	/** Whether the operator named the public address; if not, the server answers to any name it is reached by. */
	hasFixedOrigin: boolean;
	proxyDepth: number;
	/** Absolute. */
	dataDir: string;
	/** `sqlite:<path>` or `postgres://…` */
	databaseAddress: string;
	/** Absolute. */
	coursesDir: string;
	/** Absolute. */
	migrationsDir: string;
	smtpUrl: string | null;
	mailFrom: string;
	mode: 'production' | 'development' | 'demo';
	operator: { name: string; email: string | null; phone: string | null; bipUrl: string | null };
	/** The day this site was opened, YYYY-MM-DD: the accessibility statement must say it. */
	publishedOn: string | null;
}

/** The environment holds a value the program cannot work with; `problems` says which, one sentence each. */
export class SettingsError extends Error {
	readonly problems: string[];

	constructor(problems: string[]) {
		super(`Błędne ustawienia:\n${problems.map((problem) => `- ${problem}`).join('\n')}`);
		this.problems = problems;
	}
}

/**
 * Reads and checks every setting at once. An empty value counts as absent.
 * @throws SettingsError naming everything that is wrong
 */
export function readSettings(env: Record<string, string | undefined>, root: string = process.cwd()): Settings {
	const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
	const result = v.safeParse(Settings, given);
	if (!result.success) throw new SettingsError(result.issues.map((issue) => issue.message));

	const s = result.output;
	const dataDir = resolve(root, s.DATA_DIR);
	return {
		host: s.HOST,
		port: s.PORT,
		origin: s.ORIGIN ?? `http://localhost:${s.PORT}`,
		hasFixedOrigin: s.ORIGIN !== undefined,
		proxyDepth: s.PROXY_DEPTH,
		dataDir,
		databaseAddress: s.DATABASE_URL ?? `sqlite:${resolve(dataDir, 'wspolnie.db')}`,
		coursesDir: resolve(root, s.COURSES_DIR),
		migrationsDir: resolve(root, 'migrations'),
		smtpUrl: s.SMTP_URL ?? null,
		mailFrom: s.MAIL_FROM,
		mode: s.MODE,
		operator: {
			name: s.OPERATOR_NAME,
			email: s.OPERATOR_EMAIL ?? null,
			phone: s.OPERATOR_PHONE ?? null,
			bipUrl: s.OPERATOR_BIP_URL ?? null
		},
		publishedOn: s.PUBLISHED_ON ?? null
	};
}
