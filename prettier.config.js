export default {
  singleQuote: true,
  printWidth: 120,
  // What is copied into users' projects keeps to the width of generated code.
  overrides: [{ files: ['src/runtime/**', 'generated-example/**'], options: { printWidth: 100 } }],
};
