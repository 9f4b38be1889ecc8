export { definedNames } from '../runtime/resolution/defined-names.js';
