import { useLingui } from "@lingui/react/macro";
import type { AgentState } from "@/api/generated/types.gen";
import { Elapsed } from "@/ui/Elapsed";
import { PersonAvatar } from "@/ui/PersonAvatar";
import classes from "./AgentGrid.module.css";
import { byState, stateIcon, stateName } from "./stateName";
import { useIsLong } from "./useSignals";

export function AgentGrid({ agents }: { agents: readonly AgentState[] }) {
  const here = byState(agents.filter((agent) => agent.state !== "offline"));
  return (
    <ul className={classes.grid}>
      {here.map((agent) => (
        <AgentCard key={agent.id} agent={agent} />
      ))}
    </ul>
  );
}

function AgentCard({ agent }: { agent: AgentState }) {
  const { i18n } = useLingui();
  const Icon = stateIcon[agent.state];
  const long = useIsLong(agent);
  return (
    <li className={classes.card} data-state={agent.state} data-long={long || undefined}>
      <PersonAvatar name={agent.name} size={40} />
      <span className={classes.name}>{agent.name}</span>
      <span className={classes.state}>
        <Icon className={classes.icon} aria-hidden="true" />
        {i18n._(stateName[agent.state])}
      </span>
      {agent.since && <Elapsed className={classes.time} since={agent.since} />}
    </li>
  );
}
