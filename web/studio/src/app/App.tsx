import { localStorageColorSchemeManager, MantineProvider, mergeThemeOverrides } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { Suspense, useMemo } from "react";
import { useTranslation } from "react-i18next";

import { queryClient } from "@/app/queryClient";
import { router } from "@/app/router";
import { cssVariables, theme } from "@/shared/theme/theme";
import { Loading } from "@/shared/ui/Loading";

const schemes = localStorageColorSchemeManager({ key: "axin-scheme" });

export function App() {
  const { t } = useTranslation("common");
  const close = t("close");
  // a notification's close button is named in the reader's language, wherever it is shown from
  const named = useMemo(() => mergeThemeOverrides(theme, { components: { Notification: { defaultProps: { closeButtonProps: { "aria-label": close } } } } }), [close]);
  return (
    <QueryClientProvider client={queryClient}>
      <MantineProvider theme={named} cssVariablesResolver={cssVariables} colorSchemeManager={schemes} defaultColorScheme="auto">
        <Notifications position="bottom-right" autoClose={5000} limit={4} />
        <Suspense fallback={<Loading full />}>
          <RouterProvider router={router} />
        </Suspense>
      </MantineProvider>
    </QueryClientProvider>
  );
}
