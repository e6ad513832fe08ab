import js from "@eslint/js";
import globals from "globals";

export default [
  { ignores: ["dist/", ".venv/", ".cache/"] },
  js.configs.recommended,
  {
    languageOptions: { ecmaVersion: 2023, sourceType: "module" },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "array-callback-return": "error",
      curly: ["error", "multi-line"],
      "dot-notation": "error",
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-implicit-coercion": ["error", { allow: ["!!"] }],
      "no-param-reassign": "error",
      "no-shadow": "error",
      "no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "no-use-before-define": ["error", { functions: false, variables: false }],
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
      "prefer-template": "error",
    },
  },
  { files: ["web/**/*.js"], languageOptions: { globals: globals.browser } },
  {
    files: ["web/worker/**/*.js"],
    languageOptions: { globals: globals.worker },
    // Only the page has a document; a worker that names it fails at run time.
    rules: { "no-restricted-globals": ["error", "document", "window", "localStorage"] },
  },
  {
    files: ["tests/**/*.js", "scripts/**/*.mjs", "*.js"],
    languageOptions: { globals: { ...globals.nodeBuiltin } },
  },
];
