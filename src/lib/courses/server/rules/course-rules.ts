import { bankRules } from './bank-rules.ts';
import { drawsCanBeMet } from './blueprint-rules.ts';
import { citationsStand } from './citation-rules.ts';
import { competencesExist } from './competence-rules.ts';
import type { CourseRule } from './course-rule.ts';
import { frontMatterRules } from './front-matter-rules.ts';
import { minutesFit } from './minutes-rules.ts';
import { pretestIsOne } from './pretest-rules.ts';
import { redirectsLead } from './redirect-rules.ts';
import { treeRules } from './tree-rules.ts';
import { variantsAreUpToDate } from './variant-rules.ts';

/** What every course is checked for, whenever it is read: cheap rules only, because the server starts with them. */
export const courseRules: CourseRule[] = [
	...treeRules,
	...frontMatterRules,
	pretestIsOne,
	competencesExist,
	...bankRules,
	drawsCanBeMet,
	redirectsLead,
	variantsAreUpToDate,
	citationsStand,
	minutesFit
];
