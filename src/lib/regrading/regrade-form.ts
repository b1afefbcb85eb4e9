import * as v from 'valibot';
import type { RegradeTable } from '#lib/server/db/tables/questions.ts';
import type { RegradePolicy } from './judge.ts';

/** What an author can do about a question, as the form calls it. */
export const WAYS = {
	klucz: 'Popraw klucz',
	plik: 'Weź klucz z\u00a0pliku kursu',
	pelne: 'Unieważnij: każdy dostaje pełną liczbę punktów',
	zero: 'Unieważnij: pytanie nie liczy się nikomu'
} as const;
export type Way = keyof typeof WAYS;

/** For whom a key is put right. */
export const SCOPES = {
	wgore: 'Tylko w\u00a0górę: nikt nie traci punktów',
	wszyscy: 'Wszystkim: wynik może też spaść'
} as const;

export const POLICY_LABELS: Record<RegradePolicy, string> = {
	all: 'Poprawiony klucz, wszystkim',
	upwards: 'Poprawiony klucz, tylko w\u00a0górę',
	full: 'Pytanie unieważnione, każdemu pełna liczba punktów',
	none: 'Pytanie unieważnione, nie liczy się nikomu'
};

const way = v.picklist(Object.keys(WAYS) as Way[], 'Wybierz, co zrobić z\u00a0tym pytaniem.');
const scope = v.picklist(Object.keys(SCOPES) as (keyof typeof SCOPES)[], 'Wybierz, komu poprawić wynik.');
const reason = v.pipe(
	v.optional(v.string(), ''),
	v.trim(),
	v.minLength(10, 'Napisz jednym zdaniem, dlaczego wynik się zmienia. Przeczytają to uczestnicy.'),
	v.maxLength(400, 'Skróć powód do 400 znaków.')
);

const password = v.optional(
	v.pipe(v.string(), v.nonEmpty('Wpisz swoje hasło.'), v.maxLength(1000, 'Hasło jest za długie.')),
	''
);

const intention = { sposob: v.optional(way, 'klucz'), komu: v.optional(scope, 'wgore'), powod: reason };

/** What is meant; the fields of the key (`klucz…`) depend on the question and are read apart. */
export const RegradeForm = v.looseObject(intention);
export type RegradeForm = v.InferOutput<typeof RegradeForm>;

const seenField = v.pipe(v.string(), v.maxLength(100));

/** The same once more, with what was seen and the password. */
export const ApplyForm = v.looseObject({
	...intention,
	odcisk: seenField,
	chwila: seenField,
	/** Empty is refused beside the preview, not instead of it. */
	currentPassword: v.optional(v.pipe(v.string(), v.maxLength(1000, 'Hasło jest za długie.')), '')
});

export const policyOf = ({ sposob, komu }: Pick<RegradeForm, 'sposob' | 'komu'>): RegradePolicy => {
	if (sposob === 'pelne') return 'full';
	if (sposob === 'zero') return 'none';
	return komu === 'wszyscy' ? 'all' : 'upwards';
};

/** Undoing asks for the password again. */
export const UndoForm = v.strictObject({ currentPassword: password });

export const STATE_LABELS: Record<RegradeTable['state'], string> = {
	applying: 'W\u00a0toku',
	applied: 'Obowiązuje',
	undoing: 'Cofanie w\u00a0toku',
	undone: 'Cofnięta'
};
