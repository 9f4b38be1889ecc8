import { testAtLeastOnce, WIRES } from './at-least-once.js';
import { startWires } from './wire.js';

testAtLeastOnce(startWires(WIRES));
