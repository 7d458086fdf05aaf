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
/** CommonJS has no `import.meta`, by which modules find what lies beside them; Jest gives `__filename`. */
const cjs = (code, file) =>
  transpile(
    code,
    file.replace(/\.svelte$/, '.svelte.js').replace(/\.mjs$/, '.js'),
    ts.ModuleKind.CommonJS,
  ).replaceAll('import.meta.url', "require('node:url').pathToFileURL(__filename).href");

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
      .update(VERSION + source + filename + 'v2')
      .digest('hex'),
};
