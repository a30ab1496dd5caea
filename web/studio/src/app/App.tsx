import { localStorageColorSchemeManager, MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { Suspense } from "react";

import { queryClient } from "@/app/queryClient";
import { router } from "@/app/router";
import { cssVariables, theme } from "@/shared/theme/theme";
import { Loading } from "@/shared/ui/Loading";

const schemes = localStorageColorSchemeManager({ key: "axin-scheme" });

export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} colorSchemeManager={schemes} defaultColorScheme="auto">
        <Notifications position="bottom-right" autoClose={5000} limit={4} />
        <Suspense fallback={<Loading full />}>
          <RouterProvider router={router} />
        </Suspense>
      </MantineProvider>
    </QueryClientProvider>
  );
}
