"""What every address answers to everybody: the promise, to be read.

One line per address, verb and cohort. A and B name the cohort whose objects the address points at:
"se", "pe", "tA" and "ma" belong to A, "ot" and "tB" to B. Files are each person's own under A.

    2  a page or a file        3  done, or sent on within the site     V  refused in words: look at it again
    L  to the sign-in page     X  403: another role's page             0  404: does not exist for them
    M  405: not with this verb

POST sends an empty form, so "2" after POST is mostly the form again, with what is missing.
"""

from django.db import connection

from tests.security.crawl import ROLES

COLUMNS = "an se pe ot tA tB ma of ed re ad de"


def read(table: str) -> dict[tuple[str, str, str], dict[str, str]]:
    """The table as {(name, verb, cohort): {role: sign}}."""
    rows = {}
    for line in filter(None, table.splitlines()[1:]):
        name, verb, letter, *signs = line.split()
        rows[name, verb, letter] = dict(zip(ROLES, signs, strict=True))
    return rows


TABLE = """\
address                      verb in   an se pe ot tA tB ma of ed re ad de
closed_admin_login           GET  A   L  L  L  L  L  L  L  L  L  L  L  L
closed_admin_login           POST A   L  L  L  L  L  L  L  L  L  L  L  L

closed_admin_logout          GET  A   L  M  M  M  M  M  M  M  M  M  M  L
closed_admin_logout          POST A   L  L  L  L  L  L  L  L  L  L  L  L

closed_admin_password_reset  GET  A   L  L  L  L  L  L  L  L  L  L  L  L
closed_admin_password_reset  POST A   L  L  L  L  L  L  L  L  L  L  L  L

item                         GET  A   L  X  X  X  X  X  X  X  2  2  2  L
item                         GET  B   L  X  X  X  X  X  X  X  2  2  2  L
item                         POST A   L  X  X  X  X  X  X  X  M  M  M  L
item                         POST B   L  X  X  X  X  X  X  X  M  M  M  L

item_about                   GET  A   L  X  X  X  X  X  X  X  M  M  M  L
item_about                   GET  B   L  X  X  X  X  X  X  X  M  M  M  L
item_about                   POST A   L  X  X  X  X  X  X  X  3  3  3  L
item_about                   POST B   L  X  X  X  X  X  X  X  3  3  3  L

item_act                     GET  A   L  X  X  X  X  X  X  X  M  M  M  L
item_act                     GET  B   L  X  X  X  X  X  X  X  M  M  M  L
item_act                     POST A   L  X  X  X  X  X  X  X  3  3  3  L
item_act                     POST B   L  X  X  X  X  X  X  X  3  3  3  L

item_comment                 GET  A   L  X  X  X  X  X  X  X  M  M  M  L
item_comment                 GET  B   L  X  X  X  X  X  X  X  M  M  M  L
item_comment                 POST A   L  X  X  X  X  X  X  X  3  3  3  L
item_comment                 POST B   L  X  X  X  X  X  X  X  3  3  3  L

item_enemies                 GET  A   L  X  X  X  X  X  X  X  M  M  M  L
item_enemies                 GET  B   L  X  X  X  X  X  X  X  M  M  M  L
item_enemies                 POST A   L  X  X  X  X  X  X  X  3  3  3  L
item_enemies                 POST B   L  X  X  X  X  X  X  X  3  3  3  L

item_thread_close            GET  A   L  X  X  X  X  X  X  X  M  M  M  L
item_thread_close            GET  B   L  X  X  X  X  X  X  X  M  M  M  L
item_thread_close            POST A   L  X  X  X  X  X  X  X  3  3  3  L
item_thread_close            POST B   L  X  X  X  X  X  X  X  3  3  3  L

item_bank                    GET  A   L  X  X  X  X  X  X  X  2  2  2  L
item_bank                    POST A   L  X  X  X  X  X  X  X  M  M  M  L

item_picture                 GET  A   L  0  0  0  0  0  0  0  0  0  0  L
item_picture                 GET  B   L  0  0  0  0  0  0  0  0  0  0  L
item_picture                 POST A   L  M  M  M  M  M  M  M  M  M  M  L
item_picture                 POST B   L  M  M  M  M  M  M  M  M  M  M  L

item_preview                 GET  A   L  X  X  X  X  X  X  X  2  2  2  L
item_preview                 GET  B   L  X  X  X  X  X  X  X  2  2  2  L
item_preview                 POST A   L  X  X  X  X  X  X  X  M  M  M  L
item_preview                 POST B   L  X  X  X  X  X  X  X  M  M  M  L

item_preview_frame           GET  A   L  X  X  X  X  X  X  X  2  2  2  L
item_preview_frame           GET  B   L  X  X  X  X  X  X  X  2  2  2  L
item_preview_frame           POST A   L  X  X  X  X  X  X  X  3  3  3  L
item_preview_frame           POST B   L  X  X  X  X  X  X  X  3  3  3  L

item_new                     GET  A   L  X  X  X  X  X  X  X  2  2  2  L
item_new                     POST A   L  X  X  X  X  X  X  X  V  V  V  L

item_draft                   GET  A   L  X  X  X  X  X  X  X  3  3  3  L
item_draft                   GET  B   L  X  X  X  X  X  X  X  3  3  3  L
item_draft                   POST A   L  X  X  X  X  X  X  X  3  3  3  L
item_draft                   POST B   L  X  X  X  X  X  X  X  3  3  3  L

item_draft_act               GET  A   L  X  X  X  X  X  X  X  M  M  M  L
item_draft_act               GET  B   L  X  X  X  X  X  X  X  M  M  M  L
item_draft_act               POST A   L  X  X  X  X  X  X  X  3  3  3  L
item_draft_act               POST B   L  X  X  X  X  X  X  X  3  3  3  L

items_import                 GET  A   L  X  X  X  X  X  X  X  2  2  2  L
items_import                 POST A   L  X  X  X  X  X  X  X  2  2  2  L

items_import_preview         GET  A   L  X  X  X  X  X  X  X  3  3  3  L
items_import_preview         GET  B   L  X  X  X  X  X  X  X  3  3  3  L
items_import_preview         POST A   L  X  X  X  X  X  X  X  3  3  3  L
items_import_preview         POST B   L  X  X  X  X  X  X  X  3  3  3  L

items_export                 GET  A   L  X  X  X  X  X  X  X  2  2  2  L
items_export                 POST A   L  X  X  X  X  X  X  X  M  M  M  L

rubric_drafts                GET  A   L  X  X  X  X  X  X  X  2  2  2  L
rubric_drafts                POST A   L  X  X  X  X  X  X  X  V  V  V  L

rubric_draft                 GET  A   L  X  X  X  X  X  X  X  3  3  3  L
rubric_draft                 GET  B   L  X  X  X  X  X  X  X  3  3  3  L
rubric_draft                 POST A   L  X  X  X  X  X  X  X  3  3  3  L
rubric_draft                 POST B   L  X  X  X  X  X  X  X  3  3  3  L

rubric_draft_act             GET  A   L  X  X  X  X  X  X  X  M  M  M  L
rubric_draft_act             GET  B   L  X  X  X  X  X  X  X  M  M  M  L
rubric_draft_act             POST A   L  X  X  X  X  X  X  X  3  3  3  L
rubric_draft_act             POST B   L  X  X  X  X  X  X  X  3  3  3  L

rubric_edit                  GET  A   L  X  X  X  X  X  X  X  M  M  M  L
rubric_edit                  GET  B   L  X  X  X  X  X  X  X  M  M  M  L
rubric_edit                  POST A   L  X  X  X  X  X  X  X  3  3  3  L
rubric_edit                  POST B   L  X  X  X  X  X  X  X  3  3  3  L

instrument_drafts            GET  A   L  X  X  X  X  X  X  X  2  2  2  L
instrument_drafts            POST A   L  X  X  X  X  X  X  X  V  V  V  L

instrument_draft             GET  A   L  X  X  X  X  X  X  X  3  3  3  L
instrument_draft             GET  B   L  X  X  X  X  X  X  X  3  3  3  L
instrument_draft             POST A   L  X  X  X  X  X  X  X  3  3  3  L
instrument_draft             POST B   L  X  X  X  X  X  X  X  3  3  3  L

instrument_draft_act         GET  A   L  X  X  X  X  X  X  X  M  M  M  L
instrument_draft_act         GET  B   L  X  X  X  X  X  X  X  M  M  M  L
instrument_draft_act         POST A   L  X  X  X  X  X  X  X  3  3  3  L
instrument_draft_act         POST B   L  X  X  X  X  X  X  X  3  3  3  L

instrument_draft_items       GET  A   L  X  X  X  X  X  X  X  3  3  3  L
instrument_draft_items       GET  B   L  X  X  X  X  X  X  X  3  3  3  L
instrument_draft_items       POST A   L  X  X  X  X  X  X  X  3  3  3  L
instrument_draft_items       POST B   L  X  X  X  X  X  X  X  3  3  3  L

instrument_draft_blueprint   GET  A   L  X  X  X  X  X  X  X  3  3  3  L
instrument_draft_blueprint   GET  B   L  X  X  X  X  X  X  X  3  3  3  L
instrument_draft_blueprint   POST A   L  X  X  X  X  X  X  X  3  3  3  L
instrument_draft_blueprint   POST B   L  X  X  X  X  X  X  X  3  3  3  L

instrument_draft_preview     GET  A   L  X  X  X  X  X  X  X  3  3  3  L
instrument_draft_preview     GET  B   L  X  X  X  X  X  X  X  3  3  3  L
instrument_draft_preview     POST A   L  X  X  X  X  X  X  X  3  3  3  L
instrument_draft_preview     POST B   L  X  X  X  X  X  X  X  3  3  3  L

instrument_edit              GET  A   L  X  X  X  X  X  X  X  M  M  M  L
instrument_edit              GET  B   L  X  X  X  X  X  X  X  M  M  M  L
instrument_edit              POST A   L  X  X  X  X  X  X  X  3  3  3  L
instrument_edit              POST B   L  X  X  X  X  X  X  X  3  3  3  L

instrument_paper             GET  A   L  X  X  X  X  X  X  X  2  2  2  L
instrument_paper             GET  B   L  X  X  X  X  X  X  X  2  2  2  L
instrument_paper             POST A   L  X  X  X  X  X  X  X  M  M  M  L
instrument_paper             POST B   L  X  X  X  X  X  X  X  M  M  M  L

instrument_paper_file        GET  A   L  X  X  X  X  X  X  X  2  2  2  L
instrument_paper_file        GET  B   L  X  X  X  X  X  X  X  2  2  2  L
instrument_paper_file        POST A   L  X  X  X  X  X  X  X  M  M  M  L
instrument_paper_file        POST B   L  X  X  X  X  X  X  X  M  M  M  L

library                      GET  A   L  X  X  X  X  X  X  X  2  2  2  L
library                      GET  B   L  X  X  X  X  X  X  X  2  2  2  L
library                      POST A   L  X  X  X  X  X  X  X  M  M  M  L
library                      POST B   L  X  X  X  X  X  X  X  M  M  M  L

library_entry                GET  A   L  X  X  X  X  X  X  X  2  2  2  L
library_entry                GET  B   L  X  X  X  X  X  X  X  2  2  2  L
library_entry                POST A   L  X  X  X  X  X  X  X  M  M  M  L
library_entry                POST B   L  X  X  X  X  X  X  X  M  M  M  L

closed_admin_users           GET  A   L  X  X  X  X  X  X  X  X  X  3  L
closed_admin_users           POST A   L  X  X  X  X  X  X  X  X  X  3  L

csrf                         GET  A   L  2  2  2  2  2  2  2  2  2  2  L
csrf                         POST A   L  M  M  M  M  M  M  M  M  M  M  L

picture                      GET  A   L  0  0  0  0  0  0  0  0  0  0  L
picture                      GET  B   L  0  0  0  0  0  0  0  0  0  0  L
picture                      POST A   L  M  M  M  M  M  M  M  M  M  M  L
picture                      POST B   L  M  M  M  M  M  M  M  M  M  M  L

help                         GET  A   2  2  2  2  2  2  2  2  2  2  2  2
help                         POST A   2  2  2  2  2  2  2  2  2  2  2  2

accessibility                GET  A   2  2  2  2  2  2  2  2  2  2  2  2
accessibility                POST A   2  2  2  2  2  2  2  2  2  2  2  2

styleguide                   GET  A   2  2  2  2  2  2  2  2  2  2  2  2
styleguide                   POST A   2  2  2  2  2  2  2  2  2  2  2  2

worker                       GET  A   2  2  2  2  2  2  2  2  2  2  2  2
worker                       POST A   M  M  M  M  M  M  M  M  M  M  M  M

short_language               GET  A   3  3  3  3  3  3  3  3  3  3  3  3
short_language               POST A   M  M  M  M  M  M  M  M  M  M  M  M

home                         GET  A   2  3  3  3  3  3  3  3  3  3  3  2
home                         POST A   M  M  M  M  M  M  M  M  M  M  M  M

privacy_notice               GET  A   2  2  2  2  2  2  2  2  2  2  2  2
privacy_notice               POST A   M  M  M  M  M  M  M  M  M  M  M  M

consent                      GET  A   L  3  2  2  2  2  2  2  2  2  2  L
consent                      POST A   L  3  3  3  3  3  3  3  3  3  3  L

consent_withdraw             GET  A   L  M  M  M  M  M  M  M  M  M  M  L
consent_withdraw             POST A   L  3  3  3  3  3  3  3  3  3  3  L

account                      GET  A   L  2  2  2  2  2  2  2  2  2  2  L
account                      POST A   L  2  2  2  2  2  2  2  2  2  2  L

my_data                      GET  A   L  2  2  2  2  2  2  2  2  2  2  L
my_data                      POST A   L  M  M  M  M  M  M  M  M  M  M  L

my_data_download             GET  A   L  M  M  M  M  M  M  M  M  M  M  L
my_data_download             POST A   L  2  2  2  2  2  2  2  2  2  2  L

invitation                   GET  A   2  2  2  2  2  2  2  2  2  2  2  2
invitation                   GET  B   2  2  2  2  2  2  2  2  2  2  2  2
invitation                   POST A   2  2  2  2  2  2  2  2  2  2  2  2
invitation                   POST B   2  2  2  2  2  2  2  2  2  2  2  2

people                       GET  A   L  X  X  X  X  X  X  X  X  X  2  L
people                       POST A   L  M  M  M  M  M  M  M  M  M  M  L

person_new                   GET  A   L  X  X  X  X  X  X  X  X  X  2  L
person_new                   POST A   L  X  X  X  X  X  X  X  X  X  2  L

person                       GET  A   L  X  X  X  X  X  X  X  X  X  2  L
person                       GET  B   L  X  X  X  X  X  X  X  X  X  2  L
person                       POST A   L  M  M  M  M  M  M  M  M  M  M  L
person                       POST B   L  M  M  M  M  M  M  M  M  M  M  L

person_edit                  GET  A   L  X  X  X  X  X  X  X  X  X  2  L
person_edit                  GET  B   L  X  X  X  X  X  X  X  X  X  2  L
person_edit                  POST A   L  X  X  X  X  X  X  X  X  X  2  L
person_edit                  POST B   L  X  X  X  X  X  X  X  X  X  2  L

person_invite                GET  A   L  M  M  M  M  M  M  M  M  M  M  L
person_invite                GET  B   L  M  M  M  M  M  M  M  M  M  M  L
person_invite                POST A   L  X  X  X  X  X  X  X  X  X  3  L
person_invite                POST B   L  X  X  X  X  X  X  X  X  X  3  L

person_email                 GET  A   L  M  M  M  M  M  M  M  M  M  M  L
person_email                 GET  B   L  M  M  M  M  M  M  M  M  M  M  L
person_email                 POST A   L  X  X  X  X  X  X  X  X  X  V  L
person_email                 POST B   L  X  X  X  X  X  X  X  X  X  V  L

person_reset                 GET  A   L  M  M  M  M  M  M  M  M  M  M  L
person_reset                 GET  B   L  M  M  M  M  M  M  M  M  M  M  L
person_reset                 POST A   L  X  X  X  X  X  X  X  X  X  3  L
person_reset                 POST B   L  X  X  X  X  X  X  X  X  X  3  L

person_active                GET  A   L  M  M  M  M  M  M  M  M  M  M  L
person_active                GET  B   L  M  M  M  M  M  M  M  M  M  M  L
person_active                POST A   L  X  X  X  X  X  X  X  X  X  3  L
person_active                POST B   L  X  X  X  X  X  X  X  X  X  3  L

person_merge                 GET  A   L  M  M  M  M  M  M  M  M  M  M  L
person_merge                 GET  B   L  M  M  M  M  M  M  M  M  M  M  L
person_merge                 POST A   L  X  X  X  X  X  X  X  X  X  V  L
person_merge                 POST B   L  X  X  X  X  X  X  X  X  X  V  L

role_grant                   GET  A   L  M  M  M  M  M  M  M  M  M  M  L
role_grant                   GET  B   L  M  M  M  M  M  M  M  M  M  M  L
role_grant                   POST A   L  X  X  X  X  X  X  X  X  X  V  L
role_grant                   POST B   L  X  X  X  X  X  X  X  X  X  V  L

role_revoke                  GET  A   L  M  M  M  M  M  M  M  M  M  M  L
role_revoke                  GET  B   L  M  M  M  M  M  M  M  M  M  M  L
role_revoke                  POST A   L  X  X  X  X  X  X  X  X  X  3  L
role_revoke                  POST B   L  X  X  X  X  X  X  X  X  X  3  L

centers                      GET  A   L  X  X  X  X  X  X  X  X  X  2  L
centers                      POST A   L  M  M  M  M  M  M  M  M  M  M  L

center_new                   GET  A   L  X  X  X  X  X  X  X  X  X  2  L
center_new                   POST A   L  X  X  X  X  X  X  X  X  X  2  L

center_edit                  GET  A   L  X  X  X  X  X  X  X  X  X  2  L
center_edit                  GET  B   L  X  X  X  X  X  X  X  X  X  2  L
center_edit                  POST A   L  X  X  X  X  X  X  X  X  X  2  L
center_edit                  POST B   L  X  X  X  X  X  X  X  X  X  2  L

closed_reader_login          GET  A   L  L  L  L  L  L  L  L  L  L  L  L
closed_reader_login          POST A   L  L  L  L  L  L  L  L  L  L  L  L

key_correction               GET  A   L  0  0  0  2  0  0  2  0  0  2  L
key_correction               GET  B   L  0  0  0  0  2  0  2  0  0  2  L
key_correction               POST A   L  0  0  0  2  0  0  2  0  0  2  L
key_correction               POST B   L  0  0  0  0  2  0  2  0  0  2  L

marking_progress             GET  A   L  0  0  0  2  0  0  2  0  0  2  L
marking_progress             GET  B   L  0  0  0  0  2  0  2  0  0  2  L
marking_progress             POST A   L  0  0  0  3  0  0  3  0  0  3  L
marking_progress             POST B   L  0  0  0  0  3  0  3  0  0  3  L

marking                      GET  A   L  0  0  0  0  0  0  0  0  0  0  L
marking                      GET  B   L  0  0  0  0  0  0  0  0  0  0  L
marking                      POST A   L  0  0  0  0  0  0  0  0  0  0  L
marking                      POST B   L  0  0  0  0  0  0  0  0  0  0  L

key_corrected                GET  A   L  0  0  0  2  0  0  2  0  0  2  L
key_corrected                GET  B   L  0  0  0  0  2  0  2  0  0  2  L
key_corrected                POST A   L  M  M  M  M  M  M  M  M  M  M  L
key_corrected                POST B   L  M  M  M  M  M  M  M  M  M  M  L
deliveries                   GET  A   L  X  X  X  2  2  X  2  X  X  2  L
deliveries                   POST A   L  M  M  M  M  M  M  M  M  M  M  L

delivery_new                 GET  A   L  X  X  X  2  2  X  2  X  X  2  L
delivery_new                 POST A   L  X  X  X  2  2  X  2  X  X  2  L

delivery                     GET  A   L  X  X  X  2  0  X  2  X  X  2  L
delivery                     GET  B   L  X  X  X  0  2  X  2  X  X  2  L
delivery                     POST A   L  M  M  M  M  M  M  M  M  M  M  L
delivery                     POST B   L  M  M  M  M  M  M  M  M  M  M  L

delivery_change              GET  A   L  X  X  X  2  0  X  2  X  X  2  L
delivery_change              GET  B   L  X  X  X  0  2  X  2  X  X  2  L
delivery_change              POST A   L  X  X  X  2  0  X  2  X  X  2  L
delivery_change              POST B   L  X  X  X  0  2  X  2  X  X  2  L

delivery_release             GET  A   L  M  M  M  M  M  M  M  M  M  M  L
delivery_release             GET  B   L  M  M  M  M  M  M  M  M  M  M  L
delivery_release             POST A   L  X  X  X  3  0  X  3  X  X  3  L
delivery_release             POST B   L  X  X  X  0  3  X  3  X  X  3  L

delivery_late                GET  A   L  X  X  X  2  0  X  2  X  X  2  L
delivery_late                GET  B   L  X  X  X  0  2  X  2  X  X  2  L
delivery_late                POST A   L  M  M  M  M  M  M  M  M  M  M  L
delivery_late                POST B   L  M  M  M  M  M  M  M  M  M  M  L

delivery_forms               GET  A   L  X  X  X  2  0  X  2  X  X  2  L
delivery_forms               GET  B   L  X  X  X  0  2  X  2  X  X  2  L
delivery_forms               POST A   L  X  X  X  2  0  X  2  X  X  2  L
delivery_forms               POST B   L  X  X  X  0  2  X  2  X  X  2  L

delivery_form_remove         GET  A   L  M  M  M  M  M  M  M  M  M  M  L
delivery_form_remove         GET  B   L  M  M  M  M  M  M  M  M  M  M  L
delivery_form_remove         POST A   L  X  X  X  3  0  X  3  X  X  3  L
delivery_form_remove         POST B   L  X  X  X  0  3  X  3  X  X  3  L

paper_entries                GET  A   L  X  X  X  2  0  X  0  X  X  2  L
paper_entries                GET  B   L  X  X  X  0  2  X  0  X  X  2  L
paper_entries                POST A   L  X  X  X  3  0  X  0  X  X  3  L
paper_entries                POST B   L  X  X  X  0  3  X  0  X  X  3  L

paper_entry                  GET  A   L  X  X  X  2  0  X  0  X  X  2  L
paper_entry                  GET  B   L  X  X  X  0  2  X  0  X  X  2  L
paper_entry                  POST A   L  X  X  X  V  0  X  0  X  X  3  L
paper_entry                  POST B   L  X  X  X  0  V  X  0  X  X  3  L

delivery_time                GET  A   L  X  X  X  2  0  X  2  X  X  2  L
delivery_time                GET  B   L  X  X  X  0  2  X  2  X  X  2  L
delivery_time                POST A   L  M  M  M  M  M  M  M  M  M  M  L
delivery_time                POST B   L  M  M  M  M  M  M  M  M  M  M  L

delivery_time_person         GET  A   L  X  X  X  2  0  X  0  X  X  2  L
delivery_time_person         GET  B   L  X  X  X  0  2  X  0  X  X  2  L
delivery_time_person         POST A   L  X  X  X  2  0  X  0  X  X  2  L
delivery_time_person         POST B   L  X  X  X  0  2  X  0  X  X  2  L

delivery_time_withdraw       GET  A   L  M  M  M  M  M  M  M  M  M  M  L
delivery_time_withdraw       GET  B   L  M  M  M  M  M  M  M  M  M  M  L
delivery_time_withdraw       POST A   L  X  X  X  3  0  X  0  X  X  3  L
delivery_time_withdraw       POST B   L  X  X  X  0  3  X  0  X  X  3  L

delivery_people              GET  A   L  X  X  X  2  0  X  0  X  X  2  L
delivery_people              GET  B   L  X  X  X  0  2  X  0  X  X  2  L
delivery_people              POST A   L  M  M  M  M  M  M  M  M  M  M  L
delivery_people              POST B   L  M  M  M  M  M  M  M  M  M  M  L

delivery_people_add          GET  A   L  X  X  X  2  0  X  0  X  X  2  L
delivery_people_add          GET  B   L  X  X  X  0  2  X  0  X  X  2  L
delivery_people_add          POST A   L  X  X  X  2  0  X  0  X  X  2  L
delivery_people_add          POST B   L  X  X  X  0  2  X  0  X  X  2  L

delivery_person_add          GET  A   L  M  M  M  M  M  M  M  M  M  M  L
delivery_person_add          GET  B   L  M  M  M  M  M  M  M  M  M  M  L
delivery_person_add          POST A   L  X  X  X  3  0  X  0  X  X  3  L
delivery_person_add          POST B   L  X  X  X  0  3  X  0  X  X  3  L

delivery_person_remove       GET  A   L  M  M  M  M  M  M  M  M  M  M  L
delivery_person_remove       GET  B   L  M  M  M  M  M  M  M  M  M  M  L
delivery_person_remove       POST A   L  X  X  X  3  0  X  0  X  X  3  L
delivery_person_remove       POST B   L  X  X  X  0  3  X  0  X  X  3  L

delivery_results             GET  A   L  X  X  X  2  0  X  0  X  X  2  L
delivery_results             GET  B   L  X  X  X  0  2  X  0  X  X  2  L
delivery_results             POST A   L  M  M  M  M  M  M  M  M  M  M  L
delivery_results             POST B   L  M  M  M  M  M  M  M  M  M  M  L

delivery_link                GET  A   L  M  M  M  M  M  M  M  M  M  M  L
delivery_link                GET  B   L  M  M  M  M  M  M  M  M  M  M  L
delivery_link                POST A   L  X  X  X  3  0  X  0  X  X  3  L
delivery_link                POST B   L  X  X  X  0  3  X  0  X  X  3  L

test_link                    GET  A   L  2  2  2  2  2  2  2  2  2  2  L
test_link                    GET  B   L  2  2  2  2  2  2  2  2  2  2  L
test_link                    POST A   L  3  3  3  3  3  3  3  3  3  3  L
test_link                    POST B   L  3  3  3  3  3  3  3  3  3  3  L

attempt_start                GET  A   L  2  2  0  0  0  0  0  0  0  0  L
attempt_start                GET  B   L  0  0  2  0  0  0  0  0  0  0  L
attempt_start                POST A   L  3  2  0  0  0  0  0  0  0  0  L
attempt_start                POST B   L  0  0  3  0  0  0  0  0  0  0  L

sheet                        GET  A   L  3  2  0  0  0  0  0  0  0  0  L
sheet                        GET  B   L  0  0  3  0  0  0  0  0  0  0  L
sheet                        POST A   L  3  2  0  0  0  0  0  0  0  0  L
sheet                        POST B   L  0  0  3  0  0  0  0  0  0  0  L

sheet_sent                   GET  A   L  2  3  0  0  0  0  0  0  0  0  L
sheet_sent                   GET  B   L  0  0  2  0  0  0  0  0  0  0  L
sheet_sent                   POST A   L  2  3  0  0  0  0  0  0  0  0  L
sheet_sent                   POST B   L  0  0  2  0  0  0  0  0  0  0  L

attempt                      GET  A   L  2  0  0  0  0  0  0  0  0  0  L
attempt                      GET  B   L  0  0  2  0  0  0  0  0  0  0  L
attempt                      POST A   L  V  0  0  0  0  0  0  0  0  0  L
attempt                      POST B   L  0  0  V  0  0  0  0  0  0  0  L

attempt_review               GET  A   L  2  0  0  0  0  0  0  0  0  0  L
attempt_review               GET  B   L  0  0  2  0  0  0  0  0  0  0  L
attempt_review               POST A   L  2  0  0  0  0  0  0  0  0  0  L
attempt_review               POST B   L  0  0  2  0  0  0  0  0  0  0  L

attempt_submit               GET  A   L  M  M  M  M  M  M  M  M  M  M  L
attempt_submit               GET  B   L  M  M  M  M  M  M  M  M  M  M  L
attempt_submit               POST A   L  3  0  0  0  0  0  0  0  0  0  L
attempt_submit               POST B   L  0  0  3  0  0  0  0  0  0  0  L

attempt_submitted            GET  A   L  2  0  0  0  0  0  0  0  0  0  L
attempt_submitted            GET  B   L  0  0  2  0  0  0  0  0  0  0  L
attempt_submitted            POST A   L  2  0  0  0  0  0  0  0  0  0  L
attempt_submitted            POST B   L  0  0  2  0  0  0  0  0  0  0  L

attempt_claim                GET  A   L  M  M  M  M  M  M  M  M  M  M  L
attempt_claim                GET  B   L  M  M  M  M  M  M  M  M  M  M  L
attempt_claim                POST A   L  2  0  0  0  0  0  0  0  0  0  L
attempt_claim                POST B   L  0  0  2  0  0  0  0  0  0  0  L

attempt_hand_in              GET  A   L  M  M  M  M  M  M  M  M  M  M  L
attempt_hand_in              GET  B   L  M  M  M  M  M  M  M  M  M  M  L
attempt_hand_in              POST A   L  V  0  0  0  0  0  0  0  0  0  L
attempt_hand_in              POST B   L  0  0  V  0  0  0  0  0  0  0  L

attempt_offline              GET  A   L  2  0  0  0  0  0  0  0  0  0  L
attempt_offline              GET  B   L  0  0  2  0  0  0  0  0  0  0  L
attempt_offline              POST A   L  M  M  M  M  M  M  M  M  M  M  L
attempt_offline              POST B   L  M  M  M  M  M  M  M  M  M  M  L

attempt_autosave             GET  A   L  M  M  M  M  M  M  M  M  M  M  L
attempt_autosave             GET  B   L  M  M  M  M  M  M  M  M  M  M  L
attempt_autosave             POST A   L  V  0  0  0  0  0  0  0  0  0  L
attempt_autosave             POST B   L  0  0  V  0  0  0  0  0  0  0  L

rating_list                  GET  A   L  0  0  0  2  0  0  2  0  0  2  L
rating_list                  GET  B   L  0  0  0  0  2  0  2  0  0  2  L
rating_list                  POST A   L  0  0  0  2  0  0  2  0  0  2  L
rating_list                  POST B   L  0  0  0  0  2  0  2  0  0  2  L

rating                       GET  A   L  0  0  0  2  0  0  0  0  0  0  L
rating                       GET  B   L  0  0  0  0  2  0  0  0  0  0  L
rating                       POST A   L  0  0  0  3  0  0  0  0  0  0  L
rating                       POST B   L  0  0  0  0  3  0  0  0  0  0  L

rating_choice                GET  A   L  0  0  0  2  0  0  0  0  0  0  L
rating_choice                GET  B   L  0  0  0  0  2  0  0  0  0  0  L
rating_choice                POST A   L  0  0  0  3  0  0  0  0  0  0  L
rating_choice                POST B   L  0  0  0  0  3  0  0  0  0  0  L

rating_send                  GET  A   L  0  0  0  3  0  0  0  0  0  0  L
rating_send                  GET  B   L  0  0  0  0  3  0  0  0  0  0  L
rating_send                  POST A   L  0  0  0  3  0  0  0  0  0  0  L
rating_send                  POST B   L  0  0  0  0  3  0  0  0  0  0  L

rating_edit                  GET  A   L  M  M  M  M  M  M  M  M  M  M  L
rating_edit                  GET  B   L  M  M  M  M  M  M  M  M  M  M  L
rating_edit                  POST A   L  0  0  0  V  0  0  0  0  0  0  L
rating_edit                  POST B   L  0  0  0  0  V  0  0  0  0  0  L

moderation                   GET  A   L  0  0  0  2  0  0  2  0  0  2  L
moderation                   GET  B   L  0  0  0  0  2  0  2  0  0  2  L
moderation                   POST A   L  0  0  0  2  0  0  2  0  0  2  L
moderation                   POST B   L  0  0  0  0  2  0  2  0  0  2  L

moderation_act               GET  A   L  M  M  M  M  M  M  M  M  M  M  L
moderation_act               GET  B   L  M  M  M  M  M  M  M  M  M  M  L
moderation_act               POST A   L  0  0  0  0  0  0  0  0  0  0  L
moderation_act               POST B   L  0  0  0  0  0  0  0  0  0  0  L

ratings_release              GET  A   L  M  M  M  M  M  M  M  M  M  M  L
ratings_release              GET  B   L  M  M  M  M  M  M  M  M  M  M  L
ratings_release              POST A   L  0  0  0  3  0  0  3  0  0  3  L
ratings_release              POST B   L  0  0  0  0  3  0  3  0  0  3  L

rating_reopen                GET  A   L  M  M  M  M  M  M  M  M  M  M  L
rating_reopen                GET  B   L  M  M  M  M  M  M  M  M  M  M  L
rating_reopen                POST A   L  0  0  0  3  0  0  0  0  0  0  L
rating_reopen                POST B   L  0  0  0  0  3  0  0  0  0  0  L

self_rating                  GET  A   L  3  2  0  0  0  0  0  0  0  0  L
self_rating                  GET  B   L  0  0  3  0  0  0  0  0  0  0  L
self_rating                  POST A   L  3  V  0  0  0  0  0  0  0  0  L
self_rating                  POST B   L  0  0  3  0  0  0  0  0  0  0  L

role_play                    GET  A   L  2  2  0  2  0  0  0  0  0  0  L
role_play                    GET  B   L  0  0  2  0  2  0  0  0  0  0  L
role_play                    POST A   L  2  2  0  2  0  0  0  0  0  0  L
role_play                    POST B   L  0  0  2  0  2  0  0  0  0  0  L

scenario                     GET  A   L  2  2  0  2  0  0  0  0  0  0  L
scenario                     GET  B   L  0  0  2  0  2  0  0  0  0  0  L
scenario                     POST A   L  2  2  0  2  0  0  0  0  0  0  L
scenario                     POST B   L  0  0  2  0  2  0  0  0  0  0  L

scenario_pack                GET  A   L  0  0  0  2  0  0  0  0  0  0  L
scenario_pack                GET  B   L  0  0  0  0  2  0  0  0  0  0  L
scenario_pack                POST A   L  0  0  0  2  0  0  0  0  0  0  L
scenario_pack                POST B   L  0  0  0  0  2  0  0  0  0  0  L

role_sheet                   GET  A   L  2  0  0  2  0  0  0  0  0  0  L
role_sheet                   GET  B   L  0  0  2  0  2  0  0  0  0  0  L
role_sheet                   POST A   L  2  0  0  2  0  0  0  0  0  0  L
role_sheet                   POST B   L  0  0  2  0  2  0  0  0  0  0  L

scenario_cast                GET  A   L  0  0  0  2  0  0  2  0  0  2  L
scenario_cast                GET  B   L  0  0  0  0  2  0  2  0  0  2  L
scenario_cast                POST A   L  0  0  0  3  0  0  3  0  0  3  L
scenario_cast                POST B   L  0  0  0  0  3  0  3  0  0  3  L

my_rating                    GET  A   L  2  0  0  0  0  0  0  0  0  0  L
my_rating                    GET  B   L  0  0  2  0  0  0  0  0  0  0  L
my_rating                    POST A   L  2  0  0  0  0  0  0  0  0  0  L
my_rating                    POST B   L  0  0  2  0  0  0  0  0  0  0  L

learning                     GET  A   L  2  2  2  2  2  2  2  2  2  2  L
learning                     POST A   L  M  M  M  M  M  M  M  M  M  M  L

course_part                  GET  A   L  2  2  2  2  2  0  2  2  2  2  L
course_part                  GET  B   L  2  2  2  2  2  0  2  2  2  2  L
course_part                  POST A   L  M  M  M  M  M  M  M  M  M  M  L
course_part                  POST B   L  M  M  M  M  M  M  M  M  M  M  L

continue_lessons             GET  A   L  3  0  0  0  0  0  0  0  0  0  L
continue_lessons             GET  B   L  0  0  3  0  0  0  0  0  0  0  L
continue_lessons             POST A   L  M  M  M  M  M  M  M  M  M  M  L
continue_lessons             POST B   L  M  M  M  M  M  M  M  M  M  M  L

lesson_marks                 GET  A   L  M  M  M  M  M  M  M  M  M  M  L
lesson_marks                 GET  B   L  M  M  M  M  M  M  M  M  M  M  L
lesson_marks                 POST A   L  V  0  0  0  0  0  0  0  0  0  L
lesson_marks                 POST B   L  0  0  V  0  0  0  0  0  0  0  L

lesson_complete              GET  A   L  M  M  M  M  M  M  M  M  M  M  L
lesson_complete              GET  B   L  M  M  M  M  M  M  M  M  M  M  L
lesson_complete              POST A   L  3  0  0  0  0  0  0  0  0  0  L
lesson_complete              POST B   L  0  0  3  0  0  0  0  0  0  0  L

enrollment_extra_time        GET  A   L  X  X  X  2  0  2  0  X  X  2  L
enrollment_extra_time        GET  B   L  X  X  X  0  2  0  0  X  X  2  L
enrollment_extra_time        POST A   L  X  X  X  2  0  2  0  X  X  2  L
enrollment_extra_time        POST B   L  X  X  X  0  2  0  0  X  X  2  L

enrollment_letter            GET  A   L  M  M  M  M  M  M  M  M  M  M  L
enrollment_letter            GET  B   L  M  M  M  M  M  M  M  M  M  M  L
enrollment_letter            POST A   L  X  X  X  X  0  3  0  X  X  3  L
enrollment_letter            POST B   L  X  X  X  0  X  0  0  X  X  3  L

enrollment_withdraw          GET  A   L  X  X  X  X  0  2  0  X  X  2  L
enrollment_withdraw          GET  B   L  X  X  X  0  X  0  0  X  X  2  L
enrollment_withdraw          POST A   L  X  X  X  X  0  3  0  X  X  3  L
enrollment_withdraw          POST B   L  X  X  X  0  X  0  0  X  X  3  L

join                         GET  A   2  2  2  2  2  2  2  2  2  2  2  2
join                         POST A   2  2  2  2  2  2  2  2  2  2  2  2

trainer_home                 GET  A   L  X  X  X  2  2  2  2  X  X  2  L
trainer_home                 POST A   L  M  M  M  M  M  M  M  M  M  M  L

cohort_new                   GET  A   L  X  X  X  X  X  X  2  X  X  2  L
cohort_new                   POST A   L  X  X  X  X  X  X  2  X  X  2  L

cohort                       GET  A   L  X  X  X  2  0  2  2  X  X  2  L
cohort                       GET  B   L  X  X  X  0  2  0  2  X  X  2  L
cohort                       POST A   L  M  M  M  M  M  M  M  M  M  M  L
cohort                       POST B   L  M  M  M  M  M  M  M  M  M  M  L

cohort_path                  GET  A   L  X  X  X  2  0  2  2  X  X  2  L
cohort_path                  GET  B   L  X  X  X  0  2  0  2  X  X  2  L
cohort_path                  POST A   L  M  M  M  M  M  M  M  M  M  M  L
cohort_path                  POST B   L  M  M  M  M  M  M  M  M  M  M  L

cohort_edit                  GET  A   L  X  X  X  X  X  X  2  X  X  2  L
cohort_edit                  GET  B   L  X  X  X  X  X  X  2  X  X  2  L
cohort_edit                  POST A   L  X  X  X  X  X  X  2  X  X  2  L
cohort_edit                  POST B   L  X  X  X  X  X  X  2  X  X  2  L

cohort_role_play_date        GET  A   L  X  X  X  2  0  X  2  X  X  2  L
cohort_role_play_date        GET  B   L  X  X  X  0  2  0  2  X  X  2  L
cohort_role_play_date        POST A   L  X  X  X  2  0  X  2  X  X  2  L
cohort_role_play_date        POST B   L  X  X  X  0  2  0  2  X  X  2  L

cohort_person_add            GET  A   L  X  X  X  X  0  2  2  X  X  2  L
cohort_person_add            GET  B   L  X  X  X  0  X  0  2  X  X  2  L
cohort_person_add            POST A   L  X  X  X  X  0  2  2  X  X  2  L
cohort_person_add            POST B   L  X  X  X  0  X  0  2  X  X  2  L

roster_upload                GET  A   L  X  X  X  X  X  2  2  X  X  2  L
roster_upload                GET  B   L  X  X  X  X  X  0  2  X  X  2  L
roster_upload                POST A   L  X  X  X  X  X  2  2  X  X  2  L
roster_upload                POST B   L  X  X  X  X  X  0  2  X  X  2  L

roster_columns               GET  A   L  X  X  X  X  X  2  2  X  X  2  L
roster_columns               GET  B   L  X  X  X  X  X  0  0  X  X  0  L
roster_columns               POST A   L  X  X  X  X  X  2  2  X  X  2  L
roster_columns               POST B   L  X  X  X  X  X  0  0  X  X  0  L

roster_preview               GET  A   L  X  X  X  X  X  2  2  X  X  2  L
roster_preview               GET  B   L  X  X  X  X  X  0  0  X  X  0  L
roster_preview               POST A   L  M  M  M  M  M  M  M  M  M  M  L
roster_preview               POST B   L  M  M  M  M  M  M  M  M  M  M  L

roster_apply                 GET  A   L  M  M  M  M  M  M  M  M  M  M  L
roster_apply                 GET  B   L  M  M  M  M  M  M  M  M  M  M  L
roster_apply                 POST A   L  X  X  X  X  X  3  3  X  X  3  L
roster_apply                 POST B   L  X  X  X  X  X  0  0  X  X  0  L

center_home                  GET  A   L  X  X  X  X  X  2  X  X  X  X  L
center_home                  GET  B   L  X  X  X  X  X  0  X  X  X  X  L
center_home                  POST A   L  X  X  X  X  X  M  X  X  X  X  L
center_home                  POST B   L  X  X  X  X  X  M  X  X  X  X  L

standards                    GET  A   L  X  X  X  X  X  X  2  X  2  2  L
standards                    POST A   L  M  M  M  M  M  M  M  M  M  M  L

standard_new                 GET  A   L  X  X  X  X  X  X  2  X  X  2  L
standard_new                 POST A   L  X  X  X  X  X  X  V  X  X  V  L

standard_study               GET  A   L  X  X  X  X  X  X  0  X  X  0  L
standard_study               GET  B   L  X  X  X  X  X  X  0  X  X  0  L
standard_study               POST A   L  M  M  M  M  M  M  M  M  M  M  L
standard_study               POST B   L  M  M  M  M  M  M  M  M  M  M  L

standard_act                 GET  A   L  M  M  M  M  M  M  M  M  M  M  L
standard_act                 GET  B   L  M  M  M  M  M  M  M  M  M  M  L
standard_act                 POST A   L  X  X  X  X  X  X  0  X  X  0  L
standard_act                 POST B   L  X  X  X  X  X  X  0  X  X  0  L

standard_judge               GET  A   L  X  X  X  X  X  X  X  X  0  0  L
standard_judge               GET  B   L  X  X  X  X  X  X  X  X  0  0  L
standard_judge               POST A   L  X  X  X  X  X  X  X  X  0  0  L
standard_judge               POST B   L  X  X  X  X  X  X  X  X  0  0  L

program_home                 GET  A   L  X  X  X  X  X  X  2  X  X  2  L
program_home                 GET  B   L  X  X  X  X  X  X  0  X  X  0  L
program_home                 POST A   L  X  X  X  X  X  X  M  X  X  M  L
program_home                 POST B   L  X  X  X  X  X  X  M  X  X  M  L

program_export               GET  A   L  X  X  X  X  X  X  2  X  X  2  L
program_export               GET  B   L  X  X  X  X  X  X  0  X  X  0  L
program_export               POST A   L  X  X  X  X  X  X  M  X  X  M  L
program_export               POST B   L  X  X  X  X  X  X  M  X  X  M  L

scores_upload                GET  A   L  X  X  X  2  2  2  2  X  X  2  L
scores_upload                POST A   L  X  X  X  2  2  2  2  X  X  2  L

scores_report                GET  A   L  X  X  X  2  2  2  2  X  X  2  L
scores_report                GET  B   L  X  X  X  0  2  0  0  X  X  0  L
scores_report                POST A   L  X  X  X  M  M  M  M  X  X  M  L
scores_report                POST B   L  X  X  X  M  M  M  M  X  X  M  L

scores_delete                GET  A   L  X  X  X  M  M  M  M  X  X  M  L
scores_delete                GET  B   L  X  X  X  M  M  M  M  X  X  M  L
scores_delete                POST A   L  X  X  X  3  3  3  3  X  X  3  L
scores_delete                POST B   L  X  X  X  0  3  0  0  X  X  0  L

scores_download              GET  A   L  X  X  X  2  2  2  2  X  X  2  L
scores_download              GET  B   L  X  X  X  0  2  0  0  X  X  0  L
scores_download              POST A   L  X  X  X  M  M  M  M  X  X  M  L
scores_download              POST B   L  X  X  X  M  M  M  M  X  X  M  L

certificate_check            GET  A   2  2  2  2  2  2  2  2  2  2  2  2
certificate_check            POST A   M  M  M  M  M  M  M  M  M  M  M  M

certificate_verify           GET  A   2  2  2  2  2  2  2  2  2  2  2  2
certificate_verify           GET  B   2  2  2  2  2  2  2  2  2  2  2  2
certificate_verify           POST A   M  M  M  M  M  M  M  M  M  M  M  M
certificate_verify           POST B   M  M  M  M  M  M  M  M  M  M  M  M

certificate_pdf              GET  A   2  2  2  2  2  2  2  2  2  2  2  2
certificate_pdf              GET  B   2  2  2  2  2  2  2  2  2  2  2  2
certificate_pdf              POST A   M  M  M  M  M  M  M  M  M  M  M  M
certificate_pdf              POST B   M  M  M  M  M  M  M  M  M  M  M  M

certificate_issue            GET  A   L  M  M  M  M  M  M  M  M  M  M  L
certificate_issue            GET  B   L  M  M  M  M  M  M  M  M  M  M  L
certificate_issue            POST A   L  3  0  0  0  0  0  0  0  0  0  L
certificate_issue            POST B   L  0  0  3  0  0  0  0  0  0  0  L

certificate_revoke           GET  A   L  X  X  X  2  0  X  2  X  X  2  L
certificate_revoke           GET  B   L  X  X  X  0  2  X  2  X  X  2  L
certificate_revoke           POST A   L  X  X  X  2  0  X  2  X  X  2  L
certificate_revoke           POST B   L  X  X  X  0  2  X  2  X  X  2  L

cohort_certificates          GET  A   L  X  X  X  2  0  2  2  X  X  2  L
cohort_certificates          GET  B   L  X  X  X  0  2  0  2  X  X  2  L
cohort_certificates          POST A   L  X  X  X  M  M  M  M  X  X  M  L
cohort_certificates          POST B   L  X  X  X  M  M  M  M  X  X  M  L

cohort_tests                 GET  A   L  X  X  X  2  0  2  2  X  X  2  L
cohort_tests                 GET  B   L  X  X  X  0  2  0  2  X  X  2  L
cohort_tests                 POST A   L  X  X  X  M  M  M  M  X  X  M  L
cohort_tests                 POST B   L  X  X  X  M  M  M  M  X  X  M  L

test_analysis                GET  A   L  X  X  X  2  0  2  2  X  X  2  L
test_analysis                GET  B   L  X  X  X  0  2  0  2  X  X  2  L
test_analysis                POST A   L  X  X  X  M  M  M  M  X  X  M  L
test_analysis                POST B   L  X  X  X  M  M  M  M  X  X  M  L

test_analysis_download       GET  A   L  X  X  X  2  0  2  2  X  X  2  L
test_analysis_download       GET  B   L  X  X  X  0  2  0  2  X  X  2  L
test_analysis_download       POST A   L  X  X  X  M  M  M  M  X  X  M  L
test_analysis_download       POST B   L  X  X  X  M  M  M  M  X  X  M  L

not_taken                    GET  A   L  X  X  X  2  0  2  2  X  X  2  L
not_taken                    GET  B   L  X  X  X  0  2  0  2  X  X  2  L
not_taken                    POST A   L  X  X  X  3  0  3  3  X  X  3  L
not_taken                    POST B   L  X  X  X  0  3  0  3  X  X  3  L

item_figures                 GET  A   L  X  X  X  X  X  X  2  2  2  2  L
item_figures                 GET  B   L  X  X  X  X  X  X  2  2  2  2  L
item_figures                 POST A   L  X  X  X  X  X  X  M  M  M  M  L
item_figures                 POST B   L  X  X  X  X  X  X  M  M  M  M  L

certificates_issue           GET  A   L  X  X  X  2  0  2  2  X  X  2  L
certificates_issue           GET  B   L  X  X  X  0  2  0  2  X  X  2  L
certificates_issue           POST A   L  X  X  X  V  0  V  V  X  X  V  L
certificates_issue           POST B   L  X  X  X  0  V  0  V  X  X  V  L

certificate_replace          GET  A   L  X  X  X  2  0  X  2  X  X  2  L
certificate_replace          GET  B   L  X  X  X  0  2  X  2  X  X  2  L
certificate_replace          POST A   L  X  X  X  3  0  X  3  X  X  3  L
certificate_replace          POST B   L  X  X  X  0  3  X  3  X  X  3  L
"""

EXPECTED = read(TABLE)


def asked(role: str, name: str, verb: str, letter: str) -> bool:
    """Whether the role asks here: on SQLite everybody does, on PostgreSQL one for each kind of answer.

    Who may is not for the database to say; that each answer can be given, on both, is.
    """
    row = EXPECTED.get((name, verb, letter))
    if connection.vendor == "sqlite" or row is None:
        return True
    return role == next(one for one, sign in row.items() if sign == row[role])
