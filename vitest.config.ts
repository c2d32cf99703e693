import { defineConfig } from "vitest/config";

/** Files share their worker's modules: nothing here mocks one, and loading them anew was half of all the work. */
const shared = { isolate: false };
/** What hangs ends by it; a machine that others use needs three times as long as a quiet one. */
const slow = { ...shared, testTimeout: 180_000, hookTimeout: 180_000 };

export default defineConfig({
  test: {
    projects: [
      { test: { name: "unit", include: ["test/unit/**/*.test.ts"], ...shared } },
      { test: { name: "integration", include: ["test/integration/**/*.test.ts"], ...slow } },
      { test: { name: "security", include: ["test/security/**/*.test.ts"], ...slow } },
      { test: { name: "e2e", include: ["test/e2e/**/*.test.ts"], ...slow, testTimeout: 300_000 } },
    ],
  },
});
