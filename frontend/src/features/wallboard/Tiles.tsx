import { Plural, Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import type { Wallboard } from "@/api/generated/types.gen";
import { Elapsed } from "@/ui/Elapsed";
import { playDuration } from "@/ui/formats";
import { Sparkline } from "@/ui/Sparkline";
import { judgeShare, LIMITS } from "./limits";
import { SignalWords } from "./SignalWords";
import { Tile } from "./Tile";
import { useWaitSignal } from "./useSignals";

type TileProps = { board: Wallboard };

export function Tiles({ board }: TileProps) {
  return (
    <Tile.Row>
      <WaitingCalls board={board} />
      <AnsweredInTime board={board} />
      <AgentsFree board={board} />
      <WaitingTickets board={board} />
      <OverdueTickets board={board} />
      <Satisfaction board={board} />
    </Tile.Row>
  );
}

function WaitingCalls({ board: { calls } }: TileProps) {
  const { i18n, t } = useLingui();
  const signal = useWaitSignal(calls.waiting, calls.longest_waiting_since, LIMITS.callWaitSeconds);
  const limit = playDuration(LIMITS.callWaitSeconds);
  return (
    <Tile name={t`Callers waiting`} value={i18n.number(calls.waiting)} signal={signal}>
      {calls.longest_waiting_since === null ? (
        <Trans>nobody in the queue</Trans>
      ) : (
        <>
          <SignalWords signal={signal}>
            <Trans>
              longest <Elapsed since={calls.longest_waiting_since} />
            </Trans>
          </SignalWords>{" "}
          <Trans>limit {limit}</Trans>
        </>
      )}
    </Tile>
  );
}

function AnsweredInTime({ board: { calls } }: TileProps) {
  const { t, i18n } = useLingui();
  const percent = calls.service_level_percent;
  const signal = judgeShare(percent, LIMITS.answeredPercent, LIMITS.answeredNearPercent);
  const target = i18n.number(LIMITS.answeredPercent);
  const abandoned = calls.abandoned_today;
  return (
    <Tile
      name={t`Answered in 20 s`}
      value={share(percent, i18n)}
      unit={percent === null ? undefined : "%"}
      signal={signal}
    >
      {percent === null ? (
        <Trans>no calls yet today</Trans>
      ) : (
        <>
          <SignalWords signal={signal}>
            {signal === "good" ? <Trans>target {target} % met</Trans> : <Trans>below target {target} %</Trans>}
          </SignalWords>{" "}
          <Plural value={abandoned} one="# abandoned" other="# abandoned" />
        </>
      )}
    </Tile>
  );
}

function AgentsFree({ board: { agents } }: TileProps) {
  const { t, i18n } = useLingui();
  const count = (state: string) => agents.by_state.filter((agent) => agent.state === state).length;
  const [calls, pauses] = [count("on_call"), count("break")];
  const total = i18n.number(agents.total);
  const nobody = agents.total > 0 && agents.free === 0;
  return (
    <Tile
      name={t`Agents free`}
      value={i18n.number(agents.free)}
      unit={t`of ${total}`}
      signal={nobody ? "warn" : "plain"}
    >
      {nobody ? (
        <SignalWords signal="warn">
          <Trans>nobody free</Trans>
        </SignalWords>
      ) : (
        <Trans>
          {calls} on call · {pauses} on break
        </Trans>
      )}
    </Tile>
  );
}

function WaitingTickets({ board }: TileProps) {
  const { t, i18n } = useLingui();
  const { tickets } = board;
  const arrived = i18n.number(board.arrived.reduce((sum, count) => sum + count, 0));
  return (
    <Tile
      name={t`Tickets waiting for us`}
      value={i18n.number(tickets.waiting)}
      chart={<Sparkline values={board.arrived} width={84} height={40} />}
    >
      {tickets.longest_waiting_since === null ? (
        <Trans>everybody has an answer</Trans>
      ) : (
        <Trans>
          longest <Elapsed since={tickets.longest_waiting_since} />
        </Trans>
      )}
      {" · "}
      <Trans>{arrived} in 4 h</Trans>
    </Tile>
  );
}

function OverdueTickets({ board: { tickets } }: TileProps) {
  const { t, i18n } = useLingui();
  const [due, open] = [i18n.number(tickets.due_soon), i18n.number(tickets.open)];
  const signal = tickets.overdue > 0 ? "bad" : tickets.due_soon > 0 ? "warn" : "good";
  const limit = i18n.number(0);
  return (
    <Tile name={t`Tickets overdue`} value={i18n.number(tickets.overdue)} signal={signal}>
      {tickets.overdue > 0 && (
        <>
          <SignalWords signal="bad">
            <Trans>limit {limit}</Trans>
          </SignalWords>{" "}
        </>
      )}
      {tickets.due_soon > 0 ? (
        <SignalWords signal="warn">
          <Trans>{due} due in 1 h</Trans>
        </SignalWords>
      ) : tickets.overdue > 0 ? (
        <Trans>{open} open</Trans>
      ) : (
        <SignalWords signal="good">
          <Trans>none late</Trans>
        </SignalWords>
      )}
    </Tile>
  );
}

function Satisfaction({ board: { today } }: TileProps) {
  const { t, i18n } = useLingui();
  const { percent, n } = today.csat;
  const signal = judgeShare(percent, LIMITS.satisfactionPercent, LIMITS.satisfactionNearPercent);
  const target = i18n.number(LIMITS.satisfactionPercent);
  return (
    <Tile
      name={t`Satisfied today`}
      value={share(percent, i18n)}
      unit={percent === null ? undefined : "%"}
      signal={signal}
    >
      {percent === null ? (
        <Trans>no answers yet today</Trans>
      ) : (
        <>
          <SignalWords signal={signal}>
            {signal === "good" ? <Trans>target {target} % met</Trans> : <Trans>below target {target} %</Trans>}
          </SignalWords>{" "}
          <Plural value={n} one="# answer" other="# answers" />
        </>
      )}
    </Tile>
  );
}

type Numbers = { number: (value: number, format?: Intl.NumberFormatOptions) => string };

const share = (percent: number | null, numbers: Numbers): ReactNode =>
  percent === null ? "–" : numbers.number(percent, { maximumFractionDigits: percent > 0 && percent < 10 ? 1 : 0 });
