import * as v from 'valibot';
import { REPORT_PEOPLE, type ReportPeople } from './report.ts';

export const ReportForm = v.strictObject(
	{ people: v.picklist(Object.keys(REPORT_PEOPLE) as ReportPeople[], 'Wybierz, jak raport ma pokazać osoby.') },
	'Formularz jest niepełny albo zawiera nieznane pole. Odśwież stronę i wyślij go jeszcze raz.'
);
