export default {
  singleQuote: true,
  printWidth: 120,
  // What is copied into users' projects keeps to the width of the code generated beside it.
  overrides: [{ files: 'src/runtime/**', options: { printWidth: 100 } }],
};
