from tests.attacks.examples.helpdesk import department
from tests.attacks.examples.registry import example


def narrowed(row, place):
    return {"department": str(row.public_id)}


example("reports_agent_productivity")
example("reports_agent_rating")
example("reports_definition", path=lambda row, place: {"code": "first_response"})
example("reports_rows", query=lambda row, place: {"report": "agent-productivity", "figure": "solved"})
example("reports_export_agent_productivity")
example("reports_export_agent_rating")
example("reports_export_rows", query=lambda row, place: {"report": "agent-productivity", "figure": "solved"})
example("live_wallboard", make=department, query=narrowed, in_query=True)
