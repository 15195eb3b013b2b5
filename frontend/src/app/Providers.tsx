import "@/api/client";
import { i18n } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import { MantineProvider } from "@mantine/core";
import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { lazy, type ReactNode, Suspense } from "react";
import { cssVariables, theme } from "./theme";

// Nothing has to be said in the first moment, so what says it comes after the page.
const Toasts = lazy(() => import("./Toasts").then((module) => ({ default: module.Toasts })));

export function Providers({ queryClient, children }: { queryClient: QueryClient; children: ReactNode }) {
  return (
    <I18nProvider i18n={i18n}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariables}
        defaultColorScheme="auto"
        env={import.meta.env.MODE === "test" ? "test" : "default"}
      >
        <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
        <Suspense>
          <Toasts />
        </Suspense>
      </MantineProvider>
    </I18nProvider>
  );
}
