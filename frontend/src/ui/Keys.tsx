import classes from "./Keys.module.css";
import { keyCaps } from "./shortcuts";

/** A shortcut as key caps. */
export function Keys({ keys }: { keys: string }) {
  return (
    <span className={classes.keys}>
      {keyCaps(keys).map((stroke) => (
        <kbd key={stroke.join()} className={classes.cap}>
          {stroke.join(" ")}
        </kbd>
      ))}
    </span>
  );
}
