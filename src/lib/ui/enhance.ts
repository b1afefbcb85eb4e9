/**
 * The one script of the site. Every page works without it; each subject's module looks for its own `data-…` elements
 * and does nothing when there are none.
 */
import { enhanceLessonKeys } from '../courses/browser/lesson-keys.ts';
import { enhanceOfflineReading } from '../courses/browser/offline.ts';
import { offerReadingAloud } from '../courses/browser/read-aloud.ts';
import { offerReadingOn, rememberPlace } from '../courses/browser/reading-place.ts';
import { enhanceReadingSettings } from '../courses/browser/reading-settings-form.ts';
import { followTime } from '../courses/browser/reading-time.ts';
import { explainTerms } from '../courses/browser/terms.ts';
import { followLiveSession } from '../live/browser/live-page.ts';
import { followJoining } from '../joining/browser/projector.ts';
import { followReading } from './browser/follow-reading.ts';
import { offerPrinting } from './browser/print-button.ts';
import { enhanceAttemptPage } from '../quizzes/browser/attempt-page.ts';
import { enhanceOrdering } from '../quizzes/browser/ordering-buttons.ts';

enhanceReadingSettings();
followReading();
followTime();
rememberPlace();
offerReadingOn();
enhanceLessonKeys();
offerReadingAloud();
explainTerms();
enhanceOfflineReading();
offerPrinting();
enhanceOrdering();
enhanceAttemptPage();
followLiveSession();
followJoining();
