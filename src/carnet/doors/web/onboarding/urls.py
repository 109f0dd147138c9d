"""Where the pages of onboarding are."""

from __future__ import annotations

from django.urls import path

from carnet.doors.web.onboarding import plans, record, tasks, templates, trainings

app_name = "onboarding"
urlpatterns = [
    path("", plans.plans, name="plans"),
    path("new/", plans.new, name="new"),
    path("trainings/", trainings.trainings, name="trainings"),
    path("templates/", templates.templates, name="templates"),
    path("templates/<slug:key>/", templates.template, name="template"),
    path("templates/<slug:key>/copy/", templates.copy, name="copy"),
    path("templates/<slug:key>/name/", templates.rename, name="rename"),
    path("templates/<slug:key>/delete/", templates.delete, name="delete_template"),
    path("templates/<slug:key>/stages/<int:number>/", templates.stage, name="template_stage"),
    path("templates/<slug:key>/stages/<int:number>/add/", templates.add_task, name="add_template_task"),
    path("templates/<slug:key>/stages/<int:number>/move/", templates.move_stage, name="move_stage"),
    path("templates/<slug:key>/stages/<int:number>/delete/", templates.delete_stage, name="delete_stage"),
    path("templates/<slug:key>/tasks/<int:number>/", templates.task, name="template_task"),
    path("templates/<slug:key>/tasks/<int:number>/move/", templates.move_task, name="move_task"),
    path("templates/<slug:key>/tasks/<int:number>/delete/", templates.delete_task, name="delete_task"),
    path("<slug:key>/", plans.plan, name="plan"),
    path("<slug:key>/open/", plans.enter, name="enter"),
    path("<slug:key>/delete/", plans.delete, name="delete"),
    path("<slug:key>/record/", record.record, name="record"),
    path("<slug:key>/record.xlsx", record.workbook, name="workbook"),
    path("<slug:key>/stages/<int:number>/add/", tasks.add, name="add_task"),
    path("<slug:key>/tasks/<int:number>/", tasks.task, name="task"),
    path("<slug:key>/tasks/<int:number>/edit/", tasks.edit, name="edit_task"),
    path("<slug:key>/tasks/<int:number>/tick/", tasks.tick, name="tick"),
    path("<slug:key>/tasks/<int:number>/delete/", tasks.delete, name="drop_task"),
    path("<slug:key>/tasks/<int:number>/session/", tasks.arrange, name="session"),
    path("<slug:key>/tasks/<int:number>/attendance/", trainings.attendance, name="attendance"),
    path("<slug:key>/tasks/<int:number>/session.ics", trainings.calendar, name="calendar"),
]
