import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { IconApi, IconForms, IconMail, IconMessageCircle, IconPhone } from "@tabler/icons-react";
import type { TicketsRetrieveResponse } from "@/api/generated/types.gen";

type Channel = TicketsRetrieveResponse["channel"];

const CHANNELS: Record<Channel, { name: MessageDescriptor; icon: typeof IconMail }> = {
  mail: { name: msg`E-mail`, icon: IconMail },
  form: { name: msg`Web form`, icon: IconForms },
  chat: { name: msg`Chat`, icon: IconMessageCircle },
  api: { name: msg`API`, icon: IconApi },
  phone: { name: msg`Phone`, icon: IconPhone },
};

type Props = { channel: Channel; size?: number /** With the word beside it. */; named?: boolean };

/** How the customer reached us. */
export function ChannelIcon({ channel, size = 13, named = false }: Props) {
  const { i18n } = useLingui();
  const { name, icon: Icon } = CHANNELS[channel];
  if (!named) return <Icon size={size} stroke={1.9} role="img" aria-label={i18n._(name)} />;
  return (
    <>
      <Icon size={size} stroke={1.9} aria-hidden />
      {i18n._(name)}
    </>
  );
}
