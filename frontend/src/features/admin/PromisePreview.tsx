import { Trans, useLingui } from "@lingui/react/macro";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { departmentsPreview } from "@/api/generated/sdk.gen";
import type { Department, PromiseExample } from "@/api/generated/types.gen";
import { dayAndTime } from "@/ui/formats";
import classes from "./DepartmentForm.module.css";
import type { DepartmentFields } from "./useDepartmentForm";

type PromisePreviewProps = { fields: DepartmentFields; department: Department | null };

/** What the hours and the promise of the form mean, by the server's own clock, before they are saved. */
export function PromisePreview({ fields, department }: PromisePreviewProps) {
  const { zone, hours, first_response_seconds } = fields;
  const dates = department ? { holidays: department.holidays, special_days: department.special_days } : {};
  const [body] = useDebouncedValue({ zone, hours, first_response_seconds, ...dates }, 300);
  const { data } = useQuery({
    queryKey: ["departmentsPreview", body],
    queryFn: async ({ signal }) => (await departmentsPreview({ body, signal, throwOnError: true })).data,
    placeholderData: keepPreviousData,
    enabled: Object.keys(body.hours).length > 0,
    retry: false,
  });
  if (!data) return null;
  return (
    <ul className={classes.examples}>
      {data.examples.map((example) => (
        <li key={example.kind}>
          <Example example={example} zone={body.zone} />
        </li>
      ))}
    </ul>
  );
}

function Example({ example, zone }: { example: PromiseExample; zone: string }) {
  const { i18n } = useLingui();
  const arrival = dayAndTime(new Date(example.arrives_at), i18n.locale, zone);
  if (example.due_at === null)
    return <Trans>A ticket arriving {arrival} would not be due within two years: there are too few hours.</Trans>;
  const due = dayAndTime(new Date(example.due_at), i18n.locale, zone);
  if (example.kind === "now")
    return (
      <Trans>
        A ticket arriving now is due <strong>{due}</strong>.
      </Trans>
    );
  return (
    <Trans>
      A ticket arriving {arrival} is due <strong>{due}</strong>.
    </Trans>
  );
}
