import { Plural } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { IconArrowRight } from "@tabler/icons-react";
import { useState } from "react";
import type { ThreadEvent } from "@/api/tickets";
import { Timestamp } from "@/ui/Timestamp";
import classes from "./EventLines.module.css";
import { EventWords } from "./EventWords";

const FOLD_FROM = 3;

/** What happened between messages, a grey line each; three and more in a row fold. */
export function EventLines({ events }: { events: readonly ThreadEvent[] }) {
  const [unfolded, setUnfolded] = useState(false);
  const folded = events.length >= FOLD_FROM && !unfolded;
  const hidden = events.length - 1;
  const shown = folded ? events.slice(-1) : events;

  return (
    <div className={classes.events}>
      {folded && (
        <Button size="compact-xs" variant="subtle" color="gray" onClick={() => setUnfolded(true)}>
          <Plural value={hidden} one="# earlier change" other="# earlier changes" />
        </Button>
      )}
      {shown.map((event) => (
        <p key={event.id} className={classes.line}>
          <IconArrowRight size={14} aria-hidden />
          <span className={classes.words}>
            {event.actor && (
              <>
                <strong>{event.actor.name}</strong>
                {" · "}
              </>
            )}
            <EventWords event={event} />
          </span>
          <Timestamp at={event.at} as="time" />
        </p>
      ))}
    </div>
  );
}
