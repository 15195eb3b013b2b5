import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { isSignedIn } from "@/api/isSignedIn";
import { sessionRestored, signInAddress, useSessionEnded } from "@/api/session";
import { live } from "@/live/socket";

/**
 * The session ended while somebody was working. Signing in happens in another tab, so that this page, its place and
 * everything typed stay; coming back to the tab finds out whether it worked.
 */
export function SignInDialog() {
  const { t } = useLingui();
  const ended = useSessionEnded();
  const queryClient = useQueryClient();

  useEffect(() => {
    if (!ended) return;
    const look = async () => {
      if (document.visibilityState !== "visible" || !(await isSignedIn())) return;
      sessionRestored();
      live.reopen();
      await queryClient.invalidateQueries();
    };
    window.addEventListener("focus", look);
    document.addEventListener("visibilitychange", look);
    return () => {
      window.removeEventListener("focus", look);
      document.removeEventListener("visibilitychange", look);
    };
  }, [ended, queryClient]);

  return (
    <Modal
      opened={ended}
      onClose={() => {}}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={t`Please sign in again`}
    >
      <Stack gap="lg">
        <Text size="sm">
          <Trans>Your session has ended. Everything you have typed is kept on this page.</Trans>
        </Text>
        <Group justify="flex-end">
          <Button component="a" href={signInAddress()} target="_blank" rel="opener">
            <Trans>Sign in in a new tab</Trans>
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
