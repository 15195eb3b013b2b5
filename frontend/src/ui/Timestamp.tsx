import { useLingui } from "@lingui/react/macro";
import { Tooltip } from "@mantine/core";
import { useRef, useState } from "react";
import { clockTime, dayKey, quantity, shortDay, wholeMoment } from "./formats";
import { serverNow, useMinute } from "./time";
import { useZone } from "./zone";

type Props = {
  at: string;
  /** `age`: "4 min", from a day on the date; `time`: 16:42, on other days with the date; `moment`: always both. */
  as?: "age" | "time" | "moment";
  className?: string;
};

const DAY = 86_400;

/**
 * A moment in the reader's zone and language; the whole of it, with seconds and zone, on hover. The tooltip is made
 * only then: a list of moments that is scrolled fast must not build one for every row.
 */
export function Timestamp({ at, as = "age", className }: Props) {
  const { i18n } = useLingui();
  const zone = useZone();
  useMinute();
  const place = useRef<HTMLTimeElement>(null);
  const [hovered, setHovered] = useState(false);
  const moment = new Date(at);

  return (
    <>
      <time
        ref={place}
        dateTime={at}
        className={className}
        onPointerEnter={() => setHovered(true)}
        onPointerLeave={() => setHovered(false)}
      >
        {said(moment, as, i18n.locale, zone)}
      </time>
      {hovered && <Tooltip target={place} opened label={wholeMoment(moment, i18n.locale, zone)} />}
    </>
  );
}

function said(at: Date, as: "age" | "time" | "moment", locale: string, zone: string) {
  const now = new Date(serverNow());
  const date = () => `${shortDay(at, locale, zone)} ${clockTime(at, locale, zone)}`;
  if (as === "moment") return date();
  if (as === "time") return dayKey(at, zone) === dayKey(now, zone) ? clockTime(at, locale, zone) : date();
  const age = Math.max(0, (now.getTime() - at.getTime()) / 1000);
  if (age >= DAY) return date();
  return age < 3600
    ? quantity(Math.floor(age / 60), "minute", locale)
    : quantity(Math.floor(age / 3600), "hour", locale);
}
