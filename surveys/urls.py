from django.urls import path

from surveys.pages import survey

app_name = "surveys"
urlpatterns = [
    path("<str:token>", survey.survey, name="survey"),
    path("<str:token>/", survey.survey),
    path("<str:token>/thanks", survey.thanks, name="thanks"),
    path("<str:token>/stop", survey.stop, name="stop"),
    path("<path:token>", survey.survey),  # whatever else stands there is as unknown as a wrong token
]
