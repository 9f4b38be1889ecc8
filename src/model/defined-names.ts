export { definedNames } from '../runtime/avro-defined-names.js';
