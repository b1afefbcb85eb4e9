import * as v from 'valibot';
import { isPlainText } from '../accounts/account-forms.ts';

const nameOf = (missing: string) =>
	v.pipe(
		v.string(missing),
		v.trim(),
		v.minLength(1, missing),
		v.maxLength(100, 'Skróć nazwę do 100 znaków.'),
		v.check(isPlainText, 'Nazwa zawiera znaki, których nie można użyć. Wpisz ją z klawiatury.')
	);

const GroupName = nameOf('Podaj nazwę grupy, na przykład „7b” albo „Pedagogika, rok II”.');
const TeamName = nameOf('Podaj nazwę zespołu.');
const orNull = v.transform((text: string) => text || null);

export const NewGroupForm = v.strictObject({
	formKey: v.pipe(v.string(), v.uuid()),
	name: GroupName,
	/** Coordinators are asked. */
	teacherId: v.optional(v.pipe(v.string(), orNull), ''),
	courseSlug: v.pipe(v.string(), orNull)
});

export const RenameForm = v.strictObject({ name: GroupName });
export const PersonForm = v.strictObject({
	person: v.pipe(v.string('Wybierz osobę z listy.'), v.minLength(1, 'Wybierz osobę z listy.'))
});
export const NewTeamForm = v.strictObject({ team: TeamName });
export const RenameTeamForm = v.strictObject({ teamId: v.string(), name: TeamName });
export const TeamForm = v.strictObject({ teamId: v.string() });
export const PicturesForm = v.pipe(
	v.strictObject({ allowsPictures: v.optional(v.literal('on')) }),
	v.transform(({ allowsPictures }) => ({ allowsPictures: allowsPictures === 'on' }))
);
/** What cannot be done by an empty form: the page that asks first, or its button, says so. */
export const ConfirmedForm = v.strictObject({ isSure: v.literal('tak', 'Potwierdź na stronie, że tego chcesz.') });
export const CourseForm = v.strictObject({ course: v.string() });

const isDay = (text: string) => !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);
const Day = v.pipe(
	v.string(),
	v.trim(),
	v.check(
		(text) => text === '' || (/^\d{4}-\d\d-\d\d$/.test(text) && isDay(text)),
		'Podaj dzień, na przykład 2026-12-05.'
	),
	orNull
);

/** Days, order and pass mark of a course in a group; whether the mark is high enough, the course knows. */
export const RulesForm = v.pipe(
	v.strictObject({
		opensOn: Day,
		dueOn: Day,
		isOrderLocked: v.pipe(
			v.picklist(['tak', 'nie'], 'Wybierz kolejność.'),
			v.transform((chosen) => chosen === 'tak')
		),
		passingPercent: v.optional(
			v.pipe(
				v.string(),
				v.trim(),
				v.regex(/^(\d{1,3})?$/, 'Podaj liczbę całkowitą, na przykład 80, albo zostaw puste pole.'),
				v.transform((text) => (text === '' ? null : Number(text)))
			),
			''
		)
	}),
	v.forward(
		v.check(
			({ opensOn, dueOn }) => opensOn === null || dueOn === null || opensOn <= dueOn,
			'Termin nie może być wcześniejszy niż dzień otwarcia.'
		),
		['dueOn']
	)
);
