import { defineConfig } from '@playwright/test';
import { findChromium } from '../support/chromium.mjs';

export default defineConfig({
	testDir: '.',
	outputDir: '../../test-results/e2e',
	fullyParallel: true,
	forbidOnly: true,
	workers: 2,
	timeout: 180_000,
	use: {
		locale: 'pl-PL',
		timezoneId: 'Europe/Warsaw',
		// A recording of every step costs more than the step: ask for one with `--trace on` when a test fails.
		trace: 'off',
		launchOptions: {
			executablePath: findChromium(),
			args: [
				'--no-sandbox',
				'--disable-gpu',
				'--no-first-run',
				'--disable-background-networking',
				'--disable-component-update',
				'--disable-sync'
			]
		}
	}
});
