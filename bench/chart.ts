import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawChart } from './draw-chart.js';
import { benchFolder, chartFile } from './paths.js';

// node --import tsx bench/chart.ts
// Draws the chart again from RESULTS.md, without measuring anything.

writeFileSync(chartFile, drawChart(readFileSync(join(benchFolder, 'RESULTS.md'), 'utf8')));
