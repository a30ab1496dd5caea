/// <reference types="vitest/config" />
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const out = resolve(import.meta.dirname, "../axin/web/static");
const backend = process.env.AXIN ?? "http://localhost:8000";
const texts = /\.(js|css|html|svg|json|webmanifest)$/;

/** Compress once here, so that the server only picks a file: on the fly it costs more than sending. */
function precompress(): Plugin {
  const visit = (folder: string): void => {
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) visit(path);
      else if (texts.test(name) && statSync(path).size > 1024) {
        const raw = readFileSync(path);
        writeFileSync(`${path}.gz`, gzipSync(raw, { level: 9 }));
        writeFileSync(`${path}.br`, brotliCompressSync(raw, { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } }));
      }
    }
  };
  return { name: "precompress", apply: "build", closeBundle: () => void (existsSync(out) && visit(out)) };
}

export default defineConfig({
  base: "/",
  plugins: [react(), precompress()],
  resolve: { alias: { "@": resolve(import.meta.dirname, "src"), "@gallery": resolve(import.meta.dirname, "../../builder/axin/builder/gallery") } },
  build: { outDir: out, emptyOutDir: true, assetsInlineLimit: 0, target: "es2022", chunkSizeWarningLimit: 900, modulePreload: { polyfill: false } },
  server: {
    host: "127.0.0.1",
    fs: { allow: [resolve(import.meta.dirname, "../..")] },
    proxy: Object.fromEntries(["/api", "/hooks", "/forms", "/health"].map((path) => [path, { target: backend, changeOrigin: false }])),
  },
  test: { include: ["src/**/*.test.ts", "src/**/*.test.tsx"], environment: "node", pool: "threads" },
});
