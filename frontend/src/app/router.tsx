import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouterHistory,
  redirect,
} from "@tanstack/react-router";
import type { AuditSearch } from "@/features/admin/AuditScreen";
import { SET_ASIDE_REASONS, SET_ASIDE_STATES, type SetAsideSearch } from "@/features/admin/setAsideSearch";
import type { CallSearch } from "@/features/calls/CallFilters";
import { OUTCOMES } from "@/features/calls/callWords";
import { PageFailed } from "./PageFailed";
import { PageMissing } from "./PageMissing";
import { Shell } from "./shell/Shell";

const root = createRootRoute({ component: Shell, notFoundComponent: PageMissing });

const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);

const home = createRoute({
  getParentRoute: () => root,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/inbox/$view", params: { view: "mine" } });
  },
});
const inboxHome = createRoute({
  getParentRoute: () => root,
  path: "/inbox",
  beforeLoad: () => {
    throw redirect({ to: "/inbox/$view", params: { view: "mine" } });
  },
});
/** One component for list and ticket, so the list keeps its place while tickets change beside it. */
const inbox = createRoute({
  getParentRoute: () => root,
  path: "/inbox/$view",
  validateSearch: (search): { department?: string; q?: string } => ({
    department: text(search.department),
    q: text(search.q),
  }),
  component: lazyRouteComponent(() => import("./routes/InboxPage"), "InboxPage"),
});
const ticket = createRoute({ getParentRoute: () => inbox, path: "/$ticket" });

const newTicket = createRoute({
  getParentRoute: () => root,
  path: "/inbox/new",
  component: lazyRouteComponent(() => import("./routes/NewTicketPage"), "NewTicketPage"),
});

const calls = createRoute({
  getParentRoute: () => root,
  path: "/calls",
  validateSearch: (search): CallSearch => ({
    department: text(search.department),
    outcome: OUTCOMES.find((outcome) => outcome === search.outcome),
    direction: search.direction === "in" || search.direction === "out" ? search.direction : undefined,
    recorded: search.recorded === true ? true : undefined,
  }),
  component: lazyRouteComponent(() => import("./routes/CallsPage"), "CallsPage"),
});
const call = createRoute({
  getParentRoute: () => root,
  path: "/calls/$call",
  validateSearch: (search): { t?: number } => ({ t: Number(search.t) > 0 ? Number(search.t) : undefined }),
  component: lazyRouteComponent(() => import("./routes/CallPage"), "CallPage"),
});
const qualityHome = createRoute({
  getParentRoute: () => root,
  path: "/quality",
  beforeLoad: () => {
    throw redirect({ to: "/quality/queue" });
  },
});
const qualityQueue = createRoute({
  getParentRoute: () => root,
  path: "/quality/queue",
  component: lazyRouteComponent(() => import("./routes/QualityQueuePage"), "QualityQueuePage"),
});
const review = createRoute({
  getParentRoute: () => root,
  path: "/quality/reviews/$review",
  validateSearch: (search): { t?: number } => ({ t: Number(search.t) > 0 ? Number(search.t) : undefined }),
  component: lazyRouteComponent(() => import("./routes/ReviewPage"), "ReviewPage"),
});
const myFeedback = createRoute({
  getParentRoute: () => root,
  path: "/quality/me",
  component: lazyRouteComponent(() => import("./routes/MyFeedbackPage"), "MyFeedbackPage"),
});
const live = createRoute({
  getParentRoute: () => root,
  path: "/live",
  component: lazyRouteComponent(() => import("./routes/WallboardPage"), "WallboardPage"),
});
const liveBoard = createRoute({
  getParentRoute: () => root,
  path: "/live/$board",
  component: lazyRouteComponent(() => import("./routes/WallboardPage"), "WallboardPage"),
});
const reportsHome = createRoute({
  getParentRoute: () => root,
  path: "/reports",
  beforeLoad: () => {
    throw redirect({ to: "/reports/$report", params: { report: "agent-productivity" } });
  },
});
type ReportAddress = Partial<
  Record<"from" | "to" | "department" | "clock" | "compare" | "sort" | "drill" | "order" | "how", string>
>;

const report = createRoute({
  getParentRoute: () => root,
  path: "/reports/$report",
  validateSearch: (search): ReportAddress => ({
    from: text(search.from),
    to: text(search.to),
    department: text(search.department),
    clock: text(search.clock),
    compare: text(search.compare),
    sort: text(search.sort),
    drill: text(search.drill),
    order: text(search.order),
    how: text(search.how),
  }),
  component: lazyRouteComponent(() => import("./routes/ReportPage"), "ReportPage"),
});
const adminHome = createRoute({
  getParentRoute: () => root,
  path: "/admin",
  beforeLoad: () => {
    throw redirect({ to: "/admin/departments" });
  },
});
const adminDepartments = createRoute({
  getParentRoute: () => root,
  path: "/admin/departments",
  component: lazyRouteComponent(() => import("./routes/DepartmentsPage"), "DepartmentsPage"),
});
const adminDepartment = createRoute({
  getParentRoute: () => root,
  path: "/admin/departments/$department",
  component: lazyRouteComponent(() => import("./routes/DepartmentPage"), "DepartmentPage"),
});
const adminOperations = createRoute({
  getParentRoute: () => root,
  path: "/admin/operations",
  component: lazyRouteComponent(() => import("./routes/OperationsPage"), "OperationsPage"),
});
const adminOrganization = createRoute({
  getParentRoute: () => root,
  path: "/admin/organization",
  component: lazyRouteComponent(() => import("./routes/OrganizationPage"), "OrganizationPage"),
});
const adminSetAside = createRoute({
  getParentRoute: () => root,
  path: "/admin/set-aside",
  validateSearch: (search): SetAsideSearch => ({
    state: SET_ASIDE_STATES.find((state) => state === search.state),
    reason: SET_ASIDE_REASONS.find((reason) => reason === search.reason),
    mail: text(search.mail),
  }),
  component: lazyRouteComponent(() => import("./routes/SetAsidePage"), "SetAsidePage"),
});
const adminPeople = createRoute({
  getParentRoute: () => root,
  path: "/admin/people",
  validateSearch: (search): { q?: string } => ({ q: text(search.q) }),
  component: lazyRouteComponent(() => import("./routes/PeoplePage"), "PeoplePage"),
});
const adminAudit = createRoute({
  getParentRoute: () => root,
  path: "/admin/audit",
  validateSearch: (search): AuditSearch => ({ name: text(search.name), person: text(search.person) }),
  component: lazyRouteComponent(() => import("./routes/AuditPage"), "AuditPage"),
});
const me = createRoute({
  getParentRoute: () => root,
  path: "/me",
  component: lazyRouteComponent(() => import("./routes/MePage"), "MePage"),
});

const tree = root.addChildren([
  home,
  inboxHome,
  inbox.addChildren([ticket]),
  newTicket,
  calls,
  call,
  qualityHome,
  qualityQueue,
  review,
  myFeedback,
  live,
  liveBoard,
  reportsHome,
  report,
  adminHome,
  adminDepartments,
  adminDepartment,
  adminOrganization,
  adminSetAside,
  adminOperations,
  adminPeople,
  adminAudit,
  me,
]);

export const makeRouter = (history?: RouterHistory) =>
  createRouter({
    routeTree: tree,
    history,
    defaultPreload: "intent",
    defaultErrorComponent: PageFailed,
    defaultPendingMs: 150,
  });

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
