import { loadCourses } from '#lib/courses/server/load-courses.ts';
import { diagnose } from '#lib/server/doctor/diagnose.ts';
import { readCliSettings } from './cli.ts';

const MARKS = { good: '✓', doubtful: '!', bad: '✗' };

const settings = readCliSettings();
console.log('✓ Ustawienia są poprawne.');
const findings = await diagnose(settings, loadCourses);
for (const { state, text, cure } of findings) {
	console.log(`${MARKS[state]} ${text}`);
	if (cure) console.log(`    → ${cure}`);
}
const count = findings.filter((finding) => finding.state === 'bad').length;
console.log(count === 0 ? '\nPlatforma może działać.' : `\nDo naprawienia: ${count}.`);
process.exit(count === 0 ? 0 : 1);
