import "./app.css";
import "@/api/client";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { meRetrieveOptions } from "@/api/generated/@tanstack/react-query.gen";
import { makeQueryClient } from "@/api/queryClient";
import { browserLanguage, speak } from "./i18n";
import { Providers } from "./Providers";
import { reloadOnceAfterRelease } from "./reloadAfterRelease";
import { makeRouter } from "./router";

reloadOnceAfterRelease();
const queryClient = makeQueryClient();
// The person's own language from the first word on; whoever is not signed in gets the browser's.
await speak(await queryClient.fetchQuery(meRetrieveOptions()).then((me) => me.language, browserLanguage));

const root = document.getElementById("root");
if (!root) throw new Error("The page has no #root.");
createRoot(root).render(
  <StrictMode>
    <Providers queryClient={queryClient}>
      <RouterProvider router={makeRouter()} />
    </Providers>
  </StrictMode>,
);
