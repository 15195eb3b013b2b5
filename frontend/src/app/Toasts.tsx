import "@mantine/notifications/styles.layer.css";
import { Notifications } from "@mantine/notifications";

/** Bottom left, out of the way of the composer; they stay while hovered or focused. */
export function Toasts() {
  return <Notifications position="bottom-left" limit={4} autoClose={8000} containerWidth={420} />;
}
