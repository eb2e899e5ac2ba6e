"""URLs of assessments."""

from django.urls import path

from assessments.views import (
    attempts,
    autosave,
    casting,
    feedback,
    key_corrections,
    moderation,
    offline,
    rating_acts,
    rating_choices,
    rating_edits,
    rating_lists,
    rating_sends,
    ratings,
    role_plays,
    sheets,
    starts,
)

urlpatterns = [
    path("tests/<uuid:delivery>/", starts.attempt_start, name="attempt_start"),
    path(
        "tests/<uuid:delivery>/questions/<uuid:item>/key/",
        key_corrections.key_correction,
        name="key_correction",
    ),
    path(
        "tests/<uuid:delivery>/corrections/<uuid:correction>/",
        key_corrections.key_corrected,
        name="key_corrected",
    ),
    path("forms/<uuid:delivery>/", sheets.sheet, name="sheet"),
    path("forms/<uuid:delivery>/sent/", sheets.sheet_sent, name="sheet_sent"),
    path("attempts/<uuid:attempt>/", attempts.attempt, name="attempt"),
    path("attempts/<uuid:attempt>/review/", attempts.attempt_review, name="attempt_review"),
    path("attempts/<uuid:attempt>/submit/", attempts.attempt_submit, name="attempt_submit"),
    path("attempts/<uuid:attempt>/submitted/", attempts.attempt_submitted, name="attempt_submitted"),
    path("attempts/<uuid:attempt>/claim/", autosave.attempt_claim, name="attempt_claim"),
    path("attempts/<uuid:attempt>/autosave/", autosave.attempt_autosave, name="attempt_autosave"),
    path("attempts/<uuid:attempt>/hand-in/", autosave.attempt_hand_in, name="attempt_hand_in"),
    path("attempts/<uuid:attempt>/offline/", offline.attempt_offline, name="attempt_offline"),
    path("ratings/<uuid:occasion>/", rating_lists.rating_list, name="rating_list"),
    path("ratings/<uuid:occasion>/mine/", rating_choices.rating_choice, name="rating_choice"),
    path("ratings/<uuid:occasion>/<uuid:subject>/", ratings.rating, name="rating"),
    path("ratings/<uuid:occasion>/<uuid:subject>/send/", rating_sends.rating_send, name="rating_send"),
    path("ratings/<uuid:occasion>/<uuid:subject>/edit/", rating_edits.rating_edit, name="rating_edit"),
    path("ratings/<uuid:occasion>/<uuid:subject>/settle/", moderation.moderation, name="moderation"),
    path("ratings/<uuid:occasion>/<uuid:subject>/settle/act/", moderation.act, name="moderation_act"),
    path("ratings/<uuid:occasion>/release/", rating_acts.release, name="ratings_release"),
    path("ratings/<uuid:occasion>/<uuid:subject>/reopen/", rating_acts.reopen, name="rating_reopen"),
    path("role-plays/<uuid:occasion>/", role_plays.role_play, name="role_play"),
    path("role-plays/<uuid:occasion>/<uuid:scenario>/", role_plays.scenario, name="scenario"),
    path("role-plays/<uuid:occasion>/<uuid:scenario>/cast/", casting.scenario_cast, name="scenario_cast"),
    path(
        "role-plays/<uuid:occasion>/<uuid:scenario>/roles/<slug:role>/",
        role_plays.role_sheet,
        name="role_sheet",
    ),
    path("feedback/<uuid:occasion>/", feedback.my_rating, name="my_rating"),
]
