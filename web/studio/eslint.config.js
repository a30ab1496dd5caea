import { readdirSync } from "node:fs";

import hooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

const features = readdirSync(new URL("src/features", import.meta.url));

/** Imports run downhill: app, then features (which do not know each other), then shared. */
const direction = (files, forbidden, message) => ({
  files,
  rules: {
    "@typescript-eslint/no-restricted-imports": ["error", { patterns: forbidden.map((regex) => ({ regex, message })) }],
  },
});

export default tseslint.config(
  { ignores: ["src/generated/**", "node_modules/**"] },
  ...tseslint.configs.strict,
  {
    files: ["src/**/*.{ts,tsx}"],
    plugins: { "react-hooks": hooks },
    rules: {
      "react-hooks/rules-of-hooks": "error",
      "react-hooks/exhaustive-deps": "error",
      "no-console": "error",
      "@typescript-eslint/no-dynamic-delete": "off",
      eqeqeq: ["error", "always"],
    },
  },
  direction(["src/shared/**"], ["^@/(features|app)(/|$)", "\\.\\./(features|app)/"], "shared knows neither features nor app"),
  ...features.map((name) =>
    direction(
      [`src/features/${name}/**`],
      ["^@/app(/|$)", `^@/features/(?!${name}(/|$))`, `\\.\\./(?:${features.filter((other) => other !== name).join("|")})(/|$)`],
      "a feature knows shared and itself, no other feature and not the app",
    ),
  ),
);
