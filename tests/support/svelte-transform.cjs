const crypto = require('node:crypto');
const ts = require('typescript');
const { compile, compileModule, VERSION } = require('svelte/compiler');

const transpile = (code, fileName, module) =>
  ts.transpileModule(code, {
    fileName,
    compilerOptions: {
      module,
      target: ts.ScriptTarget.ES2022,
      sourceMap: false,
      inlineSourceMap: module === ts.ModuleKind.CommonJS,
      verbatimModuleSyntax: false,
      isolatedModules: true,
      allowJs: true,
      esModuleInterop: true,
    },
  }).outputText;
const esm = (code, file) => transpile(code, file, ts.ModuleKind.ESNext);
const cjs = (code, file) =>
  transpile(code, file.replace(/\.svelte$/, '.svelte.js').replace(/\.mjs$/, '.js'), ts.ModuleKind.CommonJS);

module.exports = {
  process(source, filename) {
    const options = { filename, generate: 'client', dev: false };
    if (filename.endsWith('.svelte'))
      return { code: cjs(compile(source, { ...options, css: 'injected' }).js.code, filename) };
    if (/\.svelte\.(ts|js)$/.test(filename))
      return {
        code: cjs(compileModule(esm(source, filename), options).js.code, filename.replace(/\.ts$/, '.js')),
      };
    return { code: cjs(source, filename) };
  },
  getCacheKey: (source, filename) =>
    crypto
      .createHash('sha1')
      .update(VERSION + source + filename + 'v1')
      .digest('hex'),
};
