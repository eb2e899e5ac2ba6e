BEGIN;
CREATE TABLE "account_emailaddress" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "verified" bool NOT NULL, "primary" bool NOT NULL, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "email" varchar(254) NOT NULL);
CREATE TABLE "account_emailconfirmation" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "created" datetime NOT NULL, "sent" datetime NULL, "key" varchar(64) NOT NULL UNIQUE, "email_address_id" integer NOT NULL REFERENCES "account_emailaddress" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "accounts_center" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "uuid" char(32) NOT NULL UNIQUE, "code" varchar(40) NOT NULL UNIQUE, "name" varchar(160) NOT NULL, "kind" varchar(10) NOT NULL, "state" varchar(3) NOT NULL, "time_zone" varchar(40) NOT NULL, "is_active" bool NOT NULL);
CREATE TABLE "accounts_consent" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "uuid" char(32) NOT NULL UNIQUE, "notice_version" varchar(20) NOT NULL, "notice_hash" varchar(64) NOT NULL, "language" varchar(5) NOT NULL, "accepted_at" datetime NOT NULL, "withdrawn_at" datetime NULL, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "accounts_invitation" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "uuid" char(32) NOT NULL UNIQUE, "token_hash" varchar(64) NOT NULL UNIQUE, "sent_at" datetime NOT NULL, "expires_at" datetime NOT NULL, "accepted_at" datetime NULL, "sent_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "accounts_letter" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "uuid" char(32) NOT NULL UNIQUE, "kind" varchar(40) NOT NULL, "cause" varchar(120) NOT NULL, "address" varchar(254) NOT NULL, "context" text NOT NULL CHECK ((JSON_VALID("context") OR "context" IS NULL)), "state" varchar(10) NOT NULL, "attempts" smallint unsigned NOT NULL CHECK ("attempts" >= 0), "error" varchar(300) NOT NULL, "queued_at" datetime NOT NULL, "due_at" datetime NOT NULL, "done_at" datetime NULL, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_letter_per_cause" UNIQUE ("kind", "cause", "address"));
CREATE TABLE "accounts_rolegrant" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "uuid" char(32) NOT NULL UNIQUE, "role" varchar(20) NOT NULL, "granted_at" datetime NOT NULL, "revoked_at" datetime NULL, "center_id" bigint NULL REFERENCES "accounts_center" ("id") DEFERRABLE INITIALLY DEFERRED, "granted_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "center_manager_has_a_center" CHECK ((NOT ("role" = 'center_manager') OR "center_id" IS NOT NULL)));
CREATE TABLE "accounts_user" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "password" varchar(128) NOT NULL, "last_login" datetime NULL, "is_superuser" bool NOT NULL, "is_staff" bool NOT NULL, "is_active" bool NOT NULL, "date_joined" datetime NOT NULL, "uuid" char(32) NOT NULL UNIQUE, "email" varchar(254) NOT NULL UNIQUE, "first_name" varchar(120) NOT NULL, "last_name" varchar(120) NOT NULL, "curp" varchar(18) NULL UNIQUE, "job_role" varchar(20) NOT NULL, "sex" varchar(1) NOT NULL, "birth_year" smallint unsigned NULL CHECK ("birth_year" >= 0), "state" varchar(3) NOT NULL, "language" varchar(5) NOT NULL, "time_zone" varchar(40) NOT NULL, "center_id" bigint NULL REFERENCES "accounts_center" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "accounts_user_groups" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "accounts_user_user_permissions" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "permission_id" integer NOT NULL REFERENCES "auth_permission" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "analytics_certificate" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "uuid" char(32) NOT NULL UNIQUE, "kind" varchar(12) NOT NULL, "version" smallint unsigned NOT NULL CHECK ("version" >= 0), "code" varchar(16) NOT NULL UNIQUE, "record" text NOT NULL CHECK ((JSON_VALID("record") OR "record" IS NULL)), "sheet" varchar(120) NOT NULL, "sha256" varchar(64) NOT NULL, "issued_at" datetime NOT NULL, "expires_at" datetime NULL, "replaced_at" datetime NULL, "revoked_at" datetime NULL, "revoked_reason" varchar(300) NOT NULL, "enrollment_id" bigint NOT NULL REFERENCES "courses_enrollment" ("id") DEFERRABLE INITIALLY DEFERRED, "issued_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "revoked_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "supersedes_id" bigint NULL UNIQUE REFERENCES "analytics_certificate" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "certificate_version" UNIQUE ("enrollment_id", "kind", "version"), CONSTRAINT "later_certificate_supersedes_one" CHECK ((("supersedes_id" IS NULL AND "version" = 1) OR ("supersedes_id" IS NOT NULL AND "version" > 1))), CONSTRAINT "certificate_expires_after_its_issue" CHECK (("expires_at" IS NULL OR "expires_at" > ("issued_at"))), CONSTRAINT "revoked_certificate_says_why" CHECK ((("revoked_at" IS NULL AND "revoked_reason" = '') OR ("revoked_at" IS NOT NULL AND NOT ("revoked_reason" = '')))));
CREATE TABLE "analytics_keptfigures" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "as_of" datetime NOT NULL, "basis" varchar(200) NOT NULL, "columns" BLOB NOT NULL, "topics" text NOT NULL CHECK ((JSON_VALID("topics") OR "topics" IS NULL)), "ratings" text NOT NULL CHECK ((JSON_VALID("ratings") OR "ratings" IS NULL)), "cohort_id" bigint NOT NULL UNIQUE REFERENCES "courses_cohort" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "analytics_scorefile" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "uuid" char(32) NOT NULL UNIQUE, "file_name" varchar(200) NOT NULL, "content" BLOB NOT NULL, "uploaded_at" datetime NOT NULL, "expires_at" datetime NOT NULL, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "assessments_accommodation" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "uuid" char(32) NOT NULL UNIQUE, "factor" real NOT NULL, "extra_minutes" smallint unsigned NOT NULL CHECK ("extra_minutes" >= 0), "breaks" varchar(200) NOT NULL, "reason" varchar(200) NOT NULL, "granted_at" datetime NOT NULL, "granted_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "person_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "delivery_id" bigint NOT NULL REFERENCES "assessments_delivery" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_accommodation_per_person" UNIQUE ("delivery_id", "person_id"), CONSTRAINT "accommodation_only_lengthens" CHECK (("factor" >= 1.0 AND "factor" <= 10.0)));
CREATE TABLE "assessments_anonymouscomment" ("key" char(32) NOT NULL PRIMARY KEY, "text" text NOT NULL, "delivery_id" bigint NOT NULL REFERENCES "assessments_delivery" ("id") DEFERRABLE INITIALLY DEFERRED, "item_version_id" bigint NOT NULL REFERENCES "assessments_itemversion" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "assessments_anonymousreceipt" ("key" char(32) NOT NULL PRIMARY KEY, "on" date NOT NULL, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "delivery_id" bigint NOT NULL REFERENCES "assessments_delivery" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_receipt_per_person" UNIQUE ("delivery_id", "user_id"));
CREATE TABLE "assessments_anonymoussheet" ("key" char(32) NOT NULL PRIMARY KEY, "answers" text NOT NULL CHECK ((JSON_VALID("answers") OR "answers" IS NULL)), "delivery_id" bigint NOT NULL REFERENCES "assessments_delivery" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "assessments_assignment" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "kind" varchar(10) NOT NULL, "assessor_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "case_id" bigint NOT NULL REFERENCES "assessments_ratingcase" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_assignment_per_assessor" UNIQUE ("case_id", "assessor_id"), CONSTRAINT "assessor_kind_is_known" CHECK ("kind" IN ('assessor', 'self', 'peer', 'coach')));
CREATE TABLE "assessments_attempt" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "uuid" char(32) NOT NULL UNIQUE, "number" smallint unsigned NOT NULL CHECK ("number" >= 0), "started_at" datetime NOT NULL, "due_at" datetime NULL, "submitted_at" datetime NULL, "epoch" integer unsigned NOT NULL CHECK ("epoch" >= 0), "seed" bigint NOT NULL, "revision" smallint unsigned NOT NULL CHECK ("revision" >= 0), "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "delivery_id" bigint NOT NULL REFERENCES "assessments_delivery" ("id") DEFERRABLE INITIALLY DEFERRED, "instrument_version_id" bigint NOT NULL REFERENCES "assessments_instrumentversion" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "attempt_number" UNIQUE ("delivery_id", "user_id", "number"), CONSTRAINT "only_ended_attempts_are_marked" CHECK (("revision" = 0 OR "submitted_at" IS NOT NULL)));
CREATE TABLE "assessments_attemptitem" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "position" smallint unsigned NOT NULL CHECK ("position" >= 0), "option_order" text NOT NULL CHECK ((JSON_VALID("option_order") OR "option_order" IS NULL)), "topic" varchar(60) NOT NULL, "points" real NOT NULL, "attempt_id" bigint NOT NULL REFERENCES "assessments_attempt" ("id") DEFERRABLE INITIALLY DEFERRED, "item_version_id" bigint NOT NULL REFERENCES "assessments_itemversion" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "attempt_item_position" UNIQUE ("attempt_id", "position"), CONSTRAINT "attempt_item_once" UNIQUE ("attempt_id", "item_version_id"), CONSTRAINT "attempt_item_points" CHECK ("points" >= 0.0));
CREATE TABLE "assessments_audience" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "uuid" char(32) NOT NULL UNIQUE, "kind" varchar(6) NOT NULL, "cohort" char(32) NULL, "link_token" varchar(64) NULL UNIQUE, "delivery_id" bigint NOT NULL REFERENCES "assessments_delivery" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_audience_per_cohort" UNIQUE ("delivery_id", "cohort"), CONSTRAINT "audience_is_one_of_its_kind" CHECK ((("cohort" IS NOT NULL AND "kind" = 'cohort' AND "link_token" IS NULL) OR ("cohort" IS NULL AND "kind" = 'list' AND "link_token" IS NULL) OR ("cohort" IS NULL AND "kind" = 'link' AND "link_token" IS NOT NULL AND NOT ("link_token" = '' AND "link_token" IS NOT NULL)))));
CREATE TABLE "assessments_audiencemember" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "audience_id" bigint NOT NULL REFERENCES "assessments_audience" ("id") DEFERRABLE INITIALLY DEFERRED, "person_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_place_per_member" UNIQUE ("audience_id", "person_id"));
CREATE TABLE "assessments_criterion" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "position" smallint unsigned NOT NULL CHECK ("position" >= 0), "key" varchar(60) NOT NULL, "title" text NOT NULL CHECK ((JSON_VALID("title") OR "title" IS NULL)), "critical" bool NOT NULL, "add_on" bool NOT NULL, "rubric_version_id" bigint NOT NULL REFERENCES "assessments_rubricversion" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "criterion_position" UNIQUE ("rubric_version_id", "position"), CONSTRAINT "criterion_key" UNIQUE ("rubric_version_id", "key"));
CREATE TABLE "assessments_criterionscore" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "value" smallint unsigned NULL CHECK ("value" >= 0), "decided" bool NOT NULL, "comment" text NOT NULL, "evidence" text NOT NULL, "evidence_at" datetime NULL, "seq" bigint unsigned NOT NULL CHECK ("seq" >= 0), "criterion_id" bigint NOT NULL REFERENCES "assessments_criterion" ("id") DEFERRABLE INITIALLY DEFERRED, "rating_id" bigint NOT NULL REFERENCES "assessments_rating" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_score_per_criterion" UNIQUE ("rating_id", "criterion_id"), CONSTRAINT "undecided_score_has_no_level" CHECK (("decided" OR "value" IS NULL)));
CREATE TABLE "assessments_delivery" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "uuid" char(32) NOT NULL UNIQUE, "purpose" varchar(20) NOT NULL, "opens_at" datetime NOT NULL, "closes_at" datetime NULL, "time_limit" smallint unsigned NULL CHECK ("time_limit" >= 0), "max_attempts" smallint unsigned NOT NULL CHECK ("max_attempts" >= 0), "counts" varchar(5) NOT NULL, "shuffle" bool NOT NULL, "feedback" varchar(10) NOT NULL, "late" varchar(6) NOT NULL, "code" varchar(20) NOT NULL, "anonymous" bool NOT NULL, "instrument_version_id" bigint NOT NULL REFERENCES "assessments_instrumentversion" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "delivery_closes_after_it_opens" CHECK (("closes_at" IS NULL OR "closes_at" > ("opens_at"))), CONSTRAINT "delivery_allows_an_attempt" CHECK ("max_attempts" >= 1), CONSTRAINT "delivery_limit_is_a_time" CHECK (("time_limit" IS NULL OR "time_limit" >= 1)), CONSTRAINT "anonymous_delivery_once" CHECK ((NOT "anonymous" OR "max_attempts" = 1)));
CREATE TABLE "assessments_deliverychange" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "at" datetime NOT NULL, "why" varchar(200) NOT NULL, "before" text NOT NULL CHECK ((JSON_VALID("before") OR "before" IS NULL)), "after" text NOT NULL CHECK ((JSON_VALID("after") OR "after" IS NULL)), "actor_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "delivery_id" bigint NOT NULL REFERENCES "assessments_delivery" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "delivery_change_changes" CHECK (NOT ("before" = ("after"))));
CREATE TABLE "assessments_deliveryform" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "label" varchar(10) NOT NULL, "delivery_id" bigint NOT NULL REFERENCES "assessments_delivery" ("id") DEFERRABLE INITIALLY DEFERRED, "instrument_version_id" bigint NOT NULL REFERENCES "assessments_instrumentversion" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "delivery_form_label" UNIQUE ("delivery_id", "label"), CONSTRAINT "delivery_form_version" UNIQUE ("delivery_id", "instrument_version_id"), CONSTRAINT "delivery_form_has_a_label" CHECK (NOT ("label" = '')));
CREATE TABLE "assessments_instrument" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "uuid" char(32) NOT NULL UNIQUE, "key" varchar(120) NOT NULL UNIQUE);
CREATE TABLE "assessments_instrumententry" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "position" integer unsigned NOT NULL CHECK ("position" >= 0), "points" real NOT NULL, "section_id" bigint NOT NULL REFERENCES "assessments_instrumentsection" ("id") DEFERRABLE INITIALLY DEFERRED, "version_id" bigint NOT NULL REFERENCES "assessments_instrumentversion" ("id") DEFERRABLE INITIALLY DEFERRED, "item_version_id" bigint NOT NULL REFERENCES "assessments_itemversion" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "instrument_entry_position" UNIQUE ("version_id", "position"), CONSTRAINT "instrument_entry_item" UNIQUE ("version_id", "item_version_id"), CONSTRAINT "instrument_entry_points" CHECK ("points" >= 0.0));
CREATE TABLE "assessments_instrumentsection" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "position" smallint unsigned NOT NULL CHECK ("position" >= 0), "title" text NOT NULL CHECK ((JSON_VALID("title") OR "title" IS NULL)), "draw" smallint unsigned NULL CHECK ("draw" >= 0), "draw_rule" text NOT NULL CHECK ((JSON_VALID("draw_rule") OR "draw_rule" IS NULL)), "version_id" bigint NOT NULL REFERENCES "assessments_instrumentversion" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "instrument_section_position" UNIQUE ("version_id", "position"), CONSTRAINT "section_draws_something" CHECK (("draw" IS NULL OR "draw" >= 1)), CONSTRAINT "section_rule_only_with_a_draw" CHECK (("draw" IS NOT NULL OR "draw_rule" = '{}')));
CREATE TABLE "assessments_instrumentversion" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "uuid" char(32) NOT NULL UNIQUE, "content_hash" varchar(64) NOT NULL, "number" integer unsigned NOT NULL CHECK ("number" >= 0), "title" text NOT NULL CHECK ((JSON_VALID("title") OR "title" IS NULL)), "intro" text NOT NULL CHECK ((JSON_VALID("intro") OR "intro" IS NULL)), "minutes" smallint unsigned NOT NULL CHECK ("minutes" >= 0), "questions" smallint unsigned NOT NULL CHECK ("questions" >= 0), "instrument_id" bigint NOT NULL REFERENCES "assessments_instrument" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "instrument_version_number" UNIQUE ("instrument_id", "number"), CONSTRAINT "instrument_version_content" UNIQUE ("instrument_id", "content_hash"));
CREATE TABLE "assessments_item" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "uuid" char(32) NOT NULL UNIQUE, "key" varchar(120) NOT NULL UNIQUE, "topic" varchar(60) NOT NULL, "status" varchar(8) NOT NULL, "author_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "reviewer_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "item_status" CHECK ("status" IN ('draft', 'reviewed', 'retired')));
CREATE TABLE "assessments_itemtag" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "kind" varchar(10) NOT NULL, "value" varchar(80) NOT NULL, "item_id" bigint NOT NULL REFERENCES "assessments_item" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_tag_per_item_and_value" UNIQUE ("item_id", "kind", "value"), CONSTRAINT "item_tag_kind" CHECK ("kind" IN ('module', 'competency', 'article', 'level', 'difficulty', 'other')));
CREATE TABLE "assessments_itemversion" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "uuid" char(32) NOT NULL UNIQUE, "content_hash" varchar(64) NOT NULL, "number" integer unsigned NOT NULL CHECK ("number" >= 0), "type" varchar(40) NOT NULL, "content" text NOT NULL CHECK ((JSON_VALID("content") OR "content" IS NULL)), "item_id" bigint NOT NULL REFERENCES "assessments_item" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "item_version_number" UNIQUE ("item_id", "number"), CONSTRAINT "item_version_content" UNIQUE ("item_id", "content_hash"));
CREATE TABLE "assessments_level" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "value" smallint unsigned NOT NULL CHECK ("value" >= 0), "anchor" text NOT NULL CHECK ((JSON_VALID("anchor") OR "anchor" IS NULL)), "criterion_id" bigint NOT NULL REFERENCES "assessments_criterion" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "level_value" UNIQUE ("criterion_id", "value"));
CREATE TABLE "assessments_moderation" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "uuid" char(32) NOT NULL UNIQUE, "reason" text NOT NULL, "outcome" varchar(10) NOT NULL, "scores" text NOT NULL CHECK ((JSON_VALID("scores") OR "scores" IS NULL)), "opened_at" datetime NOT NULL, "decided_at" datetime NULL, "moderator_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "case_id" bigint NOT NULL REFERENCES "assessments_ratingcase" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "decided_moderation_has_its_moment" CHECK ((("decided_at" IS NULL AND "outcome" = '') OR ("outcome" IN ('agreed', 'third', 'board') AND "decided_at" IS NOT NULL))), CONSTRAINT "moderation_has_its_reason" CHECK (NOT ("reason" = '')));
CREATE TABLE "assessments_occasion" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "uuid" char(32) NOT NULL UNIQUE, "mode" varchar(10) NOT NULL, "title" text NOT NULL CHECK ((JSON_VALID("title") OR "title" IS NULL)), "held_at" datetime NULL, "add_ons" text NOT NULL CHECK ((JSON_VALID("add_ons") OR "add_ons" IS NULL)), "rubric_version_id" bigint NOT NULL REFERENCES "assessments_rubricversion" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "assessments_occasionscenario" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "occasion_id" bigint NOT NULL REFERENCES "assessments_occasion" ("id") DEFERRABLE INITIALLY DEFERRED, "scenario_version_id" bigint NOT NULL REFERENCES "assessments_scenarioversion" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "scenario_once_per_occasion" UNIQUE ("occasion_id", "scenario_version_id"));
CREATE TABLE "assessments_rating" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "uuid" char(32) NOT NULL UNIQUE, "version" smallint unsigned NOT NULL CHECK ("version" >= 0), "status" varchar(10) NOT NULL, "judgment" smallint unsigned NULL CHECK ("judgment" >= 0), "comment" text NOT NULL, "comment_seq" bigint unsigned NOT NULL CHECK ("comment_seq" >= 0), "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "saved_at" datetime NOT NULL, "submitted_at" datetime NULL, "assignment_id" bigint NOT NULL REFERENCES "assessments_assignment" ("id") DEFERRABLE INITIALLY DEFERRED, "supersedes_id" bigint NULL UNIQUE REFERENCES "assessments_rating" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "rating_version" UNIQUE ("assignment_id", "version"), CONSTRAINT "later_rating_supersedes" CHECK ((("supersedes_id" IS NULL AND "version" = 1) OR ("supersedes_id" IS NOT NULL AND "version" > 1))), CONSTRAINT "submitted_rating_has_its_moment" CHECK ((("status" = 'draft' AND "submitted_at" IS NULL) OR ("status" = 'submitted' AND "submitted_at" IS NOT NULL))), CONSTRAINT "judgment_is_known" CHECK (("judgment" IS NULL OR "judgment" IN (1, 2, 3, 4))));
CREATE TABLE "assessments_ratingcase" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "uuid" char(32) NOT NULL UNIQUE, "state" varchar(10) NOT NULL, "released_at" datetime NULL, "occasion_id" bigint NOT NULL REFERENCES "assessments_occasion" ("id") DEFERRABLE INITIALLY DEFERRED, "ratee_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_case_per_person_and_occasion" UNIQUE ("occasion_id", "ratee_id"), CONSTRAINT "case_state_is_known" CHECK ("state" IN ('open', 'rated', 'moderation', 'agreed', 'released', 'locked')), CONSTRAINT "released_case_has_its_moment" CHECK ((("released_at" IS NOT NULL AND "state" IN ('locked', 'released')) OR (NOT ("state" IN ('locked', 'released')) AND "released_at" IS NULL))));
CREATE TABLE "assessments_regrade" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "from_revision" smallint unsigned NOT NULL CHECK ("from_revision" >= 0), "to_revision" smallint unsigned NOT NULL CHECK ("to_revision" >= 0), "at" datetime NOT NULL, "reason" varchar(200) NOT NULL, "before" text NOT NULL CHECK ((JSON_VALID("before") OR "before" IS NULL)), "after" text NOT NULL CHECK ((JSON_VALID("after") OR "after" IS NULL)), "actor_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "attempt_id" bigint NOT NULL REFERENCES "assessments_attempt" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_regrade_per_revision" UNIQUE ("attempt_id", "to_revision"), CONSTRAINT "regrade_is_the_next_revision" CHECK ("to_revision" = ("from_revision" + 1)), CONSTRAINT "regrade_has_a_reason" CHECK (NOT ("reason" = '')));
CREATE TABLE "assessments_response" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "answer" text NOT NULL CHECK ((JSON_VALID("answer") OR "answer" IS NULL)), "seq" integer unsigned NOT NULL CHECK ("seq" >= 0), "flagged" bool NOT NULL, "saved_at" datetime NOT NULL, "mark" real NULL, "attempt_id" bigint NOT NULL REFERENCES "assessments_attempt" ("id") DEFERRABLE INITIALLY DEFERRED, "item_version_id" bigint NOT NULL REFERENCES "assessments_itemversion" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_answer_per_question" UNIQUE ("attempt_id", "item_version_id"));
CREATE TABLE "assessments_responseevidence" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "reason" varchar(12) NOT NULL, "answer" text NOT NULL CHECK ((JSON_VALID("answer") OR "answer" IS NULL)), "seq" integer unsigned NOT NULL CHECK ("seq" >= 0), "epoch" integer unsigned NOT NULL CHECK ("epoch" >= 0), "received_at" datetime NOT NULL, "attempt_id" bigint NOT NULL REFERENCES "assessments_attempt" ("id") DEFERRABLE INITIALLY DEFERRED, "item_version_id" bigint NOT NULL REFERENCES "assessments_itemversion" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "evidence_has_a_known_reason" CHECK ("reason" IN ('late', 'stale_epoch', 'lower_seq', 'submitted')), CONSTRAINT "evidence_once" UNIQUE ("attempt_id", "item_version_id", "reason", "epoch", "seq"));
CREATE TABLE "assessments_rolecast" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "role" varchar(60) NOT NULL, "occasion_id" bigint NOT NULL REFERENCES "assessments_occasion" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "scenario_version_id" bigint NOT NULL REFERENCES "assessments_scenarioversion" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "role_once_per_person" UNIQUE ("occasion_id", "scenario_version_id", "role", "user_id"));
CREATE TABLE "assessments_rubric" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "uuid" char(32) NOT NULL UNIQUE, "key" varchar(120) NOT NULL UNIQUE);
CREATE TABLE "assessments_rubricversion" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "uuid" char(32) NOT NULL UNIQUE, "content_hash" varchar(64) NOT NULL, "number" integer unsigned NOT NULL CHECK ("number" >= 0), "title" text NOT NULL CHECK ((JSON_VALID("title") OR "title" IS NULL)), "levels" text NOT NULL CHECK ((JSON_VALID("levels") OR "levels" IS NULL)), "rules" text NOT NULL CHECK ((JSON_VALID("rules") OR "rules" IS NULL)), "weights" text NOT NULL CHECK ((JSON_VALID("weights") OR "weights" IS NULL)), "instructions" text NOT NULL CHECK ((JSON_VALID("instructions") OR "instructions" IS NULL)), "structure_hash" varchar(64) NOT NULL, "rubric_id" bigint NOT NULL REFERENCES "assessments_rubric" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "rubric_version_number" UNIQUE ("rubric_id", "number"), CONSTRAINT "rubric_version_content" UNIQUE ("rubric_id", "content_hash"));
CREATE TABLE "assessments_scenario" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "uuid" char(32) NOT NULL UNIQUE, "key" varchar(120) NOT NULL UNIQUE);
CREATE TABLE "assessments_scenarioversion" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "uuid" char(32) NOT NULL UNIQUE, "content_hash" varchar(64) NOT NULL, "number" integer unsigned NOT NULL CHECK ("number" >= 0), "title" text NOT NULL CHECK ((JSON_VALID("title") OR "title" IS NULL)), "content" text NOT NULL CHECK ((JSON_VALID("content") OR "content" IS NULL)), "scenario_id" bigint NOT NULL REFERENCES "assessments_scenario" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "scenario_version_number" UNIQUE ("scenario_id", "number"), CONSTRAINT "scenario_version_content" UNIQUE ("scenario_id", "content_hash"));
CREATE TABLE "assessments_score" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "revision" smallint unsigned NOT NULL CHECK ("revision" >= 0), "scope" varchar(5) NOT NULL, "topic" varchar(60) NOT NULL, "points" real NOT NULL, "maximum" real NOT NULL, "marking_version" smallint unsigned NOT NULL CHECK ("marking_version" >= 0), "attempt_id" bigint NOT NULL REFERENCES "assessments_attempt" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_score_per_scope" UNIQUE ("attempt_id", "revision", "scope", "topic"), CONSTRAINT "score_names_its_topic" CHECK ((("scope" = 'total' AND "topic" = '') OR ("scope" = 'topic' AND NOT ("topic" = '')))), CONSTRAINT "score_is_possible" CHECK (("points" >= 0.0 AND "points" <= ("maximum") AND "revision" >= 1)));
CREATE TABLE "auth_group" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(150) NOT NULL UNIQUE);
CREATE TABLE "auth_group_permissions" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED, "permission_id" integer NOT NULL REFERENCES "auth_permission" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "auth_permission" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "codename" varchar(100) NOT NULL, "name" varchar(255) NOT NULL);
CREATE TABLE "core_auditevent" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "uuid" char(32) NOT NULL UNIQUE, "at" datetime NOT NULL, "action" varchar(80) NOT NULL, "target_type" varchar(80) NOT NULL, "target_uuid" char(32) NULL, "data" text NOT NULL CHECK ((JSON_VALID("data") OR "data" IS NULL)), "actor_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "core_cacherow" ("cache_key" varchar(255) NOT NULL PRIMARY KEY, "value" text NOT NULL, "expires" datetime NOT NULL);
CREATE TABLE "courses_cohort" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "uuid" char(32) NOT NULL UNIQUE, "name" varchar(160) NOT NULL, "code" varchar(12) NOT NULL UNIQUE, "course_title" text NOT NULL CHECK ((JSON_VALID("course_title") OR "course_title" IS NULL)), "starts_on" date NOT NULL, "ends_on" date NOT NULL, "time_zone" varchar(40) NOT NULL, "is_simulated" bool NOT NULL, "join_open" bool NOT NULL, "pass_mark" real NOT NULL, "improved_items" smallint unsigned NOT NULL CHECK ("improved_items" >= 0), "follow_up_days" smallint unsigned NOT NULL CHECK ("follow_up_days" >= 0), "hours" smallint unsigned NOT NULL CHECK ("hours" >= 0), "settings" text NOT NULL CHECK ((JSON_VALID("settings") OR "settings" IS NULL)), "created_at" datetime NOT NULL, "course_id" bigint NOT NULL REFERENCES "courses_course" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "cohort_ends_after_start" CHECK ("ends_on" >= ("starts_on")));
CREATE TABLE "courses_cohort_centers" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "cohort_id" bigint NOT NULL REFERENCES "courses_cohort" ("id") DEFERRABLE INITIALLY DEFERRED, "center_id" bigint NOT NULL REFERENCES "accounts_center" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "courses_cohortstep" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "uuid" char(32) NOT NULL UNIQUE, "key" varchar(60) NOT NULL, "position" smallint unsigned NOT NULL CHECK ("position" >= 0), "kind" varchar(12) NOT NULL, "mode" varchar(8) NOT NULL, "title" text NOT NULL CHECK ((JSON_VALID("title") OR "title" IS NULL)), "unlocked_by" text NOT NULL CHECK ((JSON_VALID("unlocked_by") OR "unlocked_by" IS NULL)), "after" text NOT NULL CHECK ((JSON_VALID("after") OR "after" IS NULL)), "required" bool NOT NULL, "minutes" smallint unsigned NOT NULL CHECK ("minutes" >= 0), "cohort_id" bigint NOT NULL REFERENCES "courses_cohort" ("id") DEFERRABLE INITIALLY DEFERRED, "delivery_id" bigint NULL UNIQUE REFERENCES "assessments_delivery" ("id") DEFERRABLE INITIALLY DEFERRED, "occasion_id" bigint NULL UNIQUE REFERENCES "assessments_occasion" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_step_per_cohort_and_key" UNIQUE ("cohort_id", "key"));
CREATE TABLE "courses_cohorttrainer" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "cohort_id" bigint NOT NULL REFERENCES "courses_cohort" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_trainer_link_per_cohort" UNIQUE ("cohort_id", "user_id"));
CREATE TABLE "courses_course" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "uuid" char(32) NOT NULL UNIQUE, "key" varchar(255) NOT NULL, "title" text NOT NULL CHECK ((JSON_VALID("title") OR "title" IS NULL)), "edition" char(32) NOT NULL);
CREATE TABLE "courses_courseindexpage" ("page_ptr_id" integer NOT NULL PRIMARY KEY REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "courses_coursepage" ("page_ptr_id" integer NOT NULL PRIMARY KEY REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED, "summary" text NOT NULL, "hours" smallint unsigned NOT NULL CHECK ("hours" >= 0), "hours_note" text NOT NULL, "pass_mark" real NOT NULL, "improved_items" smallint unsigned NOT NULL CHECK ("improved_items" >= 0), "follow_up_days" smallint unsigned NOT NULL CHECK ("follow_up_days" >= 0), "law_text_date" date NULL, "law_text_url" varchar(200) NOT NULL);
CREATE TABLE "courses_coursestep" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "key" varchar(60) NOT NULL, "position" smallint unsigned NOT NULL CHECK ("position" >= 0), "kind" varchar(12) NOT NULL, "mode" varchar(8) NOT NULL, "title" text NOT NULL CHECK ((JSON_VALID("title") OR "title" IS NULL)), "unlocked_by" text NOT NULL CHECK ((JSON_VALID("unlocked_by") OR "unlocked_by" IS NULL)), "after" text NOT NULL CHECK ((JSON_VALID("after") OR "after" IS NULL)), "required" bool NOT NULL, "minutes" smallint unsigned NOT NULL CHECK ("minutes" >= 0), "rules" text NOT NULL CHECK ((JSON_VALID("rules") OR "rules" IS NULL)), "course_id" bigint NOT NULL REFERENCES "courses_course" ("id") DEFERRABLE INITIALLY DEFERRED, "instrument_version_id" bigint NULL REFERENCES "assessments_instrumentversion" ("id") DEFERRABLE INITIALLY DEFERRED, "rubric_version_id" bigint NULL REFERENCES "assessments_rubricversion" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_step_per_course_and_key" UNIQUE ("course_id", "key"));
CREATE TABLE "courses_coursestep_scenario_versions" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "coursestep_id" bigint NOT NULL REFERENCES "courses_coursestep" ("id") DEFERRABLE INITIALLY DEFERRED, "scenarioversion_id" bigint NOT NULL REFERENCES "assessments_scenarioversion" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "courses_enrollment" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "uuid" char(32) NOT NULL UNIQUE, "status" varchar(10) NOT NULL, "source" varchar(8) NOT NULL, "enrolled_at" datetime NOT NULL, "withdrawn_at" datetime NULL, "job_role" varchar(20) NOT NULL, "sex" varchar(1) NOT NULL, "age_band" varchar(10) NOT NULL, "state" varchar(3) NOT NULL, "center_id" bigint NULL REFERENCES "accounts_center" ("id") DEFERRABLE INITIALLY DEFERRED, "cohort_id" bigint NOT NULL REFERENCES "courses_cohort" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_enrollment_per_cohort_and_person" UNIQUE ("cohort_id", "user_id"));
CREATE TABLE "courses_lesson" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "uuid" char(32) NOT NULL UNIQUE, "title" text NOT NULL CHECK ((JSON_VALID("title") OR "title" IS NULL)), "minutes" smallint unsigned NOT NULL CHECK ("minutes" >= 0), "position" smallint unsigned NOT NULL CHECK ("position" >= 0), "is_retired" bool NOT NULL, "course_id" bigint NOT NULL REFERENCES "courses_course" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "courses_lessonpage" ("page_ptr_id" integer NOT NULL PRIMARY KEY REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED, "summary" text NOT NULL, "minutes" smallint unsigned NOT NULL CHECK ("minutes" >= 0), "body" text NOT NULL CHECK ((JSON_VALID("body") OR "body" IS NULL)), "terms" text NOT NULL CHECK ((JSON_VALID("terms") OR "terms" IS NULL)));
CREATE TABLE "courses_lessonprogress" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "completed_at" datetime NOT NULL, "enrollment_id" bigint NOT NULL REFERENCES "courses_enrollment" ("id") DEFERRABLE INITIALLY DEFERRED, "lesson_id" bigint NOT NULL REFERENCES "courses_lesson" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_progress_per_enrollment_and_lesson" UNIQUE ("enrollment_id", "lesson_id"));
CREATE TABLE "courses_loadedcourse" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "key" varchar(60) NOT NULL UNIQUE, "source" text NOT NULL, "newest" text NOT NULL CHECK ((JSON_VALID("newest") OR "newest" IS NULL)));
CREATE TABLE "courses_loadedpage" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "content_hash" varchar(64) NOT NULL, "loaded_at" datetime NOT NULL, "page_id" integer NOT NULL UNIQUE REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED, "revision_id" integer NULL REFERENCES "wagtailcore_revision" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "courses_modulepage" ("page_ptr_id" integer NOT NULL PRIMARY KEY REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED, "summary" text NOT NULL, "topic" varchar(60) NOT NULL);
CREATE TABLE "courses_rosterupload" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "uuid" char(32) NOT NULL UNIQUE, "uploaded_at" datetime NOT NULL, "file_name" varchar(200) NOT NULL, "header" text NOT NULL CHECK ((JSON_VALID("header") OR "header" IS NULL)), "rows" text NOT NULL CHECK ((JSON_VALID("rows") OR "rows" IS NULL)), "mapping" text NOT NULL CHECK ((JSON_VALID("mapping") OR "mapping" IS NULL)), "cohort_id" bigint NOT NULL REFERENCES "courses_cohort" ("id") DEFERRABLE INITIALLY DEFERRED, "uploaded_by_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "django_content_type" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "app_label" varchar(100) NOT NULL, "model" varchar(100) NOT NULL);
CREATE TABLE "django_migrations" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "app" varchar(255) NOT NULL, "name" varchar(255) NOT NULL, "applied" datetime NOT NULL);
CREATE TABLE "django_session" ("session_key" varchar(40) NOT NULL PRIMARY KEY, "session_data" text NOT NULL, "expire_date" datetime NOT NULL);
CREATE TABLE "django_tasks_database_dbtaskresult" ("id" char(32) NOT NULL PRIMARY KEY, "args_kwargs" text NOT NULL CHECK ((JSON_VALID("args_kwargs") OR "args_kwargs" IS NULL)), "priority" integer NOT NULL, "task_path" text NOT NULL, "queue_name" varchar(32) NOT NULL, "backend_name" varchar(32) NOT NULL, "run_after" datetime NOT NULL, "enqueued_at" datetime NOT NULL, "finished_at" datetime NULL, "started_at" datetime NULL, "return_value" text NULL CHECK ((JSON_VALID("return_value") OR "return_value" IS NULL)), "exception_class_path" text NOT NULL, "traceback" text NOT NULL, "worker_ids" text NOT NULL CHECK ((JSON_VALID("worker_ids") OR "worker_ids" IS NULL)), "status" varchar(10) NOT NULL, CONSTRAINT "priority_range" CHECK ("priority" BETWEEN -100 AND 100));
CREATE TABLE "mfa_authenticator" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "type" varchar(20) NOT NULL, "data" text NOT NULL CHECK ((JSON_VALID("data") OR "data" IS NULL)), "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "created_at" datetime NOT NULL, "last_used_at" datetime NULL);
CREATE TABLE "taggit_tag" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(100) NOT NULL UNIQUE, "slug" varchar(100) NOT NULL UNIQUE);
CREATE TABLE "taggit_taggeditem" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "object_id" integer NOT NULL, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "tag_id" integer NOT NULL REFERENCES "taggit_tag" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "taggit_taggeditem_content_type_id_object_id_tag_id_4bb97a8e_uniq" UNIQUE ("content_type_id", "object_id", "tag_id"));
CREATE TABLE "wagtail_localize_localesynchronization" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "locale_id" integer NOT NULL UNIQUE REFERENCES "wagtailcore_locale" ("id") DEFERRABLE INITIALLY DEFERRED, "sync_from_id" integer NOT NULL REFERENCES "wagtailcore_locale" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtail_localize_overridablesegment" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "order" integer unsigned NOT NULL CHECK ("order" >= 0), "data_json" text NOT NULL, "context_id" integer NOT NULL REFERENCES "wagtail_localize_translationcontext" ("id") DEFERRABLE INITIALLY DEFERRED, "source_id" integer NOT NULL REFERENCES "wagtail_localize_translationsource" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtail_localize_relatedobjectsegment" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "order" integer unsigned NOT NULL CHECK ("order" >= 0), "context_id" integer NOT NULL REFERENCES "wagtail_localize_translationcontext" ("id") DEFERRABLE INITIALLY DEFERRED, "object_id" char(32) NOT NULL REFERENCES "wagtail_localize_translatableobject" ("translation_key") DEFERRABLE INITIALLY DEFERRED, "source_id" integer NOT NULL REFERENCES "wagtail_localize_translationsource" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtail_localize_segmentoverride" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "data_json" text NOT NULL, "has_error" bool NOT NULL, "field_error" text NOT NULL, "context_id" integer NULL REFERENCES "wagtail_localize_translationcontext" ("id") DEFERRABLE INITIALLY DEFERRED, "last_translated_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "locale_id" integer NOT NULL REFERENCES "wagtailcore_locale" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtail_localize_string" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "data_hash" char(32) NOT NULL, "data" text NOT NULL, "locale_id" integer NOT NULL REFERENCES "wagtailcore_locale" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtail_localize_stringsegment" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "order" integer unsigned NOT NULL CHECK ("order" >= 0), "attrs" text NOT NULL, "context_id" integer NOT NULL REFERENCES "wagtail_localize_translationcontext" ("id") DEFERRABLE INITIALLY DEFERRED, "source_id" integer NOT NULL REFERENCES "wagtail_localize_translationsource" ("id") DEFERRABLE INITIALLY DEFERRED, "string_id" integer NOT NULL REFERENCES "wagtail_localize_string" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtail_localize_stringtranslation" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "data" text NOT NULL, "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "context_id" integer NULL REFERENCES "wagtail_localize_translationcontext" ("id") DEFERRABLE INITIALLY DEFERRED, "locale_id" integer NOT NULL REFERENCES "wagtailcore_locale" ("id") DEFERRABLE INITIALLY DEFERRED, "translation_of_id" integer NOT NULL REFERENCES "wagtail_localize_string" ("id") DEFERRABLE INITIALLY DEFERRED, "tool_name" varchar(255) NOT NULL, "translation_type" varchar(20) NOT NULL, "last_translated_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "field_error" text NOT NULL, "has_error" bool NOT NULL);
CREATE TABLE "wagtail_localize_template" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "uuid" char(32) NOT NULL UNIQUE, "template" text NOT NULL, "template_format" varchar(100) NOT NULL, "string_count" integer unsigned NOT NULL CHECK ("string_count" >= 0));
CREATE TABLE "wagtail_localize_templatesegment" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "order" integer unsigned NOT NULL CHECK ("order" >= 0), "context_id" integer NOT NULL REFERENCES "wagtail_localize_translationcontext" ("id") DEFERRABLE INITIALLY DEFERRED, "source_id" integer NOT NULL REFERENCES "wagtail_localize_translationsource" ("id") DEFERRABLE INITIALLY DEFERRED, "template_id" integer NOT NULL REFERENCES "wagtail_localize_template" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtail_localize_translatableobject" ("translation_key" char(32) NOT NULL PRIMARY KEY, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtail_localize_translation" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "uuid" char(32) NOT NULL UNIQUE, "created_at" datetime NOT NULL, "translations_last_updated_at" datetime NULL, "destination_last_updated_at" datetime NULL, "enabled" bool NOT NULL, "source_id" integer NOT NULL REFERENCES "wagtail_localize_translationsource" ("id") DEFERRABLE INITIALLY DEFERRED, "target_locale_id" integer NOT NULL REFERENCES "wagtailcore_locale" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtail_localize_translationcontext" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "path_id" char(32) NOT NULL, "path" text NOT NULL, "object_id" char(32) NOT NULL REFERENCES "wagtail_localize_translatableobject" ("translation_key") DEFERRABLE INITIALLY DEFERRED, "field_path" text NOT NULL);
CREATE TABLE "wagtail_localize_translationlog" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "created_at" datetime NOT NULL, "locale_id" integer NOT NULL REFERENCES "wagtailcore_locale" ("id") DEFERRABLE INITIALLY DEFERRED, "source_id" integer NOT NULL REFERENCES "wagtail_localize_translationsource" ("id") DEFERRABLE INITIALLY DEFERRED, "revision_id" integer NULL REFERENCES "wagtailcore_revision" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtail_localize_translationsource" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "object_repr" text NOT NULL, "content_json" text NOT NULL, "created_at" datetime NOT NULL, "locale_id" integer NOT NULL REFERENCES "wagtailcore_locale" ("id") DEFERRABLE INITIALLY DEFERRED, "object_id" char(32) NOT NULL REFERENCES "wagtail_localize_translatableobject" ("translation_key") DEFERRABLE INITIALLY DEFERRED, "specific_content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "last_updated_at" datetime NOT NULL, "schema_version" varchar(255) NOT NULL);
CREATE TABLE "wagtailadmin_admin" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT);
CREATE TABLE "wagtailadmin_editingsession" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "object_id" varchar(255) NOT NULL, "last_seen_at" datetime NOT NULL, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "is_editing" bool NOT NULL);
CREATE TABLE "wagtailadmin_formstate" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "data" text NOT NULL, "object_id" varchar(255) NOT NULL, "parent_object_id" varchar(255) NOT NULL, "last_updated_at" datetime NOT NULL, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_collection" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "path" varchar(255) NOT NULL UNIQUE, "depth" integer unsigned NOT NULL CHECK ("depth" >= 0), "numchild" integer unsigned NOT NULL CHECK ("numchild" >= 0), "name" varchar(255) NOT NULL);
CREATE TABLE "wagtailcore_collectionviewrestriction" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "restriction_type" varchar(20) NOT NULL, "password" varchar(255) NOT NULL, "collection_id" integer NOT NULL REFERENCES "wagtailcore_collection" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_collectionviewrestriction_groups" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "collectionviewrestriction_id" integer NOT NULL REFERENCES "wagtailcore_collectionviewrestriction" ("id") DEFERRABLE INITIALLY DEFERRED, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_comment" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "text" text NOT NULL, "contentpath" text NOT NULL, "position" text NOT NULL, "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "resolved_at" datetime NULL, "page_id" integer NOT NULL REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED, "resolved_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "revision_created_id" integer NULL REFERENCES "wagtailcore_revision" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_commentreply" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "text" text NOT NULL, "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "comment_id" integer NOT NULL REFERENCES "wagtailcore_comment" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_groupapprovaltask" ("task_ptr_id" integer NOT NULL PRIMARY KEY REFERENCES "wagtailcore_task" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_groupapprovaltask_groups" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "groupapprovaltask_id" integer NOT NULL REFERENCES "wagtailcore_groupapprovaltask" ("task_ptr_id") DEFERRABLE INITIALLY DEFERRED, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_groupcollectionpermission" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "collection_id" integer NOT NULL REFERENCES "wagtailcore_collection" ("id") DEFERRABLE INITIALLY DEFERRED, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED, "permission_id" integer NOT NULL REFERENCES "auth_permission" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_grouppagepermission" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED, "page_id" integer NOT NULL REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED, "permission_id" integer NOT NULL REFERENCES "auth_permission" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "unique_permission" UNIQUE ("group_id", "page_id", "permission_id"));
CREATE TABLE "wagtailcore_groupsitepermission" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED, "permission_id" integer NOT NULL REFERENCES "auth_permission" ("id") DEFERRABLE INITIALLY DEFERRED, "site_id" integer NOT NULL REFERENCES "wagtailcore_site" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_locale" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "language_code" varchar(100) NOT NULL UNIQUE);
CREATE TABLE "wagtailcore_modellogentry" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "label" text NOT NULL, "action" varchar(255) NOT NULL, "timestamp" datetime NOT NULL, "content_changed" bool NOT NULL, "deleted" bool NOT NULL, "object_id" varchar(255) NOT NULL, "content_type_id" integer NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NULL, "uuid" char(32) NULL, "revision_id" integer NULL, "data" text NOT NULL CHECK ((JSON_VALID("data") OR "data" IS NULL)));
CREATE TABLE "wagtailcore_page" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "path" varchar(255) NOT NULL UNIQUE, "depth" integer unsigned NOT NULL CHECK ("depth" >= 0), "numchild" integer unsigned NOT NULL CHECK ("numchild" >= 0), "title" varchar(255) NOT NULL, "slug" varchar(255) NOT NULL, "live" bool NOT NULL, "has_unpublished_changes" bool NOT NULL, "url_path" text NOT NULL, "seo_title" varchar(255) NOT NULL, "show_in_menus" bool NOT NULL, "search_description" text NOT NULL, "go_live_at" datetime NULL, "expire_at" datetime NULL, "expired" bool NOT NULL, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "owner_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "locked" bool NOT NULL, "latest_revision_created_at" datetime NULL, "first_published_at" datetime NULL, "live_revision_id" integer NULL REFERENCES "wagtailcore_revision" ("id") DEFERRABLE INITIALLY DEFERRED, "last_published_at" datetime NULL, "draft_title" varchar(255) NOT NULL, "locked_at" datetime NULL, "locked_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "locale_id" integer NOT NULL REFERENCES "wagtailcore_locale" ("id") DEFERRABLE INITIALLY DEFERRED, "translation_key" char(32) NOT NULL, "alias_of_id" integer NULL REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED, "latest_revision_id" integer NULL REFERENCES "wagtailcore_revision" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_pagelogentry" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "label" text NOT NULL, "action" varchar(255) NOT NULL, "timestamp" datetime NOT NULL, "content_changed" bool NOT NULL, "deleted" bool NOT NULL, "content_type_id" integer NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "page_id" integer NOT NULL, "revision_id" integer NULL, "user_id" bigint NULL, "uuid" char(32) NULL, "data" text NOT NULL CHECK ((JSON_VALID("data") OR "data" IS NULL)));
CREATE TABLE "wagtailcore_pagesubscription" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "comment_notifications" bool NOT NULL, "page_id" integer NOT NULL REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_pageviewrestriction" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "password" varchar(255) NOT NULL, "page_id" integer NOT NULL REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED, "restriction_type" varchar(20) NOT NULL);
CREATE TABLE "wagtailcore_pageviewrestriction_groups" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "pageviewrestriction_id" integer NOT NULL REFERENCES "wagtailcore_pageviewrestriction" ("id") DEFERRABLE INITIALLY DEFERRED, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_referenceindex" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "object_id" varchar(255) NOT NULL, "to_object_id" varchar(255) NOT NULL, "model_path" text NOT NULL, "content_path" text NOT NULL, "content_path_hash" char(32) NOT NULL, "base_content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "to_content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_revision" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "created_at" datetime NOT NULL, "approved_go_live_at" datetime NULL, "user_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "content" text NOT NULL CHECK ((JSON_VALID("content") OR "content" IS NULL)), "object_id" varchar(255) NOT NULL, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "base_content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "object_str" text NOT NULL);
CREATE TABLE "wagtailcore_site" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "hostname" varchar(255) NOT NULL, "port" integer NOT NULL, "is_default_site" bool NOT NULL, "root_page_id" integer NOT NULL REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED, "site_name" varchar(255) NOT NULL);
CREATE TABLE "wagtailcore_task" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(255) NOT NULL, "active" bool NOT NULL, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_taskstate" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "status" varchar(50) NOT NULL, "started_at" datetime NOT NULL, "finished_at" datetime NULL, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "task_id" integer NOT NULL REFERENCES "wagtailcore_task" ("id") DEFERRABLE INITIALLY DEFERRED, "workflow_state_id" integer NOT NULL REFERENCES "wagtailcore_workflowstate" ("id") DEFERRABLE INITIALLY DEFERRED, "finished_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "comment" text NOT NULL, "revision_id" integer NOT NULL REFERENCES "wagtailcore_revision" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_uploadedfile" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "file" varchar(200) NOT NULL, "for_content_type_id" integer NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "uploaded_by_user_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_workflow" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(255) NOT NULL, "active" bool NOT NULL);
CREATE TABLE "wagtailcore_workflowcontenttype" ("content_type_id" integer NOT NULL PRIMARY KEY REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "workflow_id" integer NOT NULL REFERENCES "wagtailcore_workflow" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_workflowpage" ("page_id" integer NOT NULL PRIMARY KEY REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED, "workflow_id" integer NOT NULL REFERENCES "wagtailcore_workflow" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_workflowstate" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "status" varchar(50) NOT NULL, "created_at" datetime NOT NULL, "current_task_state_id" integer NULL UNIQUE REFERENCES "wagtailcore_taskstate" ("id") DEFERRABLE INITIALLY DEFERRED, "requested_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "workflow_id" integer NOT NULL REFERENCES "wagtailcore_workflow" ("id") DEFERRABLE INITIALLY DEFERRED, "object_id" varchar(255) NOT NULL, "base_content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_workflowtask" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "sort_order" integer NULL, "task_id" integer NOT NULL REFERENCES "wagtailcore_task" ("id") DEFERRABLE INITIALLY DEFERRED, "workflow_id" integer NOT NULL REFERENCES "wagtailcore_workflow" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtaildocs_document" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "title" varchar(255) NOT NULL, "file" varchar(100) NOT NULL, "created_at" datetime NOT NULL, "uploaded_by_user_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "collection_id" integer NOT NULL REFERENCES "wagtailcore_collection" ("id") DEFERRABLE INITIALLY DEFERRED, "file_hash" varchar(40) NOT NULL, "file_size" bigint unsigned NULL CHECK ("file_size" >= 0));
CREATE TABLE "wagtailimages_image" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "title" varchar(255) NOT NULL, "file" varchar(100) NOT NULL, "width" integer NOT NULL, "height" integer NOT NULL, "created_at" datetime NOT NULL, "focal_point_x" integer unsigned NULL CHECK ("focal_point_x" >= 0), "focal_point_y" integer unsigned NULL CHECK ("focal_point_y" >= 0), "focal_point_width" integer unsigned NULL CHECK ("focal_point_width" >= 0), "focal_point_height" integer unsigned NULL CHECK ("focal_point_height" >= 0), "uploaded_by_user_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "file_size" integer unsigned NULL CHECK ("file_size" >= 0), "collection_id" integer NOT NULL REFERENCES "wagtailcore_collection" ("id") DEFERRABLE INITIALLY DEFERRED, "file_hash" varchar(40) NOT NULL, "description" varchar(255) NOT NULL);
CREATE TABLE "wagtailimages_rendition" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "width" integer NOT NULL, "height" integer NOT NULL, "focal_point_key" varchar(16) NOT NULL, "filter_spec" varchar(255) NOT NULL, "image_id" integer NOT NULL REFERENCES "wagtailimages_image" ("id") DEFERRABLE INITIALLY DEFERRED, "file" varchar(100) NOT NULL);
CREATE TABLE "wagtailsearch_indexentry" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "object_id" varchar(50) NOT NULL, "title_norm" real NOT NULL, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "autocomplete" text NULL, "body" text NULL, "title" text NOT NULL);
CREATE VIRTUAL TABLE wagtailsearch_indexentry_fts USING fts5(autocomplete, body, title);
CREATE TABLE "wagtailusers_userprofile" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "submitted_notifications" bool NOT NULL, "approved_notifications" bool NOT NULL, "rejected_notifications" bool NOT NULL, "user_id" bigint NOT NULL UNIQUE REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "preferred_language" varchar(10) NOT NULL, "current_time_zone" varchar(40) NOT NULL, "avatar" varchar(100) NOT NULL, "updated_comments_notifications" bool NOT NULL, "dismissibles" text NOT NULL CHECK ((JSON_VALID("dismissibles") OR "dismissibles" IS NULL)), "theme" varchar(40) NOT NULL, "density" varchar(40) NOT NULL, "contrast" varchar(40) NOT NULL, "keyboard_shortcuts" bool NOT NULL);
CREATE TRIGGER "attempt_item_frozen_delete" BEFORE DELETE ON "assessments_attemptitem"  BEGIN SELECT RAISE(ABORT, 'assessments.newattemptitem is frozen: DELETE refused'); END;
CREATE TRIGGER "attempt_item_frozen_update" BEFORE UPDATE ON "assessments_attemptitem"  BEGIN SELECT RAISE(ABORT, 'assessments.newattemptitem is frozen: UPDATE refused'); END;
CREATE TRIGGER "audit_event_frozen_delete" BEFORE DELETE ON "core_auditevent"  BEGIN SELECT RAISE(ABORT, 'core.auditevent is frozen: DELETE refused'); END;
CREATE TRIGGER "audit_event_frozen_update" BEFORE UPDATE ON "core_auditevent"  BEGIN SELECT RAISE(ABORT, 'core.auditevent is frozen: UPDATE refused'); END;
CREATE TRIGGER "criterion_frozen_delete" BEFORE DELETE ON "assessments_criterion"  BEGIN SELECT RAISE(ABORT, 'assessments.newcriterion is frozen: DELETE refused'); END;
CREATE TRIGGER "criterion_frozen_update" BEFORE UPDATE ON "assessments_criterion"  BEGIN SELECT RAISE(ABORT, 'assessments.newcriterion is frozen: UPDATE refused'); END;
CREATE TRIGGER delete_wagtailsearch_indexentry_fts AFTER DELETE ON wagtailsearch_indexentry BEGIN DELETE FROM wagtailsearch_indexentry_fts WHERE rowid=OLD.id; END;
CREATE TRIGGER "delivery_change_frozen_delete" BEFORE DELETE ON "assessments_deliverychange"  BEGIN SELECT RAISE(ABORT, 'assessments.newdeliverychange is frozen: DELETE refused'); END;
CREATE TRIGGER "delivery_change_frozen_update" BEFORE UPDATE ON "assessments_deliverychange" WHEN NOT (OLD."id" IS NEW."id" AND OLD."at" IS NEW."at" AND OLD."why" IS NEW."why" AND OLD."before" IS NEW."before" AND OLD."after" IS NEW."after" AND OLD."delivery_id" IS NEW."delivery_id") BEGIN SELECT RAISE(ABORT, 'assessments.newdeliverychange is frozen: UPDATE refused'); END;
CREATE TRIGGER "evidence_frozen_delete" BEFORE DELETE ON "assessments_responseevidence"  BEGIN SELECT RAISE(ABORT, 'assessments.newresponseevidence is frozen: DELETE refused'); END;
CREATE TRIGGER "evidence_frozen_update" BEFORE UPDATE ON "assessments_responseevidence" WHEN NOT (OLD."id" IS NEW."id" AND OLD."reason" IS NEW."reason" AND OLD."seq" IS NEW."seq" AND OLD."epoch" IS NEW."epoch" AND OLD."received_at" IS NEW."received_at" AND OLD."attempt_id" IS NEW."attempt_id" AND OLD."item_version_id" IS NEW."item_version_id") BEGIN SELECT RAISE(ABORT, 'assessments.newresponseevidence is frozen: UPDATE refused'); END;
CREATE TRIGGER insert_wagtailsearch_indexentry_fts AFTER INSERT ON wagtailsearch_indexentry BEGIN INSERT INTO wagtailsearch_indexentry_fts(title, body, autocomplete, rowid) VALUES (NEW.title, NEW.body, NEW.autocomplete, NEW.id); END;
CREATE TRIGGER "instrument_entry_frozen_delete" BEFORE DELETE ON "assessments_instrumententry"  BEGIN SELECT RAISE(ABORT, 'assessments.newinstrumententry is frozen: DELETE refused'); END;
CREATE TRIGGER "instrument_entry_frozen_update" BEFORE UPDATE ON "assessments_instrumententry"  BEGIN SELECT RAISE(ABORT, 'assessments.newinstrumententry is frozen: UPDATE refused'); END;
CREATE TRIGGER "instrument_section_frozen_delete" BEFORE DELETE ON "assessments_instrumentsection"  BEGIN SELECT RAISE(ABORT, 'assessments.newinstrumentsection is frozen: DELETE refused'); END;
CREATE TRIGGER "instrument_section_frozen_update" BEFORE UPDATE ON "assessments_instrumentsection"  BEGIN SELECT RAISE(ABORT, 'assessments.newinstrumentsection is frozen: UPDATE refused'); END;
CREATE TRIGGER "instrument_version_frozen_delete" BEFORE DELETE ON "assessments_instrumentversion"  BEGIN SELECT RAISE(ABORT, 'assessments.newinstrumentversion is frozen: DELETE refused'); END;
CREATE TRIGGER "instrument_version_frozen_update" BEFORE UPDATE ON "assessments_instrumentversion"  BEGIN SELECT RAISE(ABORT, 'assessments.newinstrumentversion is frozen: UPDATE refused'); END;
CREATE TRIGGER "item_version_frozen_delete" BEFORE DELETE ON "assessments_itemversion"  BEGIN SELECT RAISE(ABORT, 'assessments.newitemversion is frozen: DELETE refused'); END;
CREATE TRIGGER "item_version_frozen_update" BEFORE UPDATE ON "assessments_itemversion"  BEGIN SELECT RAISE(ABORT, 'assessments.newitemversion is frozen: UPDATE refused'); END;
CREATE TRIGGER "level_frozen_delete" BEFORE DELETE ON "assessments_level"  BEGIN SELECT RAISE(ABORT, 'assessments.newlevel is frozen: DELETE refused'); END;
CREATE TRIGGER "level_frozen_update" BEFORE UPDATE ON "assessments_level"  BEGIN SELECT RAISE(ABORT, 'assessments.newlevel is frozen: UPDATE refused'); END;
CREATE TRIGGER "regrade_frozen_delete" BEFORE DELETE ON "assessments_regrade"  BEGIN SELECT RAISE(ABORT, 'assessments.newregrade is frozen: DELETE refused'); END;
CREATE TRIGGER "regrade_frozen_update" BEFORE UPDATE ON "assessments_regrade" WHEN NOT (OLD."id" IS NEW."id" AND OLD."from_revision" IS NEW."from_revision" AND OLD."to_revision" IS NEW."to_revision" AND OLD."at" IS NEW."at" AND OLD."reason" IS NEW."reason" AND OLD."before" IS NEW."before" AND OLD."after" IS NEW."after" AND OLD."attempt_id" IS NEW."attempt_id") BEGIN SELECT RAISE(ABORT, 'assessments.newregrade is frozen: UPDATE refused'); END;
CREATE TRIGGER "rubric_version_frozen_delete" BEFORE DELETE ON "assessments_rubricversion"  BEGIN SELECT RAISE(ABORT, 'assessments.newrubricversion is frozen: DELETE refused'); END;
CREATE TRIGGER "rubric_version_frozen_update" BEFORE UPDATE ON "assessments_rubricversion"  BEGIN SELECT RAISE(ABORT, 'assessments.newrubricversion is frozen: UPDATE refused'); END;
CREATE TRIGGER "scenario_version_frozen_delete" BEFORE DELETE ON "assessments_scenarioversion"  BEGIN SELECT RAISE(ABORT, 'assessments.newscenarioversion is frozen: DELETE refused'); END;
CREATE TRIGGER "scenario_version_frozen_update" BEFORE UPDATE ON "assessments_scenarioversion"  BEGIN SELECT RAISE(ABORT, 'assessments.newscenarioversion is frozen: UPDATE refused'); END;
CREATE TRIGGER "score_frozen_delete" BEFORE DELETE ON "assessments_score"  BEGIN SELECT RAISE(ABORT, 'assessments.newscore is frozen: DELETE refused'); END;
CREATE TRIGGER "score_frozen_update" BEFORE UPDATE ON "assessments_score"  BEGIN SELECT RAISE(ABORT, 'assessments.newscore is frozen: UPDATE refused'); END;
CREATE TRIGGER update_wagtailsearch_indexentry_fts AFTER UPDATE ON wagtailsearch_indexentry BEGIN UPDATE wagtailsearch_indexentry_fts SET title=NEW.title, body=NEW.body, autocomplete=NEW.autocomplete WHERE rowid=NEW.id; END;
INSERT INTO "account_emailaddress" ("id", "verified", "primary", "user_id", "email") VALUES
(1,1,1,1,'maribel@example.mx'),
(2,1,1,2,'samuel@example.mx'),
(3,1,1,3,'julia@example.mx'),
(4,1,1,4,'nicolas@example.mx'),
(5,1,1,5,'itzel@example.mx'),
(6,1,1,6,'ruben@example.mx'),
(7,1,1,7,'invitada@example.mx');
INSERT INTO "accounts_center" ("id", "uuid", "code", "name", "kind", "state", "time_zone", "is_active") VALUES
(1,'9c5454099cf44d6aaae2ce4ba5913307','sur','Centro Sur','state','CHP','America/Mexico_City',1);
INSERT INTO "accounts_consent" ("id", "uuid", "notice_version", "notice_hash", "language", "accepted_at", "withdrawn_at", "user_id") VALUES
(1,'62013ecdda504c9b9c2012a738200a7c','2026-11','112712e5b400f39966d7fb5ae27de56d903571e3b9dc3c5226b4a6cf262aeb1f','es','2026-11-26 15:00:00',NULL,5),
(2,'2d16052d8bd14a83a0210b9c10cca692','2026-11','112712e5b400f39966d7fb5ae27de56d903571e3b9dc3c5226b4a6cf262aeb1f','es','2026-11-26 15:00:00',NULL,6);
INSERT INTO "accounts_invitation" ("id", "uuid", "token_hash", "sent_at", "expires_at", "accepted_at", "sent_by_id", "user_id") VALUES
(1,'21e893b6eeb4416b9caedf80cf9c11ed','c8f744328bb1660eddb889670f87fefb4354a158c6151bc6ea082b5938b0ccc0','2026-11-26 15:00:00','2026-12-10 15:00:00',NULL,1,7);
INSERT INTO "accounts_letter" ("id", "uuid", "kind", "cause", "address", "context", "state", "attempts", "error", "queued_at", "due_at", "done_at", "user_id") VALUES
(1,'c3e5d1762c0f4c2c88860ff5e0575fcb','invitation','21e893b6-eeb4-416b-9cae-df80cf9c11ed','invitada@example.mx','{"days": 14}','sent',1,'','2026-11-26 15:00:00','2026-11-26 15:00:00','2026-11-26 15:00:00',7);
INSERT INTO "accounts_rolegrant" ("id", "uuid", "role", "granted_at", "revoked_at", "center_id", "granted_by_id", "user_id") VALUES
(1,'7de151d598474c6f8a0f81b54225b286','trainer','2026-11-26 15:00:00',NULL,NULL,NULL,1),
(2,'e470d1912dfc4e5296a3e165657598f9','trainer','2026-11-26 15:00:00',NULL,NULL,NULL,2),
(3,'6bafef36efc14162a04b8b49ef305906','program_officer','2026-11-26 15:00:00',NULL,NULL,NULL,3),
(4,'a421cf52f72148239e215bc727425565','editor','2026-11-26 15:00:00',NULL,NULL,3,4);
INSERT INTO "accounts_user" ("id", "password", "last_login", "is_superuser", "is_staff", "is_active", "date_joined", "uuid", "email", "first_name", "last_name", "curp", "job_role", "sex", "birth_year", "state", "language", "time_zone", "center_id") VALUES
(1,'md5$iin8NvY40XDNXvzMWKYCBf$052a2d16d4be44b79d8e925b5dfd2d18',NULL,0,0,1,'2026-11-26 15:00:00','07b1532d25314f75b9a7c856e9db672e','maribel@example.mx','Maribel','Ochoa',NULL,'conciliator','',NULL,'','es-mx','',NULL),
(2,'md5$PMcImI4JfAPXrSLU0FhEQB$5eb0463323a90951ba1994e656012e85',NULL,0,0,1,'2026-11-26 15:00:00','7fcd25001804487e85fad222467d1798','samuel@example.mx','Samuel','Reyes',NULL,'conciliator','',NULL,'','es-mx','',NULL),
(3,'md5$grsqlvYQqGL9TMknwnJNH6$23d22710bcfa2860697ce496df5ecd2d',NULL,0,0,1,'2026-11-26 15:00:00','115f3c9055b449f38627adbb366e52c6','julia@example.mx','Julia','Peña',NULL,'conciliator','',NULL,'','es-mx','',NULL),
(4,'md5$BZWJOBrUgazX5M4W4Nc8OH$39bfe007e455b312f9addf380ebab4a9',NULL,0,0,1,'2026-11-26 15:00:00','e4a9eb73d9604427a40f1672478cee5b','nicolas@example.mx','Nicolás','Tun',NULL,'conciliator','',NULL,'','es-mx','',NULL),
(5,'md5$0ljifZN9PRncN31Vih17UJ$95aaf45870f9d84221c76255e7d4d4b1',NULL,0,0,1,'2026-11-26 15:00:00','622c505d4a704e0c9a21ac846d5abdb1','itzel@example.mx','Itzel','Cruz',NULL,'conciliator','F',1990,'CHP','es-mx','',1),
(6,'md5$WiQmaVg7gP6URVFqh1nmrM$ea4a4fb8288bf7b63164b5c7391614c6',NULL,0,0,1,'2026-11-26 15:00:00','8f1a81afc40847b380de7b36ae2d3a16','ruben@example.mx','Rubén','Cruz',NULL,'conciliator','F',1990,'CHP','es-mx','',1),
(7,'md5$Ig10VQlJm80lDnCwp8GkzD$6e5d4cac1f79981e6f38559bdfd00f44',NULL,0,0,1,'2026-11-26 15:00:00','ac008e76a05a480d91d3ed53779a16ed','invitada@example.mx','Alma','Vela',NULL,'conciliator','',NULL,'','es-mx','',1);
INSERT INTO "accounts_user_groups" ("id", "user_id", "group_id") VALUES
(1,4,2);
INSERT INTO "analytics_certificate" ("id", "uuid", "kind", "version", "code", "record", "sheet", "sha256", "issued_at", "expires_at", "replaced_at", "revoked_at", "revoked_reason", "enrollment_id", "issued_by_id", "revoked_by_id", "supersedes_id", "user_id") VALUES
(1,'7e360988d1b94fb396e16340ffd0dcaa','completion',1,'ACU-V59E-GW6D','{"schema": 1, "language": "es-mx", "name": "Itzel Cruz", "course": {"key": "35540a62-2f43-55c9-8b3b-8f255f495f5f", "title": {"es": "Curso chico (es)", "en": "Curso chico (en)"}, "hours": 3}, "cohort": {"uuid": "8c201b92-b84e-48b4-97c8-820b29164bf2", "name": "Cohorte A", "code": "6WXZD5U", "starts_on": "2026-11-22", "ends_on": "2026-12-06"}, "issuer": "Centro Sur", "results": {"post_best": 5.0, "post_max": 5.0, "pass_mark": 0.8, "assessors": 1}, "basis": {"es": "Evaluaci\u00f3n final con 80\u00a0% o m\u00e1s. Juego de roles calificado como competente por 1 persona evaluadora.", "en": "Post-test with 80\u00a0% or more. Role-play rated competent by 1 assessor."}, "signatures": [{"name": "Maribel Ochoa", "role": {"es": "Persona capacitadora", "en": "Trainer"}}, {"name": "Samuel Reyes", "role": {"es": "Persona capacitadora", "en": "Trainer"}}], "issued_on": "2026-11-26", "simulated": false}','certificates/ec/ec9a30d6fb7ad3ddf817b722e35323becc3aba0a2451f8f021d9bbba38ffe63b.pdf','ec9a30d6fb7ad3ddf817b722e35323becc3aba0a2451f8f021d9bbba38ffe63b','2026-11-26 15:00:00',NULL,NULL,NULL,'',1,3,NULL,NULL,5);
INSERT INTO "analytics_keptfigures" ("id", "as_of", "basis", "columns", "topics", "ratings", "cohort_id") VALUES
(1,'2026-11-26 15:00:00','1:8e6c814e1daf25c9df9b37f32e581d3b82a9e694413c4982b723ec249cc4f393:2.2.3.2',X'7801636480004628ED666C106F6C09E624E7E72567E6642696E417412561148703842502A719E100AA8624F318E0E6C0CC8519C70000BF890E04','{"m1": [3.0, [[0.3333333333333333, 1.0, 1], [0.6666666666666666, 1.0, 1]]], "m2": [2.0, [[0.5, 1.0, 2]]]}','[2, {"opening": [2, 4.0]}]',1);
INSERT INTO "analytics_scorefile" ("id", "uuid", "file_name", "content", "uploaded_at", "expires_at", "user_id") VALUES
(1,'700f46a5d51b494795c5c167cd2ca794','puntos.csv',X'7072652C706F73740A312C320A322C340A332C330A','2026-11-26 15:00:00','2026-11-26 16:00:00',1);
INSERT INTO "assessments_accommodation" ("id", "uuid", "factor", "extra_minutes", "breaks", "reason", "granted_at", "granted_by_id", "person_id", "delivery_id") VALUES
(1,'7a6f9bda227c458eb697a210eec6f729',1.5,0,'','Lo pidió por escrito','2026-11-26 15:00:00',3,6,2);
INSERT INTO "assessments_anonymouscomment" ("key", "text", "delivery_id", "item_version_id") VALUES
('85a42930123640b781c4c596e9300a60','Más práctica',3,7),
('42ae529ec05c48cb8f328ea552c73260','Más práctica',3,7);
INSERT INTO "assessments_anonymousreceipt" ("key", "on", "user_id", "delivery_id") VALUES
('ebbdb937eb38473cb9dc1d15467d210e','2026-11-26',6,3),
('271bebe5cbfd459bbf2e2b32aeb5a63e','2026-11-26',5,3);
INSERT INTO "assessments_anonymoussheet" ("key", "answers", "delivery_id") VALUES
('9870ed1cb5ec43acb6deabac5dd0a96c','{"6": 4}',3),
('589c41541c974f07b1a354aab64f0e1c','{"6": 4}',3);
INSERT INTO "assessments_assignment" ("id", "kind", "assessor_id", "case_id") VALUES
(1,'assessor',1,1),
(2,'assessor',1,2);
INSERT INTO "assessments_attempt" ("id", "uuid", "number", "started_at", "due_at", "submitted_at", "epoch", "seed", "revision", "user_id", "delivery_id", "instrument_version_id") VALUES
(1,'65e7637330f940dd8847ce0f1c7e9a12',1,'2026-11-26 15:00:00','2026-12-07 06:00:00','2026-11-26 15:00:00',1,369126055,2,5,1,1),
(2,'e2717f0b5b164eba9875c11047cb2cc2',1,'2026-11-26 15:00:00','2026-11-26 15:30:00','2026-11-26 15:00:00',1,351609961,1,5,2,1),
(3,'f91c61a2c5bf43779331adb18d8ddbe8',1,'2026-11-26 15:00:00','2026-12-07 06:00:00','2026-11-26 15:00:00',1,1003894979,1,6,1,1),
(4,'74e16ef71fd4481f95d5b23ee0059449',1,'2026-11-26 15:00:00','2026-11-26 15:45:00','2026-11-26 15:00:00',1,578026068,1,6,2,1);
INSERT INTO "assessments_attemptitem" ("id", "position", "option_order", "topic", "points", "attempt_id", "item_version_id") VALUES
(1,1,'["b", "d", "c", "a"]','m2',1.0,1,4),
(2,2,'["c", "d", "b", "a"]','m1',1.0,1,1),
(3,3,'["d", "c", "b", "a"]','m2',1.0,1,2),
(4,4,'["d", "b", "c", "a"]','m1',1.0,1,5),
(5,5,'["b", "d", "c", "a"]','m1',1.0,1,3),
(6,1,'["a", "c", "b", "d"]','m2',1.0,2,4),
(7,2,'["d", "b", "c", "a"]','m2',1.0,2,2),
(8,3,'["d", "c", "a", "b"]','m1',1.0,2,3),
(9,4,'["a", "c", "b", "d"]','m1',1.0,2,1),
(10,5,'["c", "b", "a", "d"]','m1',1.0,2,5),
(11,1,'["c", "a", "b", "d"]','m1',1.0,3,5),
(12,2,'["d", "c", "a", "b"]','m2',1.0,3,4),
(13,3,'["d", "b", "c", "a"]','m2',1.0,3,2),
(14,4,'["b", "d", "a", "c"]','m1',1.0,3,1),
(15,5,'["d", "a", "c", "b"]','m1',1.0,3,3),
(16,1,'["a", "b", "c", "d"]','m1',1.0,4,1),
(17,2,'["b", "d", "c", "a"]','m2',1.0,4,4),
(18,3,'["b", "d", "c", "a"]','m2',1.0,4,2),
(19,4,'["d", "a", "c", "b"]','m1',1.0,4,3),
(20,5,'["a", "b", "c", "d"]','m1',1.0,4,5);
INSERT INTO "assessments_audience" ("id", "uuid", "kind", "cohort", "link_token", "delivery_id") VALUES
(1,'b60d80d1d1df43dea9ca9bf8da54845e','list',NULL,NULL,4);
INSERT INTO "assessments_audiencemember" ("id", "audience_id", "person_id") VALUES
(1,1,6);
INSERT INTO "assessments_criterion" ("id", "position", "key", "title", "critical", "add_on", "rubric_version_id") VALUES
(1,1,'opening','{"es": "Apertura (es)", "en": "Apertura (en)"}',1,0,1);
INSERT INTO "assessments_criterionscore" ("id", "value", "decided", "comment", "evidence", "evidence_at", "seq", "criterion_id", "rating_id") VALUES
(1,4,1,'Vi esto.','',NULL,1,1,1),
(2,4,1,'Vi esto.','',NULL,1,1,2);
INSERT INTO "assessments_delivery" ("id", "uuid", "purpose", "opens_at", "closes_at", "time_limit", "max_attempts", "counts", "shuffle", "feedback", "late", "code", "anonymous", "instrument_version_id") VALUES
(1,'aef02352302a4293bc351c441bc75e0d','pre_test','2026-11-22 06:00:00','2026-12-07 06:00:00',NULL,1,'first',1,'none','refuse','',0,1),
(2,'5977e5057e984df3a51d52b70501b259','post_test','2026-11-21 06:00:00','2026-12-07 06:00:00',30,2,'best',1,'score','refuse','',0,1),
(3,'0c2b78481169476d87ddb3461ce0458a','evaluation','2026-11-22 06:00:00','2026-12-07 06:00:00',NULL,1,'first',0,'none','refuse','',1,2),
(4,'34825882d8784325a59a1ae0312362d4','practice','2026-11-26 14:00:00',NULL,NULL,1,'first',1,'none','refuse','',0,3);
INSERT INTO "assessments_deliverychange" ("id", "at", "why", "before", "after", "actor_id", "delivery_id") VALUES
(1,'2026-11-26 15:00:00','Se abrió antes','{"time_limit": 30, "max_attempts": 2, "counts": "best", "shuffle": true, "feedback": "score", "late": "refuse", "code": "", "anonymous": false, "opens_at": "2026-11-22T06:00:00+00:00", "closes_at": "2026-12-07T06:00:00+00:00"}','{"time_limit": 30, "max_attempts": 2, "counts": "best", "shuffle": true, "feedback": "score", "late": "refuse", "code": "", "anonymous": false, "opens_at": "2026-11-21T06:00:00+00:00", "closes_at": "2026-12-07T06:00:00+00:00"}',3,2);
INSERT INTO "assessments_deliveryform" ("id", "label", "delivery_id", "instrument_version_id") VALUES
(1,'B',4,1);
INSERT INTO "assessments_instrument" ("id", "uuid", "key") VALUES
(1,'85b7ec523bb94cc8bcf2d123cdef1fe6','small-course/knowledge_test'),
(2,'b84a3aa131ef46c98b800ab76dd96672','small-course/reaction'),
(3,'eca135917f6b4581a97b14605817c791','knowledge_test');
INSERT INTO "assessments_instrumententry" ("id", "position", "points", "section_id", "version_id", "item_version_id") VALUES
(1,1,1.0,1,1,1),
(2,2,1.0,1,1,2),
(3,3,1.0,1,1,3),
(4,4,1.0,1,1,4),
(5,5,1.0,1,1,5),
(6,1,0.0,2,2,6),
(7,2,0.0,2,2,7),
(8,1,1.0,3,3,8),
(9,2,1.0,3,3,9),
(10,3,1.0,3,3,10),
(11,4,1.0,3,3,11);
INSERT INTO "assessments_instrumentsection" ("id", "position", "title", "draw", "draw_rule", "version_id") VALUES
(1,1,'{}',NULL,'{}',1),
(2,1,'{}',NULL,'{}',2),
(3,1,'{}',NULL,'{}',3);
INSERT INTO "assessments_instrumentversion" ("id", "uuid", "content_hash", "number", "title", "intro", "minutes", "questions", "instrument_id") VALUES
(1,'27a2a5dfa7b64a8d9b7c518d0603a8f8','413c87d697fd7308bfcb7081cfb0cf606350497e07e5d63852ad90ae50d711f0',1,'{"es": "Evaluaci\u00f3n (es)", "en": "Evaluaci\u00f3n (en)"}','{"es": "Conteste (es)", "en": "Conteste (en)"}',30,5,1),
(2,'539af60493e441c895e3449eb8aab94b','9914e95f3ef8816fc0c03c16b7de064cd92a6fc43c588db03af133e5051b5708',1,'{"es": "Opini\u00f3n (es)", "en": "Opini\u00f3n (en)"}','{"es": "An\u00f3nima (es)", "en": "An\u00f3nima (en)"}',4,2,2),
(3,'4c870c77bddb492a992ef4e03227a75c','fc6e02e48ccabcb33647938710fd9a8f22b5910b209e12d5c6837f19cda12bee',1,'{"es": "Evaluaci\u00f3n de conocimientos (es)", "en": "Evaluaci\u00f3n de conocimientos (en)"}','{"es": "Conteste con lo que sabe hoy. (es)", "en": "Conteste con lo que sabe hoy. (en)"}',30,4,3);
INSERT INTO "assessments_item" ("id", "uuid", "key", "topic", "status", "author_id", "reviewer_id") VALUES
(1,'cc6af459d9c14ffb86243785a87edd38','small-course/k0','m1','reviewed',NULL,NULL),
(2,'a90333b919334e5d9e309a8d69f2fbca','small-course/k1','m2','reviewed',NULL,NULL),
(3,'6b807b95fff6429c86d6f04c10c89f3d','small-course/k2','m1','reviewed',NULL,NULL),
(4,'df42fc51ff4542de914ef7a69ed893de','small-course/k3','m2','reviewed',NULL,NULL),
(5,'101aa4e1683f45ecbd32a5dff39d86b7','small-course/k4','m1','reviewed',NULL,NULL),
(6,'d0511428924e4d869facdc5856101a75','small-course/r1','','reviewed',NULL,NULL),
(7,'b41c4f0f78a04157997514833d69b902','small-course/r2','','reviewed',NULL,NULL),
(8,'fba988f18d36424a9089f66ef26287ae','q01','m1','reviewed',NULL,NULL),
(9,'c7759423377f46678126f7ed64b0d1f9','q02','m2','reviewed',NULL,NULL),
(10,'4dabc9fcfa77461687153194be195531','q03','m1','reviewed',NULL,NULL),
(11,'4e9fb6f6a9e64fa48c495854ee997b3c','q04','m2','reviewed',NULL,NULL);
INSERT INTO "assessments_itemtag" ("id", "kind", "value", "item_id") VALUES
(1,'module','m1',1),
(2,'module','m2',2),
(3,'module','m1',3),
(4,'module','m2',4),
(5,'module','m1',5),
(6,'article','684-B',8),
(7,'level','2',8);
INSERT INTO "assessments_itemversion" ("id", "uuid", "content_hash", "number", "type", "content", "item_id") VALUES
(1,'20d4e46d071c4d1ca4bd3c5376e8aee3','0c1b46f93021400f160965f76c936e3a96dd0289bf1f8720c284dbd4c5e7c5e9',1,'single_choice','{"stem": {"es": "Pregunta 0 (es)", "en": "Pregunta 0 (en)"}, "options": [{"key": "a", "text": {"es": "Opci\u00f3n a (es)", "en": "Opci\u00f3n a (en)"}}, {"key": "b", "text": {"es": "Opci\u00f3n b (es)", "en": "Opci\u00f3n b (en)"}}, {"key": "c", "text": {"es": "Opci\u00f3n c (es)", "en": "Opci\u00f3n c (en)"}}, {"key": "d", "text": {"es": "Opci\u00f3n d (es)", "en": "Opci\u00f3n d (en)"}}], "correct": "a"}',1),
(2,'dd2e5c7113ee4e308ef5c2860ee20f56','9fe56a1fd09b1d8055660940b0bcbf3cd26b592d97123987b1af01706aadf7cd',1,'single_choice','{"stem": {"es": "Pregunta 1 (es)", "en": "Pregunta 1 (en)"}, "options": [{"key": "a", "text": {"es": "Opci\u00f3n a (es)", "en": "Opci\u00f3n a (en)"}}, {"key": "b", "text": {"es": "Opci\u00f3n b (es)", "en": "Opci\u00f3n b (en)"}}, {"key": "c", "text": {"es": "Opci\u00f3n c (es)", "en": "Opci\u00f3n c (en)"}}, {"key": "d", "text": {"es": "Opci\u00f3n d (es)", "en": "Opci\u00f3n d (en)"}}], "correct": "a"}',2),
(3,'17f83666ee5e4f75af3b2e9069d06b5a','9fbdd23efa7f48d7d810dfab2ae051b692568d4d0691dffbf8b3edd81d75edab',1,'single_choice','{"stem": {"es": "Pregunta 2 (es)", "en": "Pregunta 2 (en)"}, "options": [{"key": "a", "text": {"es": "Opci\u00f3n a (es)", "en": "Opci\u00f3n a (en)"}}, {"key": "b", "text": {"es": "Opci\u00f3n b (es)", "en": "Opci\u00f3n b (en)"}}, {"key": "c", "text": {"es": "Opci\u00f3n c (es)", "en": "Opci\u00f3n c (en)"}}, {"key": "d", "text": {"es": "Opci\u00f3n d (es)", "en": "Opci\u00f3n d (en)"}}], "correct": "a"}',3),
(4,'19137d7ae10b4495b7a750de9e903d84','02e7bd0be0bd3b3ff7324455312aeca3ac82af61da9d16b2f8d4a3db0651baf0',1,'single_choice','{"stem": {"es": "Pregunta 3 (es)", "en": "Pregunta 3 (en)"}, "options": [{"key": "a", "text": {"es": "Opci\u00f3n a (es)", "en": "Opci\u00f3n a (en)"}}, {"key": "b", "text": {"es": "Opci\u00f3n b (es)", "en": "Opci\u00f3n b (en)"}}, {"key": "c", "text": {"es": "Opci\u00f3n c (es)", "en": "Opci\u00f3n c (en)"}}, {"key": "d", "text": {"es": "Opci\u00f3n d (es)", "en": "Opci\u00f3n d (en)"}}], "correct": "a"}',4),
(5,'aaa9b442c35942b1901d3841a62c4db3','a44eff7c9cb68a844c039b1bf4e574a11ae963e7e3059c82b904924338ac9fe2',1,'single_choice','{"stem": {"es": "Pregunta 4 (es)", "en": "Pregunta 4 (en)"}, "options": [{"key": "a", "text": {"es": "Opci\u00f3n a (es)", "en": "Opci\u00f3n a (en)"}}, {"key": "b", "text": {"es": "Opci\u00f3n b (es)", "en": "Opci\u00f3n b (en)"}}, {"key": "c", "text": {"es": "Opci\u00f3n c (es)", "en": "Opci\u00f3n c (en)"}}, {"key": "d", "text": {"es": "Opci\u00f3n d (es)", "en": "Opci\u00f3n d (en)"}}], "correct": "a"}',5),
(6,'913c1635443740e3bc4ce606b6beb8f0','dcf032e50879c5ce39579da58c277246fb496bf152734186bdf5018dd2dbab5d',1,'likert','{"stem": {"es": "Es \u00fatil (es)", "en": "Es \u00fatil (en)"}, "scale": [{"value": 1, "label": {"es": "Nivel 1 (es)", "en": "Nivel 1 (en)"}}, {"value": 2, "label": {"es": "Nivel 2 (es)", "en": "Nivel 2 (en)"}}, {"value": 3, "label": {"es": "Nivel 3 (es)", "en": "Nivel 3 (en)"}}, {"value": 4, "label": {"es": "Nivel 4 (es)", "en": "Nivel 4 (en)"}}, {"value": 5, "label": {"es": "Nivel 5 (es)", "en": "Nivel 5 (en)"}}], "required": true}',6),
(7,'dd8bcc9aabcf46f0af7b34fc15c9f0e6','3cf5497588db503c0e2ac63d690abeb1adc62323c77faabbef31cfa2c08cfbdd',1,'open_text','{"stem": {"es": "\u00bfQu\u00e9 mejorar\u00eda? (es)", "en": "\u00bfQu\u00e9 mejorar\u00eda? (en)"}, "required": false}',7),
(8,'44606fd7255b42eab2d486446913f191','9fe56a1fd09b1d8055660940b0bcbf3cd26b592d97123987b1af01706aadf7cd',1,'single_choice','{"stem": {"es": "Pregunta 1 (es)", "en": "Pregunta 1 (en)"}, "options": [{"key": "a", "text": {"es": "Opci\u00f3n a (es)", "en": "Opci\u00f3n a (en)"}}, {"key": "b", "text": {"es": "Opci\u00f3n b (es)", "en": "Opci\u00f3n b (en)"}}, {"key": "c", "text": {"es": "Opci\u00f3n c (es)", "en": "Opci\u00f3n c (en)"}}, {"key": "d", "text": {"es": "Opci\u00f3n d (es)", "en": "Opci\u00f3n d (en)"}}], "correct": "a"}',8),
(9,'ac867c00a52649eeba1460f3ab34548b','9fbdd23efa7f48d7d810dfab2ae051b692568d4d0691dffbf8b3edd81d75edab',1,'single_choice','{"stem": {"es": "Pregunta 2 (es)", "en": "Pregunta 2 (en)"}, "options": [{"key": "a", "text": {"es": "Opci\u00f3n a (es)", "en": "Opci\u00f3n a (en)"}}, {"key": "b", "text": {"es": "Opci\u00f3n b (es)", "en": "Opci\u00f3n b (en)"}}, {"key": "c", "text": {"es": "Opci\u00f3n c (es)", "en": "Opci\u00f3n c (en)"}}, {"key": "d", "text": {"es": "Opci\u00f3n d (es)", "en": "Opci\u00f3n d (en)"}}], "correct": "a"}',9),
(10,'3130dfbd13ba49c9af46474bf5544b35','02e7bd0be0bd3b3ff7324455312aeca3ac82af61da9d16b2f8d4a3db0651baf0',1,'single_choice','{"stem": {"es": "Pregunta 3 (es)", "en": "Pregunta 3 (en)"}, "options": [{"key": "a", "text": {"es": "Opci\u00f3n a (es)", "en": "Opci\u00f3n a (en)"}}, {"key": "b", "text": {"es": "Opci\u00f3n b (es)", "en": "Opci\u00f3n b (en)"}}, {"key": "c", "text": {"es": "Opci\u00f3n c (es)", "en": "Opci\u00f3n c (en)"}}, {"key": "d", "text": {"es": "Opci\u00f3n d (es)", "en": "Opci\u00f3n d (en)"}}], "correct": "a"}',10),
(11,'32224f56a4f24496b89e7845d624c9ac','a44eff7c9cb68a844c039b1bf4e574a11ae963e7e3059c82b904924338ac9fe2',1,'single_choice','{"stem": {"es": "Pregunta 4 (es)", "en": "Pregunta 4 (en)"}, "options": [{"key": "a", "text": {"es": "Opci\u00f3n a (es)", "en": "Opci\u00f3n a (en)"}}, {"key": "b", "text": {"es": "Opci\u00f3n b (es)", "en": "Opci\u00f3n b (en)"}}, {"key": "c", "text": {"es": "Opci\u00f3n c (es)", "en": "Opci\u00f3n c (en)"}}, {"key": "d", "text": {"es": "Opci\u00f3n d (es)", "en": "Opci\u00f3n d (en)"}}], "correct": "a"}',11);
INSERT INTO "assessments_level" ("id", "value", "anchor", "criterion_id") VALUES
(1,1,'{"es": "N1 (es)", "en": "N1 (en)"}',1),
(2,2,'{"es": "N2 (es)", "en": "N2 (en)"}',1),
(3,3,'{"es": "N3 (es)", "en": "N3 (en)"}',1),
(4,4,'{"es": "N4 (es)", "en": "N4 (en)"}',1);
INSERT INTO "assessments_moderation" ("id", "uuid", "reason", "outcome", "scores", "opened_at", "decided_at", "moderator_id", "case_id") VALUES
(1,'8ee4ecd0b59d4103986bf1137b64f719','Dos niveles','','{}','2026-11-26 15:00:00',NULL,2,2);
INSERT INTO "assessments_occasion" ("id", "uuid", "mode", "title", "held_at", "add_ons", "rubric_version_id") VALUES
(1,'98df9496d4204a18a3ba327aaee63e6a','coached','{"es": "coached (es)", "en": "coached (en)"}','2026-11-29 16:00:00','[]',1),
(2,'9624470a01604450a1e5df3d57c17bb1','assessed','{"es": "assessed (es)", "en": "assessed (en)"}','2026-12-06 16:00:00','[]',1);
INSERT INTO "assessments_occasionscenario" ("id", "occasion_id", "scenario_version_id") VALUES
(1,2,1);
INSERT INTO "assessments_rating" ("id", "uuid", "version", "status", "judgment", "comment", "comment_seq", "revision", "saved_at", "submitted_at", "assignment_id", "supersedes_id") VALUES
(1,'67086701ec074aa1bcfaf6b5c638041e',1,'submitted',NULL,'',1,1,'2026-11-26 15:00:00','2026-11-26 15:00:00',1,NULL),
(2,'6473f3a50afe405ba2d10b80b446ec73',1,'submitted',NULL,'',1,1,'2026-11-26 15:00:00','2026-11-26 15:00:00',2,NULL);
INSERT INTO "assessments_ratingcase" ("id", "uuid", "state", "released_at", "occasion_id", "ratee_id") VALUES
(1,'727ab70498874338b6556ed72a1cbff2','released','2026-11-26 15:00:00',2,5),
(2,'31035e2dd6e84b4191f2b0a623a2a789','released','2026-11-26 15:00:00',2,6);
INSERT INTO "assessments_regrade" ("id", "from_revision", "to_revision", "at", "reason", "before", "after", "actor_id", "attempt_id") VALUES
(1,1,2,'2026-11-26 15:00:00','Clave corregida','{"": [2.0, 5.0], "m1": [1.0, 3.0], "m2": [1.0, 2.0]}','{"": [3.0, 5.0], "m1": [2.0, 3.0], "m2": [1.0, 2.0]}',3,1);
INSERT INTO "assessments_response" ("id", "answer", "seq", "flagged", "saved_at", "mark", "attempt_id", "item_version_id") VALUES
(1,'{"value": "a"}',1,0,'2026-11-26 15:00:00',1.0,1,1),
(2,'{"value": "a"}',1,0,'2026-11-26 15:00:00',1.0,1,2),
(3,'{"value": "a"}',1,0,'2026-11-26 15:00:00',1.0,1,3),
(4,'{"value": "b"}',1,0,'2026-11-26 15:00:00',0.0,1,4),
(5,'{"value": "b"}',1,0,'2026-11-26 15:00:00',0.0,1,5),
(6,'{"value": "a"}',1,0,'2026-11-26 15:00:00',1.0,2,1),
(7,'{"value": "a"}',1,0,'2026-11-26 15:00:00',1.0,2,2),
(8,'{"value": "a"}',1,0,'2026-11-26 15:00:00',1.0,2,3),
(9,'{"value": "a"}',1,0,'2026-11-26 15:00:00',1.0,2,4),
(10,'{"value": "a"}',1,0,'2026-11-26 15:00:00',1.0,2,5),
(11,'{"value": "a"}',1,0,'2026-11-26 15:00:00',1.0,3,1),
(12,'{"value": "a"}',1,0,'2026-11-26 15:00:00',1.0,3,2),
(13,'{"value": "b"}',1,0,'2026-11-26 15:00:00',0.0,3,3),
(14,'{"value": "b"}',1,0,'2026-11-26 15:00:00',0.0,3,4),
(15,'{"value": "b"}',1,0,'2026-11-26 15:00:00',0.0,3,5),
(16,'{"value": "a"}',1,0,'2026-11-26 15:00:00',1.0,4,1),
(17,'{"value": "a"}',1,0,'2026-11-26 15:00:00',1.0,4,2),
(18,'{"value": "a"}',1,0,'2026-11-26 15:00:00',1.0,4,3),
(19,'{"value": "a"}',1,0,'2026-11-26 15:00:00',1.0,4,4),
(20,'{"value": "a"}',1,0,'2026-11-26 15:00:00',1.0,4,5);
INSERT INTO "assessments_responseevidence" ("id", "reason", "answer", "seq", "epoch", "received_at", "attempt_id", "item_version_id") VALUES
(1,'submitted','{"value": "b"}',9,1,'2026-11-26 15:00:00',1,1),
(2,'submitted','{"value": "b"}',9,1,'2026-11-26 15:00:00',3,1);
INSERT INTO "assessments_rolecast" ("id", "role", "occasion_id", "user_id", "scenario_version_id") VALUES
(1,'worker',2,5,1);
INSERT INTO "assessments_rubric" ("id", "uuid", "key") VALUES
(1,'b1037e4b38dc482b86e89aa8f713f786','small-course/rubric');
INSERT INTO "assessments_rubricversion" ("id", "uuid", "content_hash", "number", "title", "levels", "rules", "weights", "instructions", "structure_hash", "rubric_id") VALUES
(1,'f43fe8f05ac04035b2d9f2e6fc576676','27d3d4aba1926f0801e0c547a7dce39c49df87b222b6bd704b597efaf7e75c16',1,'{"es": "R\u00fabrica (es)", "en": "R\u00fabrica (en)"}','[{"value": 1, "label": {"es": "Nivel 1 (es)", "en": "Nivel 1 (en)"}}, {"value": 2, "label": {"es": "Nivel 2 (es)", "en": "Nivel 2 (en)"}}, {"value": 3, "label": {"es": "Nivel 3 (es)", "en": "Nivel 3 (en)"}}, {"value": 4, "label": {"es": "Nivel 4 (es)", "en": "Nivel 4 (en)"}}]','{"pass_mean": 3.0, "critical_min": 3, "fail_at_or_below": 1, "min_observed": 1, "comment_at_or_below": 2, "moderation_gap": 2}','{}','{"es": "Califique (es)", "en": "Califique (en)"}','ae088a3ef5cf16050a78402f4f7ef01e84c815ef388897a80ff09a36071dddf7',1);
INSERT INTO "assessments_scenario" ("id", "uuid", "key") VALUES
(1,'a7efd5102d324ccda18399cf31cb3f8b','dismissal');
INSERT INTO "assessments_scenarioversion" ("id", "uuid", "content_hash", "number", "title", "content", "scenario_id") VALUES
(1,'d5b68a0d7d574c39898851a1b91e877e','6e0427d81848caf2c76161e5abc09cfd285ffa797b1ba99dd43fb265856e129e',1,'{"es": "dismissal (es)", "en": "dismissal (en)"}','{"summary": {"es": "Una empacadora dice que la despidieron. (es)", "en": "Una empacadora dice que la despidieron. (en)"}, "facts": {"es": "Ganaba **380 pesos** diarios. <b>Hecho</b> (es)", "en": "Ganaba **380 pesos** diarios. <b>Hecho</b> (en)"}, "roles": [{"key": "worker", "title": {"es": "Trabajadora (es)", "en": "Trabajadora (en)"}, "sheet": {"es": "Secreto de worker (es)", "en": "Secreto de worker (en)"}}, {"key": "employer", "title": {"es": "Patr\u00f3n (es)", "en": "Patr\u00f3n (en)"}, "sheet": {"es": "Secreto de employer (es)", "en": "Secreto de employer (en)"}}]}',1);
INSERT INTO "assessments_score" ("id", "revision", "scope", "topic", "points", "maximum", "marking_version", "attempt_id") VALUES
(1,1,'total','',2.0,5.0,1,1),
(2,1,'topic','m1',1.0,3.0,1,1),
(3,1,'topic','m2',1.0,2.0,1,1),
(4,1,'total','',5.0,5.0,1,2),
(5,1,'topic','m1',3.0,3.0,1,2),
(6,1,'topic','m2',2.0,2.0,1,2),
(7,1,'total','',2.0,5.0,1,3),
(8,1,'topic','m1',1.0,3.0,1,3),
(9,1,'topic','m2',1.0,2.0,1,3),
(10,1,'total','',5.0,5.0,1,4),
(11,1,'topic','m1',3.0,3.0,1,4),
(12,1,'topic','m2',2.0,2.0,1,4),
(13,2,'total','',3.0,5.0,1,1),
(14,2,'topic','m1',2.0,3.0,1,1),
(15,2,'topic','m2',1.0,2.0,1,1);
INSERT INTO "auth_group" ("id", "name") VALUES
(1,'Moderators'),
(2,'Editors');
INSERT INTO "auth_group_permissions" ("id", "group_id", "permission_id") VALUES
(1,2,105),
(2,1,105),
(3,2,106),
(4,1,106),
(5,2,107),
(6,2,108),
(7,2,109),
(8,1,107),
(9,1,108),
(10,1,109),
(11,2,110),
(12,1,110),
(13,2,112),
(14,2,113),
(15,2,111),
(16,1,112),
(17,1,113),
(18,1,111),
(19,2,114),
(20,1,114);
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES
(1,3,'add_locale','Can add locale'),
(2,3,'change_locale','Can change locale'),
(3,3,'delete_locale','Can delete locale'),
(4,3,'view_locale','Can view locale'),
(5,4,'add_site','Can add site'),
(6,4,'change_site','Can change site'),
(7,4,'delete_site','Can delete site'),
(8,4,'view_site','Can view site'),
(9,5,'add_groupsitepermission','Can add group site permission'),
(10,5,'change_groupsitepermission','Can change group site permission'),
(11,5,'delete_groupsitepermission','Can delete group site permission'),
(12,5,'view_groupsitepermission','Can view group site permission'),
(13,6,'add_modellogentry','Can add model log entry'),
(14,6,'change_modellogentry','Can change model log entry'),
(15,6,'delete_modellogentry','Can delete model log entry'),
(16,6,'view_modellogentry','Can view model log entry'),
(17,7,'add_revision','Can add revision'),
(18,7,'change_revision','Can change revision'),
(19,7,'delete_revision','Can delete revision'),
(20,7,'view_revision','Can view revision'),
(21,8,'add_collectionviewrestriction','Can add collection view restriction'),
(22,8,'change_collectionviewrestriction','Can change collection view restriction'),
(23,8,'delete_collectionviewrestriction','Can delete collection view restriction'),
(24,8,'view_collectionviewrestriction','Can view collection view restriction'),
(25,9,'add_collection','Can add collection'),
(26,9,'change_collection','Can change collection'),
(27,9,'delete_collection','Can delete collection'),
(28,9,'view_collection','Can view collection'),
(29,10,'add_groupcollectionpermission','Can add group collection permission'),
(30,10,'change_groupcollectionpermission','Can change group collection permission'),
(31,10,'delete_groupcollectionpermission','Can delete group collection permission'),
(32,10,'view_groupcollectionpermission','Can view group collection permission'),
(33,11,'add_uploadedfile','Can add uploaded file'),
(34,11,'change_uploadedfile','Can change uploaded file'),
(35,11,'delete_uploadedfile','Can delete uploaded file'),
(36,11,'view_uploadedfile','Can view uploaded file'),
(37,12,'add_workflowcontenttype','Can add workflow content type'),
(38,12,'change_workflowcontenttype','Can change workflow content type'),
(39,12,'delete_workflowcontenttype','Can delete workflow content type'),
(40,12,'view_workflowcontenttype','Can view workflow content type'),
(41,13,'add_workflowstate','Can add Workflow state'),
(42,13,'change_workflowstate','Can change Workflow state'),
(43,13,'delete_workflowstate','Can delete Workflow state'),
(44,13,'view_workflowstate','Can view Workflow state'),
(45,14,'add_workflow','Can add workflow'),
(46,14,'change_workflow','Can change workflow'),
(47,14,'delete_workflow','Can delete workflow'),
(48,14,'view_workflow','Can view workflow'),
(49,15,'add_workflowtask','Can add workflow task order'),
(50,15,'change_workflowtask','Can change workflow task order'),
(51,15,'delete_workflowtask','Can delete workflow task order'),
(52,15,'view_workflowtask','Can view workflow task order'),
(53,16,'add_task','Can add task'),
(54,16,'change_task','Can change task'),
(55,16,'delete_task','Can delete task'),
(56,16,'view_task','Can view task'),
(57,2,'add_groupapprovaltask','Can add Group approval task'),
(58,2,'change_groupapprovaltask','Can change Group approval task'),
(59,2,'delete_groupapprovaltask','Can delete Group approval task'),
(60,2,'view_groupapprovaltask','Can view Group approval task'),
(61,17,'add_taskstate','Can add Task state'),
(62,17,'change_taskstate','Can change Task state'),
(63,17,'delete_taskstate','Can delete Task state'),
(64,17,'view_taskstate','Can view Task state'),
(65,1,'add_page','Can add page'),
(66,1,'change_page','Can change page'),
(67,1,'delete_page','Can delete page'),
(68,1,'view_page','Can view page'),
(69,1,'bulk_delete_page','Delete pages with children'),
(70,1,'lock_page','Lock/unlock pages you''ve locked'),
(71,1,'publish_page','Publish any page'),
(72,1,'unlock_page','Unlock any page'),
(73,18,'add_grouppagepermission','Can add group page permission'),
(74,18,'change_grouppagepermission','Can change group page permission'),
(75,18,'delete_grouppagepermission','Can delete group page permission'),
(76,18,'view_grouppagepermission','Can view group page permission'),
(77,19,'add_pageviewrestriction','Can add page view restriction'),
(78,19,'change_pageviewrestriction','Can change page view restriction'),
(79,19,'delete_pageviewrestriction','Can delete page view restriction'),
(80,19,'view_pageviewrestriction','Can view page view restriction'),
(81,20,'add_workflowpage','Can add workflow page'),
(82,20,'change_workflowpage','Can change workflow page'),
(83,20,'delete_workflowpage','Can delete workflow page'),
(84,20,'view_workflowpage','Can view workflow page'),
(85,21,'add_pagelogentry','Can add page log entry'),
(86,21,'change_pagelogentry','Can change page log entry'),
(87,21,'delete_pagelogentry','Can delete page log entry'),
(88,21,'view_pagelogentry','Can view page log entry'),
(89,22,'add_comment','Can add comment'),
(90,22,'change_comment','Can change comment'),
(91,22,'delete_comment','Can delete comment'),
(92,22,'view_comment','Can view comment'),
(93,23,'add_commentreply','Can add comment reply'),
(94,23,'change_commentreply','Can change comment reply'),
(95,23,'delete_commentreply','Can delete comment reply'),
(96,23,'view_commentreply','Can view comment reply'),
(97,24,'add_pagesubscription','Can add page subscription'),
(98,24,'change_pagesubscription','Can change page subscription'),
(99,24,'delete_pagesubscription','Can delete page subscription'),
(100,24,'view_pagesubscription','Can view page subscription'),
(101,25,'add_referenceindex','Can add reference index'),
(102,25,'change_referenceindex','Can change reference index'),
(103,25,'delete_referenceindex','Can delete reference index'),
(104,25,'view_referenceindex','Can view reference index'),
(105,26,'submit_translation','Can submit translations'),
(106,27,'access_admin','Can access Wagtail admin'),
(107,28,'add_document','Can add document'),
(108,28,'change_document','Can change document'),
(109,28,'delete_document','Can delete document'),
(110,28,'choose_document','Can choose document'),
(111,29,'add_image','Can add image'),
(112,29,'change_image','Can change image'),
(113,29,'delete_image','Can delete image'),
(114,29,'choose_image','Can choose image'),
(115,30,'add_cacherow','Can add cached count'),
(116,30,'change_cacherow','Can change cached count'),
(117,30,'delete_cacherow','Can delete cached count'),
(118,30,'view_cacherow','Can view cached count'),
(119,31,'add_auditevent','Can add audit event'),
(120,31,'change_auditevent','Can change audit event'),
(121,31,'delete_auditevent','Can delete audit event'),
(122,31,'view_auditevent','Can view audit event'),
(123,32,'add_center','Can add center'),
(124,32,'change_center','Can change center'),
(125,32,'delete_center','Can delete center'),
(126,32,'view_center','Can view center'),
(127,33,'add_user','Can add person'),
(128,33,'change_user','Can change person'),
(129,33,'delete_user','Can delete person'),
(130,33,'view_user','Can view person'),
(131,34,'add_consent','Can add consent'),
(132,34,'change_consent','Can change consent'),
(133,34,'delete_consent','Can delete consent'),
(134,34,'view_consent','Can view consent'),
(135,35,'add_invitation','Can add invitation'),
(136,35,'change_invitation','Can change invitation'),
(137,35,'delete_invitation','Can delete invitation'),
(138,35,'view_invitation','Can view invitation'),
(139,36,'add_letter','Can add letter'),
(140,36,'change_letter','Can change letter'),
(141,36,'delete_letter','Can delete letter'),
(142,36,'view_letter','Can view letter'),
(143,37,'add_rolegrant','Can add role'),
(144,37,'change_rolegrant','Can change role'),
(145,37,'delete_rolegrant','Can delete role'),
(146,37,'view_rolegrant','Can view role'),
(147,38,'add_audience','Can add audience'),
(148,38,'change_audience','Can change audience'),
(149,38,'delete_audience','Can delete audience'),
(150,38,'view_audience','Can view audience'),
(151,39,'add_criterion','Can add criterion'),
(152,39,'change_criterion','Can change criterion'),
(153,39,'delete_criterion','Can delete criterion'),
(154,39,'view_criterion','Can view criterion'),
(155,40,'add_delivery','Can add delivery'),
(156,40,'change_delivery','Can change delivery'),
(157,40,'delete_delivery','Can delete delivery'),
(158,40,'view_delivery','Can view delivery'),
(159,41,'add_instrument','Can add instrument'),
(160,41,'change_instrument','Can change instrument'),
(161,41,'delete_instrument','Can delete instrument'),
(162,41,'view_instrument','Can view instrument'),
(163,42,'add_occasion','Can add occasion'),
(164,42,'change_occasion','Can change occasion'),
(165,42,'delete_occasion','Can delete occasion'),
(166,42,'view_occasion','Can view occasion'),
(167,43,'add_rubric','Can add rubric'),
(168,43,'change_rubric','Can change rubric'),
(169,43,'delete_rubric','Can delete rubric'),
(170,43,'view_rubric','Can view rubric'),
(171,44,'add_scenario','Can add scenario'),
(172,44,'change_scenario','Can change scenario'),
(173,44,'delete_scenario','Can delete scenario'),
(174,44,'view_scenario','Can view scenario'),
(175,45,'add_assignment','Can add assignment'),
(176,45,'change_assignment','Can change assignment'),
(177,45,'delete_assignment','Can delete assignment'),
(178,45,'view_assignment','Can view assignment'),
(179,46,'add_audiencemember','Can add member of an audience'),
(180,46,'change_audiencemember','Can change member of an audience'),
(181,46,'delete_audiencemember','Can delete member of an audience'),
(182,46,'view_audiencemember','Can view member of an audience'),
(183,47,'add_anonymoussheet','Can add anonymous sheet'),
(184,47,'change_anonymoussheet','Can change anonymous sheet'),
(185,47,'delete_anonymoussheet','Can delete anonymous sheet'),
(186,47,'view_anonymoussheet','Can view anonymous sheet'),
(187,48,'add_anonymousreceipt','Can add receipt'),
(188,48,'change_anonymousreceipt','Can change receipt'),
(189,48,'delete_anonymousreceipt','Can delete receipt'),
(190,48,'view_anonymousreceipt','Can view receipt'),
(191,49,'add_accommodation','Can add accommodation'),
(192,49,'change_accommodation','Can change accommodation'),
(193,49,'delete_accommodation','Can delete accommodation'),
(194,49,'view_accommodation','Can view accommodation'),
(195,50,'add_deliverychange','Can add change of a delivery'),
(196,50,'change_deliverychange','Can change change of a delivery'),
(197,50,'delete_deliverychange','Can delete change of a delivery'),
(198,50,'view_deliverychange','Can view change of a delivery'),
(199,51,'add_instrumentversion','Can add version of an instrument'),
(200,51,'change_instrumentversion','Can change version of an instrument'),
(201,51,'delete_instrumentversion','Can delete version of an instrument'),
(202,51,'view_instrumentversion','Can view version of an instrument'),
(203,52,'add_instrumentsection','Can add section of an instrument'),
(204,52,'change_instrumentsection','Can change section of an instrument'),
(205,52,'delete_instrumentsection','Can delete section of an instrument'),
(206,52,'view_instrumentsection','Can view section of an instrument'),
(207,53,'add_instrumententry','Can add entry of an instrument'),
(208,53,'change_instrumententry','Can change entry of an instrument'),
(209,53,'delete_instrumententry','Can delete entry of an instrument'),
(210,53,'view_instrumententry','Can view entry of an instrument'),
(211,54,'add_deliveryform','Can add form of a delivery'),
(212,54,'change_deliveryform','Can change form of a delivery'),
(213,54,'delete_deliveryform','Can delete form of a delivery'),
(214,54,'view_deliveryform','Can view form of a delivery'),
(215,55,'add_attempt','Can add attempt'),
(216,55,'change_attempt','Can change attempt'),
(217,55,'delete_attempt','Can delete attempt'),
(218,55,'view_attempt','Can view attempt'),
(219,56,'add_item','Can add question'),
(220,56,'change_item','Can change question'),
(221,56,'delete_item','Can delete question'),
(222,56,'view_item','Can view question'),
(223,57,'add_itemtag','Can add tag'),
(224,57,'change_itemtag','Can change tag'),
(225,57,'delete_itemtag','Can delete tag'),
(226,57,'view_itemtag','Can view tag'),
(227,58,'add_itemversion','Can add version of a question'),
(228,58,'change_itemversion','Can change version of a question'),
(229,58,'delete_itemversion','Can delete version of a question'),
(230,58,'view_itemversion','Can view version of a question'),
(231,59,'add_attemptitem','Can add question of an attempt'),
(232,59,'change_attemptitem','Can change question of an attempt'),
(233,59,'delete_attemptitem','Can delete question of an attempt'),
(234,59,'view_attemptitem','Can view question of an attempt'),
(235,60,'add_anonymouscomment','Can add anonymous comment'),
(236,60,'change_anonymouscomment','Can change anonymous comment'),
(237,60,'delete_anonymouscomment','Can delete anonymous comment'),
(238,60,'view_anonymouscomment','Can view anonymous comment'),
(239,61,'add_level','Can add level'),
(240,61,'change_level','Can change level'),
(241,61,'delete_level','Can delete level'),
(242,61,'view_level','Can view level'),
(243,62,'add_rating','Can add rating'),
(244,62,'change_rating','Can change rating'),
(245,62,'delete_rating','Can delete rating'),
(246,62,'view_rating','Can view rating'),
(247,63,'add_criterionscore','Can add score on a criterion'),
(248,63,'change_criterionscore','Can change score on a criterion'),
(249,63,'delete_criterionscore','Can delete score on a criterion'),
(250,63,'view_criterionscore','Can view score on a criterion'),
(251,64,'add_ratingcase','Can add case of a rating'),
(252,64,'change_ratingcase','Can change case of a rating'),
(253,64,'delete_ratingcase','Can delete case of a rating'),
(254,64,'view_ratingcase','Can view case of a rating'),
(255,65,'add_moderation','Can add moderation'),
(256,65,'change_moderation','Can change moderation'),
(257,65,'delete_moderation','Can delete moderation'),
(258,65,'view_moderation','Can view moderation'),
(259,66,'add_regrade','Can add marking anew'),
(260,66,'change_regrade','Can change marking anew'),
(261,66,'delete_regrade','Can delete marking anew'),
(262,66,'view_regrade','Can view marking anew'),
(263,67,'add_response','Can add answer'),
(264,67,'change_response','Can change answer'),
(265,67,'delete_response','Can delete answer'),
(266,67,'view_response','Can view answer'),
(267,68,'add_responseevidence','Can add answer that does not count'),
(268,68,'change_responseevidence','Can change answer that does not count'),
(269,68,'delete_responseevidence','Can delete answer that does not count'),
(270,68,'view_responseevidence','Can view answer that does not count'),
(271,69,'add_rubricversion','Can add version of a rubric'),
(272,69,'change_rubricversion','Can change version of a rubric'),
(273,69,'delete_rubricversion','Can delete version of a rubric'),
(274,69,'view_rubricversion','Can view version of a rubric'),
(275,70,'add_scenarioversion','Can add version of a scenario'),
(276,70,'change_scenarioversion','Can change version of a scenario'),
(277,70,'delete_scenarioversion','Can delete version of a scenario'),
(278,70,'view_scenarioversion','Can view version of a scenario'),
(279,71,'add_rolecast','Can add role played'),
(280,71,'change_rolecast','Can change role played'),
(281,71,'delete_rolecast','Can delete role played'),
(282,71,'view_rolecast','Can view role played'),
(283,72,'add_occasionscenario','Can add scenario of an occasion'),
(284,72,'change_occasionscenario','Can change scenario of an occasion'),
(285,72,'delete_occasionscenario','Can delete scenario of an occasion'),
(286,72,'view_occasionscenario','Can view scenario of an occasion'),
(287,73,'add_score','Can add score'),
(288,73,'change_score','Can change score'),
(289,73,'delete_score','Can delete score'),
(290,73,'view_score','Can view score'),
(291,74,'add_course','Can add course'),
(292,74,'change_course','Can change course'),
(293,74,'delete_course','Can delete course'),
(294,74,'view_course','Can view course'),
(295,75,'add_courseindexpage','Can add list of courses'),
(296,75,'change_courseindexpage','Can change list of courses'),
(297,75,'delete_courseindexpage','Can delete list of courses'),
(298,75,'view_courseindexpage','Can view list of courses'),
(299,76,'add_coursepage','Can add course'),
(300,76,'change_coursepage','Can change course'),
(301,76,'delete_coursepage','Can delete course'),
(302,76,'view_coursepage','Can view course'),
(303,77,'add_lessonpage','Can add lesson'),
(304,77,'change_lessonpage','Can change lesson'),
(305,77,'delete_lessonpage','Can delete lesson'),
(306,77,'view_lessonpage','Can view lesson'),
(307,78,'add_loadedcourse','Can add loaded course'),
(308,78,'change_loadedcourse','Can change loaded course'),
(309,78,'delete_loadedcourse','Can delete loaded course'),
(310,78,'view_loadedcourse','Can view loaded course'),
(311,79,'add_modulepage','Can add module'),
(312,79,'change_modulepage','Can change module'),
(313,79,'delete_modulepage','Can delete module'),
(314,79,'view_modulepage','Can view module'),
(315,80,'add_cohort','Can add cohort'),
(316,80,'change_cohort','Can change cohort'),
(317,80,'delete_cohort','Can delete cohort'),
(318,80,'view_cohort','Can view cohort'),
(319,81,'add_cohorttrainer','Can add cohort trainer'),
(320,81,'change_cohorttrainer','Can change cohort trainer'),
(321,81,'delete_cohorttrainer','Can delete cohort trainer'),
(322,81,'view_cohorttrainer','Can view cohort trainer'),
(323,82,'add_coursestep','Can add step of a course'),
(324,82,'change_coursestep','Can change step of a course'),
(325,82,'delete_coursestep','Can delete step of a course'),
(326,82,'view_coursestep','Can view step of a course'),
(327,83,'add_enrollment','Can add enrollment'),
(328,83,'change_enrollment','Can change enrollment'),
(329,83,'delete_enrollment','Can delete enrollment'),
(330,83,'view_enrollment','Can view enrollment'),
(331,84,'add_lesson','Can add lesson'),
(332,84,'change_lesson','Can change lesson'),
(333,84,'delete_lesson','Can delete lesson'),
(334,84,'view_lesson','Can view lesson'),
(335,85,'add_lessonprogress','Can add lesson progress'),
(336,85,'change_lessonprogress','Can change lesson progress'),
(337,85,'delete_lessonprogress','Can delete lesson progress'),
(338,85,'view_lessonprogress','Can view lesson progress'),
(339,86,'add_loadedpage','Can add loaded page'),
(340,86,'change_loadedpage','Can change loaded page'),
(341,86,'delete_loadedpage','Can delete loaded page'),
(342,86,'view_loadedpage','Can view loaded page'),
(343,87,'add_rosterupload','Can add roster upload'),
(344,87,'change_rosterupload','Can change roster upload'),
(345,87,'delete_rosterupload','Can delete roster upload'),
(346,87,'view_rosterupload','Can view roster upload'),
(347,88,'add_cohortstep','Can add step of a cohort'),
(348,88,'change_cohortstep','Can change step of a cohort'),
(349,88,'delete_cohortstep','Can delete step of a cohort'),
(350,88,'view_cohortstep','Can view step of a cohort'),
(351,89,'add_keptfigures','Can add kept figures'),
(352,89,'change_keptfigures','Can change kept figures'),
(353,89,'delete_keptfigures','Can delete kept figures'),
(354,89,'view_keptfigures','Can view kept figures'),
(355,90,'add_scorefile','Can add file of scores'),
(356,90,'change_scorefile','Can change file of scores'),
(357,90,'delete_scorefile','Can delete file of scores'),
(358,90,'view_scorefile','Can view file of scores'),
(359,91,'add_certificate','Can add certificate'),
(360,91,'change_certificate','Can change certificate'),
(361,91,'delete_certificate','Can delete certificate'),
(362,91,'view_certificate','Can view certificate'),
(363,92,'add_emailaddress','Can add email address'),
(364,92,'change_emailaddress','Can change email address'),
(365,92,'delete_emailaddress','Can delete email address'),
(366,92,'view_emailaddress','Can view email address'),
(367,93,'add_emailconfirmation','Can add email confirmation'),
(368,93,'change_emailconfirmation','Can change email confirmation'),
(369,93,'delete_emailconfirmation','Can delete email confirmation'),
(370,93,'view_emailconfirmation','Can view email confirmation'),
(371,94,'add_authenticator','Can add authenticator'),
(372,94,'change_authenticator','Can change authenticator'),
(373,94,'delete_authenticator','Can delete authenticator'),
(374,94,'view_authenticator','Can view authenticator'),
(375,95,'add_string','Can add string'),
(376,95,'change_string','Can change string'),
(377,95,'delete_string','Can delete string'),
(378,95,'view_string','Can view string'),
(379,96,'add_template','Can add template'),
(380,96,'change_template','Can change template'),
(381,96,'delete_template','Can delete template'),
(382,96,'view_template','Can view template'),
(383,97,'add_translatableobject','Can add translatable object'),
(384,97,'change_translatableobject','Can change translatable object'),
(385,97,'delete_translatableobject','Can delete translatable object'),
(386,97,'view_translatableobject','Can view translatable object'),
(387,98,'add_translationsource','Can add translation source'),
(388,98,'change_translationsource','Can change translation source'),
(389,98,'delete_translationsource','Can delete translation source'),
(390,98,'view_translationsource','Can view translation source'),
(391,99,'add_translationlog','Can add translation log'),
(392,99,'change_translationlog','Can change translation log'),
(393,99,'delete_translationlog','Can delete translation log'),
(394,99,'view_translationlog','Can view translation log'),
(395,100,'add_translationcontext','Can add translation context'),
(396,100,'change_translationcontext','Can change translation context'),
(397,100,'delete_translationcontext','Can delete translation context'),
(398,100,'view_translationcontext','Can view translation context'),
(399,101,'add_templatesegment','Can add template segment'),
(400,101,'change_templatesegment','Can change template segment'),
(401,101,'delete_templatesegment','Can delete template segment'),
(402,101,'view_templatesegment','Can view template segment'),
(403,102,'add_stringsegment','Can add string segment'),
(404,102,'change_stringsegment','Can change string segment'),
(405,102,'delete_stringsegment','Can delete string segment'),
(406,102,'view_stringsegment','Can view string segment'),
(407,103,'add_relatedobjectsegment','Can add related object segment'),
(408,103,'change_relatedobjectsegment','Can change related object segment'),
(409,103,'delete_relatedobjectsegment','Can delete related object segment'),
(410,103,'view_relatedobjectsegment','Can view related object segment'),
(411,104,'add_stringtranslation','Can add string translation'),
(412,104,'change_stringtranslation','Can change string translation'),
(413,104,'delete_stringtranslation','Can delete string translation'),
(414,104,'view_stringtranslation','Can view string translation'),
(415,26,'add_translation','Can add translation'),
(416,26,'change_translation','Can change translation'),
(417,26,'delete_translation','Can delete translation'),
(418,26,'view_translation','Can view translation'),
(419,105,'add_overridablesegment','Can add overridable segment'),
(420,105,'change_overridablesegment','Can change overridable segment'),
(421,105,'delete_overridablesegment','Can delete overridable segment'),
(422,105,'view_overridablesegment','Can view overridable segment'),
(423,106,'add_segmentoverride','Can add segment override'),
(424,106,'change_segmentoverride','Can change segment override'),
(425,106,'delete_segmentoverride','Can delete segment override'),
(426,106,'view_segmentoverride','Can view segment override'),
(427,107,'add_localesynchronization','Can add locale synchronization'),
(428,107,'change_localesynchronization','Can change locale synchronization'),
(429,107,'delete_localesynchronization','Can delete locale synchronization'),
(430,107,'view_localesynchronization','Can view locale synchronization'),
(431,108,'add_userprofile','Can add user profile'),
(432,108,'change_userprofile','Can change user profile'),
(433,108,'delete_userprofile','Can delete user profile'),
(434,108,'view_userprofile','Can view user profile'),
(435,28,'view_document','Can view document'),
(436,29,'view_image','Can view image'),
(437,109,'add_rendition','Can add rendition'),
(438,109,'change_rendition','Can change rendition'),
(439,109,'delete_rendition','Can delete rendition'),
(440,109,'view_rendition','Can view rendition'),
(441,110,'add_indexentry','Can add index entry'),
(442,110,'change_indexentry','Can change index entry'),
(443,110,'delete_indexentry','Can delete index entry'),
(444,110,'view_indexentry','Can view index entry'),
(445,111,'add_sqliteftsindexentry','Can add sqliteftsindexentry'),
(446,111,'change_sqliteftsindexentry','Can change sqliteftsindexentry'),
(447,111,'delete_sqliteftsindexentry','Can delete sqliteftsindexentry'),
(448,111,'view_sqliteftsindexentry','Can view sqliteftsindexentry'),
(449,112,'add_editingsession','Can add editing session'),
(450,112,'change_editingsession','Can change editing session'),
(451,112,'delete_editingsession','Can delete editing session'),
(452,112,'view_editingsession','Can view editing session'),
(453,113,'add_formstate','Can add form state'),
(454,113,'change_formstate','Can change form state'),
(455,113,'delete_formstate','Can delete form state'),
(456,113,'view_formstate','Can view form state'),
(457,114,'add_tag','Can add tag'),
(458,114,'change_tag','Can change tag'),
(459,114,'delete_tag','Can delete tag'),
(460,114,'view_tag','Can view tag'),
(461,115,'add_taggeditem','Can add tagged item'),
(462,115,'change_taggeditem','Can change tagged item'),
(463,115,'delete_taggeditem','Can delete tagged item'),
(464,115,'view_taggeditem','Can view tagged item'),
(465,116,'add_dbtaskresult','Can add Task Result'),
(466,116,'change_dbtaskresult','Can change Task Result'),
(467,116,'delete_dbtaskresult','Can delete Task Result'),
(468,116,'view_dbtaskresult','Can view Task Result'),
(469,117,'add_permission','Can add permission'),
(470,117,'change_permission','Can change permission'),
(471,117,'delete_permission','Can delete permission'),
(472,117,'view_permission','Can view permission'),
(473,118,'add_group','Can add group'),
(474,118,'change_group','Can change group'),
(475,118,'delete_group','Can delete group'),
(476,118,'view_group','Can view group'),
(477,119,'add_contenttype','Can add content type'),
(478,119,'change_contenttype','Can change content type'),
(479,119,'delete_contenttype','Can delete content type'),
(480,119,'view_contenttype','Can view content type'),
(481,120,'add_session','Can add session'),
(482,120,'change_session','Can change session'),
(483,120,'delete_session','Can delete session'),
(484,120,'view_session','Can view session');
INSERT INTO "core_auditevent" ("id", "uuid", "at", "action", "target_type", "target_uuid", "data", "actor_id") VALUES
(1,'a856c2b1f5ad4b24af44adf639727e73','2026-11-26 15:00:00','accounts.grant_role','accounts.user','e4a9eb73d9604427a40f1672478cee5b','{"role": "editor", "center": null}',3),
(2,'dfb40cc3a3e641e38552be0b92b5b58e','2026-11-26 15:00:00','courses.load_course','',NULL,'{"course": "small-course", "created": 12, "updated": 0, "edited": 0}',NULL),
(3,'22ac644074cf45a78dde919823420c13','2026-11-26 15:00:00','assessments.open_delivery','assessments.delivery','aef02352302a4293bc351c441bc75e0d','{"purpose": "pre_test"}',NULL),
(4,'6e4cfaa142a5443eb39d6c4e312405c2','2026-11-26 15:00:00','assessments.create_occasion','assessments.occasion','98df9496d4204a18a3ba327aaee63e6a','{"mode": "coached"}',NULL),
(5,'97bf044807614822b1268b80faa75768','2026-11-26 15:00:00','assessments.create_occasion','assessments.occasion','9624470a01604450a1e5df3d57c17bb1','{"mode": "assessed"}',NULL),
(6,'a0c0af92730b44fe8af7797813a2e147','2026-11-26 15:00:00','assessments.open_delivery','assessments.delivery','5977e5057e984df3a51d52b70501b259','{"purpose": "post_test"}',NULL),
(7,'44c0f7dc5fb149b3a05c2a61cccf7d82','2026-11-26 15:00:00','assessments.open_delivery','assessments.delivery','0c2b78481169476d87ddb3461ce0458a','{"purpose": "evaluation"}',NULL),
(8,'20ecdfcf704e41eb811070bd7a69d072','2026-11-26 15:00:00','courses.create_cohort','courses.cohort','8c201b92b84e48b497c8820b29164bf2','{"code": "6WXZD5U"}',NULL),
(9,'74b2ecfe80a94b4a9aee4960f13a7374','2026-11-26 15:00:00','courses.set_trainers','courses.cohort','8c201b92b84e48b497c8820b29164bf2','{"added": 2, "removed": 0}',NULL),
(10,'9736eca1ba6049dc9465c3619efc1dff','2026-11-26 15:00:00','accounts.give_consent','accounts.consent','62013ecdda504c9b9c2012a738200a7c','{"version": "2026-11"}',5),
(11,'59585d04d731468db42eb11b76ccf08d','2026-11-26 15:00:00','courses.enroll','courses.cohort','8c201b92b84e48b497c8820b29164bf2','{"source": "manual", "users": ["622c505d-4a70-4e0c-9a21-ac846d5abdb1"], "back": []}',NULL),
(12,'13d16b29c2e44a6b8f54033e41bf817c','2026-11-26 15:00:00','accounts.give_consent','accounts.consent','2d16052d8bd14a83a0210b9c10cca692','{"version": "2026-11"}',6),
(13,'2007603f8b9041278e160ce142e27210','2026-11-26 15:00:00','courses.enroll','courses.cohort','8c201b92b84e48b497c8820b29164bf2','{"source": "manual", "users": ["8f1a81af-c408-47b3-80de-7b36ae2d3a16"], "back": []}',NULL),
(14,'1a02172d4ffc4ae69370f48ddcc3987b','2026-11-26 15:00:00','assessments.grant_accommodation','assessments.accommodation','7a6f9bda227c458eb697a210eec6f729','{"factor": 1.5, "extra_minutes": 0}',3),
(15,'4c9ef5c5a47d4e1d89134b5569c4cf81','2026-11-26 15:00:00','assessments.change_delivery','assessments.delivery','5977e5057e984df3a51d52b70501b259','{"changed": ["opens_at"], "why": "Se abri\u00f3 antes"}',3),
(16,'d64009f8fffc47dd8dbdce7b39d7f32d','2026-11-26 15:00:00','assessments.open_delivery','assessments.delivery','34825882d8784325a59a1ae0312362d4','{"purpose": "practice"}',NULL),
(17,'5f7c1671a21e416a905322dda6e85268','2026-11-26 15:00:00','assessments.add_form','assessments.delivery','34825882d8784325a59a1ae0312362d4','{"label": "B"}',3),
(18,'e3b352c48cbc4ee3abe936e0aba27d33','2026-11-26 15:00:00','assessments.start_attempt','assessments.attempt','65e7637330f940dd8847ce0f1c7e9a12','{"number": 1}',5),
(19,'79626250778e46cf89e7ab7f81a87a6f','2026-11-26 15:00:00','assessments.submit_attempt','assessments.attempt','65e7637330f940dd8847ce0f1c7e9a12','{"score": 2.0, "max_score": 5.0, "expired": false}',5),
(20,'3feecc15e0d14f35b07b52905fed0a0d','2026-11-26 15:00:00','courses.complete_lessons','courses.enrollment','d195c4008ac6470d84319c068bada036','{}',5),
(21,'ae8b912a0f844530b86b4d2367a01671','2026-11-26 15:00:00','assessments.submit_rating','assessments.rating','67086701ec074aa1bcfaf6b5c638041e','{"occasion": "9624470a-0160-4450-a1e5-df3d57c17bb1", "version": 1, "scores": {"opening": 4}}',1),
(22,'287086efc07d4bc5a2521b913ecea136','2026-11-26 15:00:00','assessments.release_case','assessments.ratingcase','727ab70498874338b6556ed72a1cbff2','{"occasion": "9624470a-0160-4450-a1e5-df3d57c17bb1"}',1),
(23,'945d22197a234ab5b253008dc92c97d8','2026-11-26 15:00:00','assessments.start_attempt','assessments.attempt','e2717f0b5b164eba9875c11047cb2cc2','{"number": 1}',5),
(24,'e86a925b22ec45c1bc80bd377b41114c','2026-11-26 15:00:00','assessments.submit_attempt','assessments.attempt','e2717f0b5b164eba9875c11047cb2cc2','{"score": 5.0, "max_score": 5.0, "expired": false}',5),
(25,'693d06aea0364e6fa394321527af693f','2026-11-26 15:00:00','assessments.start_attempt','assessments.attempt','f91c61a2c5bf43779331adb18d8ddbe8','{"number": 1}',6),
(26,'f0d52b76cbde41f9b86b949e0aff39f3','2026-11-26 15:00:00','assessments.submit_attempt','assessments.attempt','f91c61a2c5bf43779331adb18d8ddbe8','{"score": 2.0, "max_score": 5.0, "expired": false}',6),
(27,'a9ed1ce8ade843e2a238eb5a08c71bee','2026-11-26 15:00:00','courses.complete_lessons','courses.enrollment','72829a69acf649f3b8a7465dd8ec75e6','{}',6),
(28,'ea9d84e6cc2640a39f14c87ec80fd6a8','2026-11-26 15:00:00','assessments.submit_rating','assessments.rating','6473f3a50afe405ba2d10b80b446ec73','{"occasion": "9624470a-0160-4450-a1e5-df3d57c17bb1", "version": 1, "scores": {"opening": 4}}',1),
(29,'8ebc0c5602b64f8aaf2e1f982ef13677','2026-11-26 15:00:00','assessments.release_case','assessments.ratingcase','31035e2dd6e84b4191f2b0a623a2a789','{"occasion": "9624470a-0160-4450-a1e5-df3d57c17bb1"}',1),
(30,'cbece4b38c004488a66fc6939561ba79','2026-11-26 15:00:00','assessments.start_attempt','assessments.attempt','74e16ef71fd4481f95d5b23ee0059449','{"number": 1}',6),
(31,'7c75e0a00ed14ea7a6efac7baf06e8a3','2026-11-26 15:00:00','assessments.submit_attempt','assessments.attempt','74e16ef71fd4481f95d5b23ee0059449','{"score": 5.0, "max_score": 5.0, "expired": false}',6),
(32,'4ba268323e284108b20d7cdca4c30116','2026-11-26 15:00:00','assessments.add_scenario','assessments.occasion','9624470a01604450a1e5df3d57c17bb1','{"scenario": "d5b68a0d-7d57-4c39-8988-51a1b91e877e"}',1),
(33,'5495ccd0fdb249f785378b64b9844317','2026-11-26 15:00:00','assessments.cast_roles','assessments.occasion','9624470a01604450a1e5df3d57c17bb1','{"scenario": "d5b68a0d-7d57-4c39-8988-51a1b91e877e", "added": [["worker", "622c505d-4a70-4e0c-9a21-ac846d5abdb1"]], "removed": []}',1),
(34,'784f03f37aa74e2fa1284f697c322033','2026-11-26 15:00:00','assessments.regrade_attempt','assessments.attempt','65e7637330f940dd8847ce0f1c7e9a12','{"revision": 2, "before": 2.0, "after": 3.0, "reason": "Clave corregida"}',3),
(35,'c844e99646bf4c588e705039badfc89f','2026-11-26 15:00:00','analytics.upload_scores','analytics.scorefile','700f46a5d51b494795c5c167cd2ca794','{"bytes": 21}',1),
(36,'a8dbfb0d2a564e939cf0722e034a2cb2','2026-11-26 15:00:00','analytics.issue_certificate','analytics.certificate','7e360988d1b94fb396e16340ffd0dcaa','{"sha256": "ec9a30d6fb7ad3ddf817b722e35323becc3aba0a2451f8f021d9bbba38ffe63b"}',3),
(37,'4d1e73adc42448359f65d883d2c8870a','2026-11-26 15:00:00','accounts.invite_person','accounts.user','ac008e76a05a480d91d3ed53779a16ed','{}',1),
(38,'e35530331ed24628b596e7a80c7c18aa','2026-11-26 15:00:00','analytics.refresh_figures','',NULL,'{"cohorts": 1}',NULL);
INSERT INTO "courses_cohort" ("id", "uuid", "name", "code", "course_title", "starts_on", "ends_on", "time_zone", "is_simulated", "join_open", "pass_mark", "improved_items", "follow_up_days", "hours", "settings", "created_at", "course_id") VALUES
(1,'8c201b92b84e48b497c8820b29164bf2','Cohorte A','6WXZD5U','{"es": "Curso chico (es)", "en": "Curso chico (en)"}','2026-11-22','2026-12-06','America/Mexico_City',0,0,0.8,2,90,3,'{}','2026-11-26 15:00:00',1);
INSERT INTO "courses_cohort_centers" ("id", "cohort_id", "center_id") VALUES
(1,1,1);
INSERT INTO "courses_cohortstep" ("id", "uuid", "key", "position", "kind", "mode", "title", "unlocked_by", "after", "required", "minutes", "cohort_id", "delivery_id", "occasion_id") VALUES
(1,'b81d6bbfa6324763a894bfe84d69b398','pre-test',1,'pre_test','','{"es": "pre-test (es)", "en": "pre-test (en)"}','{"es": "abre pre-test (es)", "en": "abre pre-test (en)"}','[]',1,30,1,1,NULL),
(2,'6de827d60dce4488be213a8a9f76648e','lessons',2,'lessons','','{"es": "lessons (es)", "en": "lessons (en)"}','{"es": "abre lessons (es)", "en": "abre lessons (en)"}','["pre-test"]',1,12,1,NULL,NULL),
(3,'f7575dea1a2c48bd85605204ee89778c','coached',3,'role_play','coached','{"es": "coached (es)", "en": "coached (en)"}','{"es": "abre coached (es)", "en": "abre coached (en)"}','["pre-test"]',0,90,1,NULL,1),
(4,'63cb8c01b0744badbb3bd01060e09a01','assessed',4,'role_play','assessed','{"es": "assessed (es)", "en": "assessed (en)"}','{"es": "abre assessed (es)", "en": "abre assessed (en)"}','["lessons"]',1,60,1,NULL,2),
(5,'9857f977b50f45b8a956db8efab426c8','post-test',5,'post_test','','{"es": "post-test (es)", "en": "post-test (en)"}','{"es": "abre post-test (es)", "en": "abre post-test (en)"}','["lessons"]',1,30,1,2,NULL),
(6,'a80b9e2acf404bea979390ae5c6cabd6','evaluation',6,'evaluation','','{"es": "evaluation (es)", "en": "evaluation (en)"}','{"es": "abre evaluation (es)", "en": "abre evaluation (en)"}','["post-test"]',1,4,1,3,NULL),
(7,'f5050832856949c5a7cb9df1b171ca00','certificate',7,'certificate','','{"es": "certificate (es)", "en": "certificate (en)"}','{"es": "abre certificate (es)", "en": "abre certificate (en)"}','["assessed", "post-test", "evaluation"]',1,0,1,NULL,NULL);
INSERT INTO "courses_cohorttrainer" ("id", "cohort_id", "user_id") VALUES
(1,1,1),
(2,1,2);
INSERT INTO "courses_course" ("id", "uuid", "key", "title", "edition") VALUES
(1,'35540a622f4355c98b3b8f255f495f5f','small-course','{"es": "Curso chico (es)", "en": "Curso chico (en)"}','adcb0abac2b5436fb9f2c822df973674');
INSERT INTO "courses_courseindexpage" ("page_ptr_id") VALUES
(4),
(5);
INSERT INTO "courses_coursepage" ("page_ptr_id", "summary", "hours", "hours_note", "pass_mark", "improved_items", "follow_up_days", "law_text_date", "law_text_url") VALUES
(6,'De qué trata (es)',3,'La suma (es)',0.8,2,90,'2025-02-21','https://example.org/lft.pdf'),
(12,'De qué trata (en)',3,'La suma (en)',0.8,2,90,'2025-02-21','https://example.org/lft.pdf');
INSERT INTO "courses_coursestep" ("id", "key", "position", "kind", "mode", "title", "unlocked_by", "after", "required", "minutes", "rules", "course_id", "instrument_version_id", "rubric_version_id") VALUES
(1,'pre-test',1,'pre_test','','{"es": "pre-test (es)", "en": "pre-test (en)"}','{"es": "abre pre-test (es)", "en": "abre pre-test (en)"}','[]',1,30,'{"time_limit": null, "max_attempts": 1, "counts": "first", "shuffle": true, "feedback": "none", "late": "refuse", "code": "", "anonymous": false}',1,1,NULL),
(2,'lessons',2,'lessons','','{"es": "lessons (es)", "en": "lessons (en)"}','{"es": "abre lessons (es)", "en": "abre lessons (en)"}','["pre-test"]',1,12,'{}',1,NULL,NULL),
(3,'coached',3,'role_play','coached','{"es": "coached (es)", "en": "coached (en)"}','{"es": "abre coached (es)", "en": "abre coached (en)"}','["pre-test"]',0,90,'{}',1,NULL,1),
(4,'assessed',4,'role_play','assessed','{"es": "assessed (es)", "en": "assessed (en)"}','{"es": "abre assessed (es)", "en": "abre assessed (en)"}','["lessons"]',1,60,'{}',1,NULL,1),
(5,'post-test',5,'post_test','','{"es": "post-test (es)", "en": "post-test (en)"}','{"es": "abre post-test (es)", "en": "abre post-test (en)"}','["lessons"]',1,30,'{"time_limit": 30, "max_attempts": 2, "counts": "best", "shuffle": true, "feedback": "score", "late": "refuse", "code": "", "anonymous": false}',1,1,NULL),
(6,'evaluation',6,'evaluation','','{"es": "evaluation (es)", "en": "evaluation (en)"}','{"es": "abre evaluation (es)", "en": "abre evaluation (en)"}','["post-test"]',1,4,'{"time_limit": null, "max_attempts": 1, "counts": "first", "shuffle": false, "feedback": "none", "late": "refuse", "code": "", "anonymous": true}',1,2,NULL),
(7,'certificate',7,'certificate','','{"es": "certificate (es)", "en": "certificate (en)"}','{"es": "abre certificate (es)", "en": "abre certificate (en)"}','["assessed", "post-test", "evaluation"]',1,0,'{}',1,NULL,NULL);
INSERT INTO "courses_coursestep_scenario_versions" ("id", "coursestep_id", "scenarioversion_id") VALUES
(1,4,1);
INSERT INTO "courses_enrollment" ("id", "uuid", "status", "source", "enrolled_at", "withdrawn_at", "job_role", "sex", "age_band", "state", "center_id", "cohort_id", "user_id") VALUES
(1,'d195c4008ac6470d84319c068bada036','active','manual','2026-11-26 15:00:00',NULL,'conciliator','F','30_39','CHP',1,1,5),
(2,'72829a69acf649f3b8a7465dd8ec75e6','active','manual','2026-11-26 15:00:00',NULL,'conciliator','F','30_39','CHP',1,1,6);
INSERT INTO "courses_lesson" ("id", "uuid", "title", "minutes", "position", "is_retired", "course_id") VALUES
(1,'b6ff06224071531f99fc8c031340de80','{"es": "l1 es", "en": "l1 en"}',4,1,0,1),
(2,'49bd2f2904045c61aa3ccbf5a07af0e4','{"es": "l2 es", "en": "l2 en"}',4,2,0,1),
(3,'c7aa18d1e8e85450b97b01f2878a99fd','{"es": "l3 es", "en": "l3 en"}',4,3,0,1);
INSERT INTO "courses_lessonpage" ("page_ptr_id", "summary", "minutes", "body", "terms") VALUES
(8,'Resumen de l1 es',4,'[{"type": "text", "value": "<p>Texto de la lecci\u00f3n (es) <a href=\"#term-certificate\" class=\"term\">constancia</a></p>", "id": "531f3b44-4bb2-5226-ac33-f99ca9e5fec8"}, {"type": "heading", "value": "Encabezado es", "id": "db925ce3-9973-5d68-884e-1244d926e702"}, {"type": "law", "value": {"law": "LFT", "article": "684-B", "title": "El deber", "body": "<p>Se concilia.</p>"}, "id": "9e84195b-9e1b-561b-96e5-931e148c3d1d"}, {"type": "note", "value": {"title": "En la audiencia", "body": "<p>Diga esto.</p>"}, "id": "cd9b0e4f-ccde-5080-95ea-07676f1eead1"}, {"type": "check", "value": {"stem": "\u00bfQu\u00e9 procede?", "options": [{"type": "item", "value": {"text": "Opci\u00f3n 1", "correct": false, "feedback": "Sobre la 1."}, "id": "0072e0bc-3dbf-56e3-97b0-6a34d2958f4a"}, {"type": "item", "value": {"text": "Opci\u00f3n 2", "correct": true, "feedback": "Sobre la 2."}, "id": "c660fb21-1843-58d2-8a40-d79017a2e248"}, {"type": "item", "value": {"text": "Opci\u00f3n 3", "correct": false, "feedback": "Sobre la 3."}, "id": "2f1564b7-ec82-5708-a6e1-d1f30fc63e2a"}], "explanation": "Es la segunda."}, "id": "14fe3d39-b80a-5823-8d9c-ddb484a0e9f6"}]','[{"type": "term", "value": {"key": "certificate", "term": "Constancia (es)", "other": "Constancia (en)", "definition": "Documento (es)"}, "id": "24b3ba12-2733-5cdd-b397-1b86277e1cd7"}]'),
(9,'Resumen de l2 es',4,'[{"type": "text", "value": "<p>Texto de la lecci\u00f3n (es) <a href=\"#term-certificate\" class=\"term\">constancia</a></p>", "id": "b92bef6d-47cf-5f90-b383-a44d7c33763f"}, {"type": "heading", "value": "Encabezado es", "id": "761df74c-cc5a-5dad-8bc6-1515e94ee63f"}, {"type": "law", "value": {"law": "LFT", "article": "684-B", "title": "El deber", "body": "<p>Se concilia.</p>"}, "id": "cced7eba-d1d3-599f-a50e-a64692182b08"}, {"type": "note", "value": {"title": "En la audiencia", "body": "<p>Diga esto.</p>"}, "id": "dc8f1eab-ca5a-581b-b53f-2abda4f37202"}, {"type": "check", "value": {"stem": "\u00bfQu\u00e9 procede?", "options": [{"type": "item", "value": {"text": "Opci\u00f3n 1", "correct": false, "feedback": "Sobre la 1."}, "id": "d7e98ef7-b0a5-50d1-af27-458c6ac8b75e"}, {"type": "item", "value": {"text": "Opci\u00f3n 2", "correct": true, "feedback": "Sobre la 2."}, "id": "d781b653-9ec8-521a-a35c-1abb1a663cb6"}, {"type": "item", "value": {"text": "Opci\u00f3n 3", "correct": false, "feedback": "Sobre la 3."}, "id": "5b65d664-932c-5371-a14c-bd618cc8fae8"}], "explanation": "Es la segunda."}, "id": "61595e88-1df3-5b39-ad99-aa0ec887f8d0"}]','[{"type": "term", "value": {"key": "certificate", "term": "Constancia (es)", "other": "Constancia (en)", "definition": "Documento (es)"}, "id": "ab81684c-6a48-59ae-be86-9c2c4ff2377f"}]'),
(11,'Resumen de l3 es',4,'[{"type": "text", "value": "<p>Texto de la lecci\u00f3n (es) <a href=\"#term-certificate\" class=\"term\">constancia</a></p>", "id": "ae1eb154-a877-5430-8042-e4dbf235132a"}, {"type": "heading", "value": "Encabezado es", "id": "a7faa72b-11c0-5fff-af3e-e42e3b14b2b8"}, {"type": "law", "value": {"law": "LFT", "article": "684-B", "title": "El deber", "body": "<p>Se concilia.</p>"}, "id": "fcd889d6-b9ad-543e-8397-5dffacda4344"}, {"type": "note", "value": {"title": "En la audiencia", "body": "<p>Diga esto.</p>"}, "id": "245b744d-1671-5c97-a6ea-99e974c4b620"}, {"type": "check", "value": {"stem": "\u00bfQu\u00e9 procede?", "options": [{"type": "item", "value": {"text": "Opci\u00f3n 1", "correct": false, "feedback": "Sobre la 1."}, "id": "0bb60050-3f67-500d-884d-54cd0499a734"}, {"type": "item", "value": {"text": "Opci\u00f3n 2", "correct": true, "feedback": "Sobre la 2."}, "id": "8894458e-6e7d-56c6-a6dc-ce5a2db8400d"}, {"type": "item", "value": {"text": "Opci\u00f3n 3", "correct": false, "feedback": "Sobre la 3."}, "id": "40221cba-71bb-5ce4-b116-f2343257703f"}], "explanation": "Es la segunda."}, "id": "c8a58d93-0cf9-5eb4-9d66-d1b8ae4f2be5"}]','[{"type": "term", "value": {"key": "certificate", "term": "Constancia (es)", "other": "Constancia (en)", "definition": "Documento (es)"}, "id": "ec9863bd-ccda-5fbe-b17a-7ae67b353ea3"}]'),
(14,'Resumen de l1 en',4,'[{"type": "text", "value": "<p>Texto de la lecci\u00f3n (en) <a href=\"#term-certificate\" class=\"term\">constancia</a></p>", "id": "531f3b44-4bb2-5226-ac33-f99ca9e5fec8"}, {"type": "heading", "value": "Encabezado en", "id": "db925ce3-9973-5d68-884e-1244d926e702"}, {"type": "law", "value": {"law": "LFT", "article": "684-B", "title": "El deber", "body": "<p>Se concilia.</p>"}, "id": "9e84195b-9e1b-561b-96e5-931e148c3d1d"}, {"type": "note", "value": {"title": "En la audiencia", "body": "<p>Diga esto.</p>"}, "id": "cd9b0e4f-ccde-5080-95ea-07676f1eead1"}, {"type": "check", "value": {"stem": "\u00bfQu\u00e9 procede?", "options": [{"type": "item", "value": {"text": "Opci\u00f3n 1", "correct": false, "feedback": "Sobre la 1."}, "id": "0072e0bc-3dbf-56e3-97b0-6a34d2958f4a"}, {"type": "item", "value": {"text": "Opci\u00f3n 2", "correct": true, "feedback": "Sobre la 2."}, "id": "c660fb21-1843-58d2-8a40-d79017a2e248"}, {"type": "item", "value": {"text": "Opci\u00f3n 3", "correct": false, "feedback": "Sobre la 3."}, "id": "2f1564b7-ec82-5708-a6e1-d1f30fc63e2a"}], "explanation": "Es la segunda."}, "id": "14fe3d39-b80a-5823-8d9c-ddb484a0e9f6"}]','[{"type": "term", "value": {"key": "certificate", "term": "Constancia (en)", "other": "Constancia (es)", "definition": "Documento (en)"}, "id": "24b3ba12-2733-5cdd-b397-1b86277e1cd7"}]'),
(15,'Resumen de l2 en',4,'[{"type": "text", "value": "<p>Texto de la lecci\u00f3n (en) <a href=\"#term-certificate\" class=\"term\">constancia</a></p>", "id": "b92bef6d-47cf-5f90-b383-a44d7c33763f"}, {"type": "heading", "value": "Encabezado en", "id": "761df74c-cc5a-5dad-8bc6-1515e94ee63f"}, {"type": "law", "value": {"law": "LFT", "article": "684-B", "title": "El deber", "body": "<p>Se concilia.</p>"}, "id": "cced7eba-d1d3-599f-a50e-a64692182b08"}, {"type": "note", "value": {"title": "En la audiencia", "body": "<p>Diga esto.</p>"}, "id": "dc8f1eab-ca5a-581b-b53f-2abda4f37202"}, {"type": "check", "value": {"stem": "\u00bfQu\u00e9 procede?", "options": [{"type": "item", "value": {"text": "Opci\u00f3n 1", "correct": false, "feedback": "Sobre la 1."}, "id": "d7e98ef7-b0a5-50d1-af27-458c6ac8b75e"}, {"type": "item", "value": {"text": "Opci\u00f3n 2", "correct": true, "feedback": "Sobre la 2."}, "id": "d781b653-9ec8-521a-a35c-1abb1a663cb6"}, {"type": "item", "value": {"text": "Opci\u00f3n 3", "correct": false, "feedback": "Sobre la 3."}, "id": "5b65d664-932c-5371-a14c-bd618cc8fae8"}], "explanation": "Es la segunda."}, "id": "61595e88-1df3-5b39-ad99-aa0ec887f8d0"}]','[{"type": "term", "value": {"key": "certificate", "term": "Constancia (en)", "other": "Constancia (es)", "definition": "Documento (en)"}, "id": "ab81684c-6a48-59ae-be86-9c2c4ff2377f"}]'),
(17,'Resumen de l3 en',4,'[{"type": "text", "value": "<p>Texto de la lecci\u00f3n (en) <a href=\"#term-certificate\" class=\"term\">constancia</a></p>", "id": "ae1eb154-a877-5430-8042-e4dbf235132a"}, {"type": "heading", "value": "Encabezado en", "id": "a7faa72b-11c0-5fff-af3e-e42e3b14b2b8"}, {"type": "law", "value": {"law": "LFT", "article": "684-B", "title": "El deber", "body": "<p>Se concilia.</p>"}, "id": "fcd889d6-b9ad-543e-8397-5dffacda4344"}, {"type": "note", "value": {"title": "En la audiencia", "body": "<p>Diga esto.</p>"}, "id": "245b744d-1671-5c97-a6ea-99e974c4b620"}, {"type": "check", "value": {"stem": "\u00bfQu\u00e9 procede?", "options": [{"type": "item", "value": {"text": "Opci\u00f3n 1", "correct": false, "feedback": "Sobre la 1."}, "id": "0bb60050-3f67-500d-884d-54cd0499a734"}, {"type": "item", "value": {"text": "Opci\u00f3n 2", "correct": true, "feedback": "Sobre la 2."}, "id": "8894458e-6e7d-56c6-a6dc-ce5a2db8400d"}, {"type": "item", "value": {"text": "Opci\u00f3n 3", "correct": false, "feedback": "Sobre la 3."}, "id": "40221cba-71bb-5ce4-b116-f2343257703f"}], "explanation": "Es la segunda."}, "id": "c8a58d93-0cf9-5eb4-9d66-d1b8ae4f2be5"}]','[{"type": "term", "value": {"key": "certificate", "term": "Constancia (en)", "other": "Constancia (es)", "definition": "Documento (en)"}, "id": "ec9863bd-ccda-5fbe-b17a-7ae67b353ea3"}]');
INSERT INTO "courses_lessonprogress" ("id", "completed_at", "enrollment_id", "lesson_id") VALUES
(1,'2026-11-26 15:00:00',1,1),
(2,'2026-11-26 15:00:00',1,2),
(3,'2026-11-26 15:00:00',1,3),
(4,'2026-11-26 15:00:00',2,1),
(5,'2026-11-26 15:00:00',2,2),
(6,'2026-11-26 15:00:00',2,3);
INSERT INTO "courses_loadedcourse" ("id", "key", "source", "newest") VALUES
(1,'small-course','{"key":"small-course","title":{"es":"Curso chico (es)","en":"Curso chico (en)"},"summary":{"es":"De qué trata (es)","en":"De qué trata (en)"},"hours":3,"hours_note":{"es":"La suma (es)","en":"La suma (en)"},"law_text_date":"2025-02-21","law_text_url":"https://example.org/lft.pdf","review_notes":[],"settings":{"pass_mark":0.8,"improved_items":2,"follow_up_days":90,"competent_rubric":"rubric"},"steps":[{"key":"pre-test","kind":"pre_test","mode":"","instrument":"knowledge_test","rubric":"","scenarios":[],"required":true,"minutes":30,"after":[],"title":{"es":"pre-test (es)","en":"pre-test (en)"},"unlocked_by":{"es":"abre pre-test (es)","en":"abre pre-test (en)"}},{"key":"lessons","kind":"lessons","mode":"","instrument":"","rubric":"","scenarios":[],"required":true,"minutes":12,"after":["pre-test"],"title":{"es":"lessons (es)","en":"lessons (en)"},"unlocked_by":{"es":"abre lessons (es)","en":"abre lessons (en)"}},{"key":"coached","kind":"role_play","mode":"coached","instrument":"","rubric":"rubric","scenarios":[],"required":false,"minutes":90,"after":["pre-test"],"title":{"es":"coached (es)","en":"coached (en)"},"unlocked_by":{"es":"abre coached (es)","en":"abre coached (en)"}},{"key":"assessed","kind":"role_play","mode":"assessed","instrument":"","rubric":"rubric","scenarios":[],"required":true,"minutes":60,"after":["lessons"],"title":{"es":"assessed (es)","en":"assessed (en)"},"unlocked_by":{"es":"abre assessed (es)","en":"abre assessed (en)"}},{"key":"post-test","kind":"post_test","mode":"","instrument":"knowledge_test","rubric":"","scenarios":[],"required":true,"minutes":30,"after":["lessons"],"title":{"es":"post-test (es)","en":"post-test (en)"},"unlocked_by":{"es":"abre post-test (es)","en":"abre post-test (en)"}},{"key":"evaluation","kind":"evaluation","mode":"","instrument":"reaction","rubric":"","scenarios":[],"required":true,"minutes":4,"after":["post-test"],"title":{"es":"evaluation (es)","en":"evaluation (en)"},"unlocked_by":{"es":"abre evaluation (es)","en":"abre evaluation (en)"}},{"key":"certificate","kind":"certificate","mode":"","instrument":"","rubric":"","scenarios":[],"required":true,"minutes":0,"after":["assessed","post-test","evaluation"],"title":{"es":"certificate (es)","en":"certificate (en)"},"unlocked_by":{"es":"abre certificate (es)","en":"abre certificate (en)"}}],"modules":[{"name":"m1","key":"m1","topic":"m1","title":{"es":"Uno (es)","en":"Uno (en)"},"summary":{"es":"Primero (es)","en":"Primero (en)"},"lessons":[{"name":"l1","key":"l1","minutes":4,"articles":["684-B"],"terms":["certificate"],"es":{"title":"l1 es","summary":"Resumen de l1 es","blocks":[{"kind":"text","text":"Texto de la lección (es) [[certificate|constancia]]"},{"kind":"heading","text":"Encabezado es"},{"kind":"law","law":"LFT","article":"684-B","title":"El deber","text":"Se concilia."},{"kind":"note","title":"En la audiencia","text":"Diga esto."},{"kind":"check","stem":"¿Qué procede?","options":[{"text":"Opción 1","correct":false,"feedback":"Sobre la 1."},{"text":"Opción 2","correct":true,"feedback":"Sobre la 2."},{"text":"Opción 3","correct":false,"feedback":"Sobre la 3."}],"explanation":"Es la segunda."}]},"en":{"title":"l1 en","summary":"Resumen de l1 en","blocks":[{"kind":"text","text":"Texto de la lección (en) [[certificate|constancia]]"},{"kind":"heading","text":"Encabezado en"},{"kind":"law","law":"LFT","article":"684-B","title":"El deber","text":"Se concilia."},{"kind":"note","title":"En la audiencia","text":"Diga esto."},{"kind":"check","stem":"¿Qué procede?","options":[{"text":"Opción 1","correct":false,"feedback":"Sobre la 1."},{"text":"Opción 2","correct":true,"feedback":"Sobre la 2."},{"text":"Opción 3","correct":false,"feedback":"Sobre la 3."}],"explanation":"Es la segunda."}]}},{"name":"l2","key":"l2","minutes":4,"articles":["684-B"],"terms":["certificate"],"es":{"title":"l2 es","summary":"Resumen de l2 es","blocks":[{"kind":"text","text":"Texto de la lección (es) [[certificate|constancia]]"},{"kind":"heading","text":"Encabezado es"},{"kind":"law","law":"LFT","article":"684-B","title":"El deber","text":"Se concilia."},{"kind":"note","title":"En la audiencia","text":"Diga esto."},{"kind":"check","stem":"¿Qué procede?","options":[{"text":"Opción 1","correct":false,"feedback":"Sobre la 1."},{"text":"Opción 2","correct":true,"feedback":"Sobre la 2."},{"text":"Opción 3","correct":false,"feedback":"Sobre la 3."}],"explanation":"Es la segunda."}]},"en":{"title":"l2 en","summary":"Resumen de l2 en","blocks":[{"kind":"text","text":"Texto de la lección (en) [[certificate|constancia]]"},{"kind":"heading","text":"Encabezado en"},{"kind":"law","law":"LFT","article":"684-B","title":"El deber","text":"Se concilia."},{"kind":"note","title":"En la audiencia","text":"Diga esto."},{"kind":"check","stem":"¿Qué procede?","options":[{"text":"Opción 1","correct":false,"feedback":"Sobre la 1."},{"text":"Opción 2","correct":true,"feedback":"Sobre la 2."},{"text":"Opción 3","correct":false,"feedback":"Sobre la 3."}],"explanation":"Es la segunda."}]}}]},{"name":"m2","key":"m2","topic":"m2","title":{"es":"Dos (es)","en":"Dos (en)"},"summary":{"es":"Segundo (es)","en":"Segundo (en)"},"lessons":[{"name":"l3","key":"l3","minutes":4,"articles":["684-B"],"terms":["certificate"],"es":{"title":"l3 es","summary":"Resumen de l3 es","blocks":[{"kind":"text","text":"Texto de la lección (es) [[certificate|constancia]]"},{"kind":"heading","text":"Encabezado es"},{"kind":"law","law":"LFT","article":"684-B","title":"El deber","text":"Se concilia."},{"kind":"note","title":"En la audiencia","text":"Diga esto."},{"kind":"check","stem":"¿Qué procede?","options":[{"text":"Opción 1","correct":false,"feedback":"Sobre la 1."},{"text":"Opción 2","correct":true,"feedback":"Sobre la 2."},{"text":"Opción 3","correct":false,"feedback":"Sobre la 3."}],"explanation":"Es la segunda."}]},"en":{"title":"l3 en","summary":"Resumen de l3 en","blocks":[{"kind":"text","text":"Texto de la lección (en) [[certificate|constancia]]"},{"kind":"heading","text":"Encabezado en"},{"kind":"law","law":"LFT","article":"684-B","title":"El deber","text":"Se concilia."},{"kind":"note","title":"En la audiencia","text":"Diga esto."},{"kind":"check","stem":"¿Qué procede?","options":[{"text":"Opción 1","correct":false,"feedback":"Sobre la 1."},{"text":"Opción 2","correct":true,"feedback":"Sobre la 2."},{"text":"Opción 3","correct":false,"feedback":"Sobre la 3."}],"explanation":"Es la segunda."}]}}]}],"glossary":{"certificate":{"es":{"term":"Constancia (es)","definition":"Documento (es)"},"en":{"term":"Constancia (en)","definition":"Documento (en)"}}},"instruments":{"knowledge_test":{"key":"knowledge_test","kind":"test","purposes":["pre_test","post_test"],"attempts":{"pre_test":1,"post_test":2},"time_limit_minutes":30,"anonymous":false,"minutes":30,"title":{"es":"Evaluación (es)","en":"Evaluación (en)"},"instructions":{"es":"Conteste (es)","en":"Conteste (en)"},"scales":{},"items":[{"key":"k0","topic":"m1","type":"single","required":true,"group":null,"articles":[],"source":"","stem":{"es":"Pregunta 0 (es)","en":"Pregunta 0 (en)"},"correct":"a","options":[{"key":"a","text":{"es":"Opción a (es)","en":"Opción a (en)"}},{"key":"b","text":{"es":"Opción b (es)","en":"Opción b (en)"}},{"key":"c","text":{"es":"Opción c (es)","en":"Opción c (en)"}},{"key":"d","text":{"es":"Opción d (es)","en":"Opción d (en)"}}]},{"key":"k1","topic":"m2","type":"single","required":true,"group":null,"articles":[],"source":"","stem":{"es":"Pregunta 1 (es)","en":"Pregunta 1 (en)"},"correct":"a","options":[{"key":"a","text":{"es":"Opción a (es)","en":"Opción a (en)"}},{"key":"b","text":{"es":"Opción b (es)","en":"Opción b (en)"}},{"key":"c","text":{"es":"Opción c (es)","en":"Opción c (en)"}},{"key":"d","text":{"es":"Opción d (es)","en":"Opción d (en)"}}]},{"key":"k2","topic":"m1","type":"single","required":true,"group":null,"articles":[],"source":"","stem":{"es":"Pregunta 2 (es)","en":"Pregunta 2 (en)"},"correct":"a","options":[{"key":"a","text":{"es":"Opción a (es)","en":"Opción a (en)"}},{"key":"b","text":{"es":"Opción b (es)","en":"Opción b (en)"}},{"key":"c","text":{"es":"Opción c (es)","en":"Opción c (en)"}},{"key":"d","text":{"es":"Opción d (es)","en":"Opción d (en)"}}]},{"key":"k3","topic":"m2","type":"single","required":true,"group":null,"articles":[],"source":"","stem":{"es":"Pregunta 3 (es)","en":"Pregunta 3 (en)"},"correct":"a","options":[{"key":"a","text":{"es":"Opción a (es)","en":"Opción a (en)"}},{"key":"b","text":{"es":"Opción b (es)","en":"Opción b (en)"}},{"key":"c","text":{"es":"Opción c (es)","en":"Opción c (en)"}},{"key":"d","text":{"es":"Opción d (es)","en":"Opción d (en)"}}]},{"key":"k4","topic":"m1","type":"single","required":true,"group":null,"articles":[],"source":"","stem":{"es":"Pregunta 4 (es)","en":"Pregunta 4 (en)"},"correct":"a","options":[{"key":"a","text":{"es":"Opción a (es)","en":"Opción a (en)"}},{"key":"b","text":{"es":"Opción b (es)","en":"Opción b (en)"}},{"key":"c","text":{"es":"Opción c (es)","en":"Opción c (en)"}},{"key":"d","text":{"es":"Opción d (es)","en":"Opción d (en)"}}]}]},"reaction":{"key":"reaction","kind":"survey","purposes":["evaluation"],"attempts":{},"time_limit_minutes":null,"anonymous":true,"minutes":4,"title":{"es":"Opinión (es)","en":"Opinión (en)"},"instructions":{"es":"Anónima (es)","en":"Anónima (en)"},"scales":{"agreement":[{"value":1,"label":{"es":"Nivel 1 (es)","en":"Nivel 1 (en)"}},{"value":2,"label":{"es":"Nivel 2 (es)","en":"Nivel 2 (en)"}},{"value":3,"label":{"es":"Nivel 3 (es)","en":"Nivel 3 (en)"}},{"value":4,"label":{"es":"Nivel 4 (es)","en":"Nivel 4 (en)"}},{"value":5,"label":{"es":"Nivel 5 (es)","en":"Nivel 5 (en)"}}]},"items":[{"key":"r1","topic":"","type":"scale","scale":"agreement","required":true,"group":null,"articles":[],"source":"","stem":{"es":"Es útil (es)","en":"Es útil (en)"}},{"key":"r2","topic":"","type":"open","required":false,"group":null,"articles":[],"source":"","stem":{"es":"¿Qué mejoraría? (es)","en":"¿Qué mejoraría? (en)"}}]}},"spare_items":[],"rubrics":{"rubric":{"key":"rubric","title":{"es":"Rúbrica (es)","en":"Rúbrica (en)"},"instructions":{"es":"Califique (es)","en":"Califique (en)"},"levels":[{"value":1,"label":{"es":"Nivel 1 (es)","en":"Nivel 1 (en)"}},{"value":2,"label":{"es":"Nivel 2 (es)","en":"Nivel 2 (en)"}},{"value":3,"label":{"es":"Nivel 3 (es)","en":"Nivel 3 (en)"}},{"value":4,"label":{"es":"Nivel 4 (es)","en":"Nivel 4 (en)"}}],"not_observed":{"es":"N/O (es)","en":"N/O (en)"},"rules":{"pass_mean":3.0,"critical_min":3,"fail_at_or_below":1,"min_observed":1,"comment_at_or_below":2,"moderation_gap":2},"criteria":[{"key":"opening","critical":true,"weight":1.0,"articles":[],"title":{"es":"Apertura (es)","en":"Apertura (en)"},"anchors":{"level_1":{"es":"N1 (es)","en":"N1 (en)"},"level_2":{"es":"N2 (es)","en":"N2 (en)"},"level_3":{"es":"N3 (es)","en":"N3 (en)"},"level_4":{"es":"N4 (es)","en":"N4 (en)"}}}],"add_ons":[]}},"scenarios":{},"comments":{},"homes":{}}','{"item/k0": 1, "item/k1": 1, "item/k2": 1, "item/k3": 1, "item/k4": 1, "item/r1": 1, "item/r2": 1, "instrument/knowledge_test": 1, "instrument/reaction": 1, "rubric/rubric": 1}');
INSERT INTO "courses_loadedpage" ("id", "content_hash", "loaded_at", "page_id", "revision_id") VALUES
(1,'3091c388f868216c7af0a1ee62a5410a666608da17b06d9147ac36ac29450299','2026-11-26 15:00:00',6,NULL),
(2,'c627e6a7bd9e9b799451380ff4908af0ea4b755c8b26ca27a2a818579b2f429d','2026-11-26 15:00:00',7,NULL),
(3,'d955cfc8442996b6a45d59d34576a0df29c979b135cc5e86c6509776ce7645c9','2026-11-26 15:00:00',8,NULL),
(4,'426e28242bc679722a8fb66a816f377b9dcb2bce57f4bab08f470ea9ca333a76','2026-11-26 15:00:00',9,NULL),
(5,'63d8cd9b15c642dfc961af0bd7e6f4be54e74e4d23120f2bc38a579a21bf0397','2026-11-26 15:00:00',10,NULL),
(6,'36d110bf46763bf360ce5b6ae4df1b33eede48b9ee3d27a385f49d95606f75c2','2026-11-26 15:00:00',11,NULL),
(7,'bc11f5fc22f47c83d8b4b76bd3ca1ab19f7c619e2c30dbe22fac524407416acb','2026-11-26 15:00:00',12,NULL),
(8,'17509848376e28f769e8593f5e2533000820fbb30f87c9b113dd7473faf2c8ae','2026-11-26 15:00:00',13,NULL),
(9,'897ebe7e365f36082434912600b84949e0db079df78c03779704ce5f82c4a104','2026-11-26 15:00:00',14,NULL),
(10,'99d46022ff8e906c8ae957c220d9dc8ad04b23d8a595e41601bea680339c09a1','2026-11-26 15:00:00',15,NULL),
(11,'244635f48c46ce5ca6cab5a2d89d84220b15e22aac2364a67c689365b1ef30c8','2026-11-26 15:00:00',16,NULL),
(12,'390191a87e669f9ed848dc7c0d762fa312d434f3264ad728a10aeee76ce425a4','2026-11-26 15:00:00',17,NULL);
INSERT INTO "courses_modulepage" ("page_ptr_id", "summary", "topic") VALUES
(7,'Primero (es)','m1'),
(10,'Segundo (es)','m2'),
(13,'Primero (en)','m1'),
(16,'Segundo (en)','m2');
INSERT INTO "courses_rosterupload" ("id", "uuid", "uploaded_at", "file_name", "header", "rows", "mapping", "cohort_id", "uploaded_by_id") VALUES
(1,'8d8dbe8fee304170a305aa0bcf23c573','2026-11-26 15:00:00','lista.csv','["email", "first_name", "last_name", "center"]','[[2, ["n@example.mx", "Nora", "Chan", "sur"], []]]','{"email": 0, "first_name": 1, "last_name": 2, "center": 3}',1,1);
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES
(1,'wagtailcore','page'),
(2,'wagtailcore','groupapprovaltask'),
(3,'wagtailcore','locale'),
(4,'wagtailcore','site'),
(5,'wagtailcore','groupsitepermission'),
(6,'wagtailcore','modellogentry'),
(7,'wagtailcore','revision'),
(8,'wagtailcore','collectionviewrestriction'),
(9,'wagtailcore','collection'),
(10,'wagtailcore','groupcollectionpermission'),
(11,'wagtailcore','uploadedfile'),
(12,'wagtailcore','workflowcontenttype'),
(13,'wagtailcore','workflowstate'),
(14,'wagtailcore','workflow'),
(15,'wagtailcore','workflowtask'),
(16,'wagtailcore','task'),
(17,'wagtailcore','taskstate'),
(18,'wagtailcore','grouppagepermission'),
(19,'wagtailcore','pageviewrestriction'),
(20,'wagtailcore','workflowpage'),
(21,'wagtailcore','pagelogentry'),
(22,'wagtailcore','comment'),
(23,'wagtailcore','commentreply'),
(24,'wagtailcore','pagesubscription'),
(25,'wagtailcore','referenceindex'),
(26,'wagtail_localize','translation'),
(27,'wagtailadmin','admin'),
(28,'wagtaildocs','document'),
(29,'wagtailimages','image'),
(30,'core','cacherow'),
(31,'core','auditevent'),
(32,'accounts','center'),
(33,'accounts','user'),
(34,'accounts','consent'),
(35,'accounts','invitation'),
(36,'accounts','letter'),
(37,'accounts','rolegrant'),
(38,'assessments','audience'),
(39,'assessments','criterion'),
(40,'assessments','delivery'),
(41,'assessments','instrument'),
(42,'assessments','occasion'),
(43,'assessments','rubric'),
(44,'assessments','scenario'),
(45,'assessments','assignment'),
(46,'assessments','audiencemember'),
(47,'assessments','anonymoussheet'),
(48,'assessments','anonymousreceipt'),
(49,'assessments','accommodation'),
(50,'assessments','deliverychange'),
(51,'assessments','instrumentversion'),
(52,'assessments','instrumentsection'),
(53,'assessments','instrumententry'),
(54,'assessments','deliveryform'),
(55,'assessments','attempt'),
(56,'assessments','item'),
(57,'assessments','itemtag'),
(58,'assessments','itemversion'),
(59,'assessments','attemptitem'),
(60,'assessments','anonymouscomment'),
(61,'assessments','level'),
(62,'assessments','rating'),
(63,'assessments','criterionscore'),
(64,'assessments','ratingcase'),
(65,'assessments','moderation'),
(66,'assessments','regrade'),
(67,'assessments','response'),
(68,'assessments','responseevidence'),
(69,'assessments','rubricversion'),
(70,'assessments','scenarioversion'),
(71,'assessments','rolecast'),
(72,'assessments','occasionscenario'),
(73,'assessments','score'),
(74,'courses','course'),
(75,'courses','courseindexpage'),
(76,'courses','coursepage'),
(77,'courses','lessonpage'),
(78,'courses','loadedcourse'),
(79,'courses','modulepage'),
(80,'courses','cohort'),
(81,'courses','cohorttrainer'),
(82,'courses','coursestep'),
(83,'courses','enrollment'),
(84,'courses','lesson'),
(85,'courses','lessonprogress'),
(86,'courses','loadedpage'),
(87,'courses','rosterupload'),
(88,'courses','cohortstep'),
(89,'analytics','keptfigures'),
(90,'analytics','scorefile'),
(91,'analytics','certificate'),
(92,'account','emailaddress'),
(93,'account','emailconfirmation'),
(94,'mfa','authenticator'),
(95,'wagtail_localize','string'),
(96,'wagtail_localize','template'),
(97,'wagtail_localize','translatableobject'),
(98,'wagtail_localize','translationsource'),
(99,'wagtail_localize','translationlog'),
(100,'wagtail_localize','translationcontext'),
(101,'wagtail_localize','templatesegment'),
(102,'wagtail_localize','stringsegment'),
(103,'wagtail_localize','relatedobjectsegment'),
(104,'wagtail_localize','stringtranslation'),
(105,'wagtail_localize','overridablesegment'),
(106,'wagtail_localize','segmentoverride'),
(107,'wagtail_localize','localesynchronization'),
(108,'wagtailusers','userprofile'),
(109,'wagtailimages','rendition'),
(110,'wagtailsearch','indexentry'),
(111,'wagtailsearch','sqliteftsindexentry'),
(112,'wagtailadmin','editingsession'),
(113,'wagtailadmin','formstate'),
(114,'taggit','tag'),
(115,'taggit','taggeditem'),
(116,'django_tasks_database','dbtaskresult'),
(117,'auth','permission'),
(118,'auth','group'),
(119,'contenttypes','contenttype'),
(120,'sessions','session');
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES
(1,'contenttypes','0001_initial','2026-11-26 15:00:00'),
(2,'contenttypes','0002_remove_content_type_name','2026-11-26 15:00:00'),
(3,'auth','0001_initial','2026-11-26 15:00:00'),
(4,'auth','0002_alter_permission_name_max_length','2026-11-26 15:00:00'),
(5,'auth','0003_alter_user_email_max_length','2026-11-26 15:00:00'),
(6,'auth','0004_alter_user_username_opts','2026-11-26 15:00:00'),
(7,'auth','0005_alter_user_last_login_null','2026-11-26 15:00:00'),
(8,'auth','0006_require_contenttypes_0002','2026-11-26 15:00:00'),
(9,'auth','0007_alter_validators_add_error_messages','2026-11-26 15:00:00'),
(10,'auth','0008_alter_user_username_max_length','2026-11-26 15:00:00'),
(11,'auth','0009_alter_user_last_name_max_length','2026-11-26 15:00:00'),
(12,'auth','0010_alter_group_name_max_length','2026-11-26 15:00:00'),
(13,'auth','0011_update_proxy_permissions','2026-11-26 15:00:00'),
(14,'auth','0012_alter_user_first_name_max_length','2026-11-26 15:00:00'),
(15,'accounts','0001_initial','2026-11-26 15:00:00'),
(16,'account','0001_initial','2026-11-26 15:00:00'),
(17,'account','0002_email_max_length','2026-11-26 15:00:00'),
(18,'account','0003_alter_emailaddress_create_unique_verified_email','2026-11-26 15:00:00'),
(19,'account','0004_alter_emailaddress_drop_unique_email','2026-11-26 15:00:00'),
(20,'account','0005_emailaddress_idx_upper_email','2026-11-26 15:00:00'),
(21,'account','0006_emailaddress_lower','2026-11-26 15:00:00'),
(22,'account','0007_emailaddress_idx_email','2026-11-26 15:00:00'),
(23,'account','0008_emailaddress_unique_primary_email_fixup','2026-11-26 15:00:00'),
(24,'account','0009_emailaddress_unique_primary_email','2026-11-26 15:00:00'),
(25,'wagtailcore','0001_initial','2026-11-26 15:00:00'),
(26,'wagtailcore','0002_initial_data','2026-11-26 15:00:00'),
(27,'wagtailcore','0003_add_uniqueness_constraint_on_group_page_permission','2026-11-26 15:00:00'),
(28,'wagtailcore','0004_page_locked','2026-11-26 15:00:00'),
(29,'wagtailcore','0005_add_page_lock_permission_to_moderators','2026-11-26 15:00:00'),
(30,'wagtailcore','0006_add_lock_page_permission','2026-11-26 15:00:00'),
(31,'wagtailcore','0007_page_latest_revision_created_at','2026-11-26 15:00:00'),
(32,'wagtailcore','0008_populate_latest_revision_created_at','2026-11-26 15:00:00'),
(33,'wagtailcore','0009_remove_auto_now_add_from_pagerevision_created_at','2026-11-26 15:00:00'),
(34,'wagtailcore','0010_change_page_owner_to_null_on_delete','2026-11-26 15:00:00'),
(35,'wagtailcore','0011_page_first_published_at','2026-11-26 15:00:00'),
(36,'wagtailcore','0012_extend_page_slug_field','2026-11-26 15:00:00'),
(37,'wagtailcore','0013_update_golive_expire_help_text','2026-11-26 15:00:00'),
(38,'wagtailcore','0014_add_verbose_name','2026-11-26 15:00:00'),
(39,'wagtailcore','0015_add_more_verbose_names','2026-11-26 15:00:00'),
(40,'wagtailcore','0016_change_page_url_path_to_text_field','2026-11-26 15:00:00'),
(41,'wagtailcore','0017_change_edit_page_permission_description','2026-11-26 15:00:00'),
(42,'wagtailcore','0018_pagerevision_submitted_for_moderation_index','2026-11-26 15:00:00'),
(43,'wagtailcore','0019_verbose_names_cleanup','2026-11-26 15:00:00'),
(44,'wagtailcore','0020_add_index_on_page_first_published_at','2026-11-26 15:00:00'),
(45,'wagtailcore','0021_capitalizeverbose','2026-11-26 15:00:00'),
(46,'wagtailcore','0022_add_site_name','2026-11-26 15:00:00'),
(47,'wagtailcore','0023_alter_page_revision_on_delete_behaviour','2026-11-26 15:00:00'),
(48,'wagtailcore','0024_collection','2026-11-26 15:00:00'),
(49,'wagtailcore','0025_collection_initial_data','2026-11-26 15:00:00'),
(50,'wagtailcore','0026_group_collection_permission','2026-11-26 15:00:00'),
(51,'wagtailcore','0027_fix_collection_path_collation','2026-11-26 15:00:00'),
(52,'wagtailcore','0024_alter_page_content_type_on_delete_behaviour','2026-11-26 15:00:00'),
(53,'wagtailcore','0028_merge','2026-11-26 15:00:00'),
(54,'wagtailcore','0029_unicode_slugfield_dj19','2026-11-26 15:00:00'),
(55,'wagtailcore','0030_index_on_pagerevision_created_at','2026-11-26 15:00:00'),
(56,'wagtailcore','0031_add_page_view_restriction_types','2026-11-26 15:00:00'),
(57,'wagtailcore','0032_add_bulk_delete_page_permission','2026-11-26 15:00:00'),
(58,'wagtailcore','0033_remove_golive_expiry_help_text','2026-11-26 15:00:00'),
(59,'wagtailcore','0034_page_live_revision','2026-11-26 15:00:00'),
(60,'wagtailcore','0035_page_last_published_at','2026-11-26 15:00:00'),
(61,'wagtailcore','0036_populate_page_last_published_at','2026-11-26 15:00:00'),
(62,'wagtailcore','0037_set_page_owner_editable','2026-11-26 15:00:00'),
(63,'wagtailcore','0038_make_first_published_at_editable','2026-11-26 15:00:00'),
(64,'wagtailcore','0039_collectionviewrestriction','2026-11-26 15:00:00'),
(65,'wagtailcore','0040_page_draft_title','2026-11-26 15:00:00'),
(66,'wagtailcore','0041_group_collection_permissions_verbose_name_plural','2026-11-26 15:00:00'),
(67,'wagtailcore','0042_index_on_pagerevision_approved_go_live_at','2026-11-26 15:00:00'),
(68,'wagtailcore','0043_lock_fields','2026-11-26 15:00:00'),
(69,'wagtailcore','0044_add_unlock_grouppagepermission','2026-11-26 15:00:00'),
(70,'wagtailcore','0045_assign_unlock_grouppagepermission','2026-11-26 15:00:00'),
(71,'wagtailcore','0046_site_name_remove_null','2026-11-26 15:00:00'),
(72,'wagtailcore','0047_add_workflow_models','2026-11-26 15:00:00'),
(73,'wagtailcore','0048_add_default_workflows','2026-11-26 15:00:00'),
(74,'wagtailcore','0049_taskstate_finished_by','2026-11-26 15:00:00'),
(75,'wagtailcore','0050_workflow_rejected_to_needs_changes','2026-11-26 15:00:00'),
(76,'wagtailcore','0051_taskstate_comment','2026-11-26 15:00:00'),
(77,'wagtailcore','0052_pagelogentry','2026-11-26 15:00:00'),
(78,'wagtailcore','0053_locale_model','2026-11-26 15:00:00'),
(79,'wagtailcore','0054_initial_locale','2026-11-26 15:00:00'),
(80,'wagtailcore','0055_page_locale_fields','2026-11-26 15:00:00'),
(81,'wagtailcore','0056_page_locale_fields_populate','2026-11-26 15:00:00'),
(82,'wagtailcore','0057_page_locale_fields_notnull','2026-11-26 15:00:00'),
(83,'wagtailcore','0058_page_alias_of','2026-11-26 15:00:00'),
(84,'wagtailcore','0059_apply_collection_ordering','2026-11-26 15:00:00'),
(85,'wagtailcore','0060_fix_workflow_unique_constraint','2026-11-26 15:00:00'),
(86,'wagtailcore','0061_change_promote_tab_helpt_text_and_verbose_names','2026-11-26 15:00:00'),
(87,'wagtailcore','0062_comment_models_and_pagesubscription','2026-11-26 15:00:00'),
(88,'wagtailcore','0063_modellogentry','2026-11-26 15:00:00'),
(89,'wagtailcore','0064_log_timestamp_indexes','2026-11-26 15:00:00'),
(90,'wagtailcore','0065_log_entry_uuid','2026-11-26 15:00:00'),
(91,'wagtailcore','0066_collection_management_permissions','2026-11-26 15:00:00'),
(92,'wagtailcore','0067_alter_pagerevision_content_json','2026-11-26 15:00:00'),
(93,'wagtailcore','0068_log_entry_empty_object','2026-11-26 15:00:00'),
(94,'wagtailcore','0069_log_entry_jsonfield','2026-11-26 15:00:00'),
(95,'wagtail_localize','0001_initial','2026-11-26 15:00:00'),
(96,'wagtailcore','0070_rename_pagerevision_revision','2026-11-26 15:00:00'),
(97,'wagtailcore','0071_populate_revision_content_type','2026-11-26 15:00:00'),
(98,'wagtailcore','0072_alter_revision_content_type_notnull','2026-11-26 15:00:00'),
(99,'wagtailcore','0073_page_latest_revision','2026-11-26 15:00:00'),
(100,'wagtailcore','0074_revision_object_str','2026-11-26 15:00:00'),
(101,'wagtailcore','0075_populate_latest_revision_and_revision_object_str','2026-11-26 15:00:00'),
(102,'wagtailcore','0076_modellogentry_revision','2026-11-26 15:00:00'),
(103,'wagtailcore','0077_alter_revision_user','2026-11-26 15:00:00'),
(104,'wagtailcore','0078_referenceindex','2026-11-26 15:00:00'),
(105,'wagtailcore','0079_rename_taskstate_page_revision','2026-11-26 15:00:00'),
(106,'wagtailcore','0080_generic_workflowstate','2026-11-26 15:00:00'),
(107,'wagtailcore','0081_populate_workflowstate_content_type','2026-11-26 15:00:00'),
(108,'wagtailcore','0082_alter_workflowstate_content_type_notnull','2026-11-26 15:00:00'),
(109,'wagtailcore','0083_workflowcontenttype','2026-11-26 15:00:00'),
(110,'wagtailcore','0084_add_default_page_permissions','2026-11-26 15:00:00'),
(111,'wagtailcore','0085_add_grouppagepermission_permission','2026-11-26 15:00:00'),
(112,'wagtailcore','0086_populate_grouppagepermission_permission','2026-11-26 15:00:00'),
(113,'wagtailcore','0087_alter_grouppagepermission_unique_together_and_more','2026-11-26 15:00:00'),
(114,'wagtailcore','0088_fix_log_entry_json_timestamps','2026-11-26 15:00:00'),
(115,'wagtailcore','0089_log_entry_data_json_null_to_object','2026-11-26 15:00:00'),
(116,'wagtailcore','0090_remove_grouppagepermission_permission_type','2026-11-26 15:00:00'),
(117,'wagtailcore','0091_remove_revision_submitted_for_moderation','2026-11-26 15:00:00'),
(118,'wagtailcore','0092_alter_collectionviewrestriction_password_and_more','2026-11-26 15:00:00'),
(119,'wagtailcore','0093_uploadedfile','2026-11-26 15:00:00'),
(120,'wagtailcore','0094_alter_page_locale','2026-11-26 15:00:00'),
(121,'wagtailcore','0095_groupsitepermission','2026-11-26 15:00:00'),
(122,'wagtailcore','0096_referenceindex_referenceindex_source_object_and_more','2026-11-26 15:00:00'),
(123,'wagtailcore','0097_baselogentry_uuid_action_timestamp_indexes','2026-11-26 15:00:00'),
(124,'assessments','0001_initial','2026-11-26 15:00:00'),
(125,'courses','0001_initial','2026-11-26 15:00:00'),
(126,'analytics','0001_initial','2026-11-26 15:00:00'),
(127,'core','0001_initial','2026-11-26 15:00:00'),
(128,'django_tasks_database','0001_initial','2026-11-26 15:00:00'),
(129,'django_tasks_database','0002_alter_dbtaskresult_options','2026-11-26 15:00:00'),
(130,'django_tasks_database','0003_dbtaskresult_enqueued_at_dbtaskresult_finished_at','2026-11-26 15:00:00'),
(131,'django_tasks_database','0004_dbtaskresult_started_at','2026-11-26 15:00:00'),
(132,'django_tasks_database','0005_alter_dbtaskresult_priority_and_more','2026-11-26 15:00:00'),
(133,'django_tasks_database','0006_alter_dbtaskresult_args_kwargs_and_more','2026-11-26 15:00:00'),
(134,'django_tasks_database','0007_add_separate_results_fields','2026-11-26 15:00:00'),
(135,'django_tasks_database','0008_separate_results_field','2026-11-26 15:00:00'),
(136,'django_tasks_database','0009_remove_results_field','2026-11-26 15:00:00'),
(137,'django_tasks_database','0010_alter_dbtaskresult_status','2026-11-26 15:00:00'),
(138,'django_tasks_database','0011_rename_complete_status','2026-11-26 15:00:00'),
(139,'django_tasks_database','0012_add_separate_exception_fields','2026-11-26 15:00:00'),
(140,'django_tasks_database','0013_separate_exception_fields','2026-11-26 15:00:00'),
(141,'django_tasks_database','0014_remove_dbtaskresult_exception_data','2026-11-26 15:00:00'),
(142,'django_tasks_database','0015_correctly_order_run_after','2026-11-26 15:00:00'),
(143,'django_tasks_database','0016_remove_dbtaskresult_django_task_new_ordering_idx_and_more','2026-11-26 15:00:00'),
(144,'django_tasks_database','0017_dbtaskresult_metadata','2026-11-26 15:00:00'),
(145,'django_tasks_database','0018_rename_succeeded_status','2026-11-26 15:00:00'),
(146,'django_tasks_database','0019_rename_django_task_new_ordering_idx_tasks_db_new_ordering_idx_and_more','2026-11-26 15:00:00'),
(147,'django_tasks_database','0020_update_db_task_result_ordering','2026-11-26 15:00:00'),
(148,'django_tasks_database','0021_conditional_partial_index_ordering','2026-11-26 15:00:00'),
(149,'mfa','0001_initial','2026-11-26 15:00:00'),
(150,'mfa','0002_authenticator_timestamps','2026-11-26 15:00:00'),
(151,'mfa','0003_authenticator_type_uniq','2026-11-26 15:00:00'),
(152,'sessions','0001_initial','2026-11-26 15:00:00'),
(153,'taggit','0001_initial','2026-11-26 15:00:00'),
(154,'taggit','0002_auto_20150616_2121','2026-11-26 15:00:00'),
(155,'taggit','0003_taggeditem_add_unique_index','2026-11-26 15:00:00'),
(156,'taggit','0004_alter_taggeditem_content_type_alter_taggeditem_tag','2026-11-26 15:00:00'),
(157,'taggit','0005_auto_20220424_2025','2026-11-26 15:00:00'),
(158,'taggit','0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx','2026-11-26 15:00:00'),
(159,'wagtail_localize','0002_translation','2026-11-26 15:00:00'),
(160,'wagtail_localize','0003_delete_translation_sources','2026-11-26 15:00:00'),
(161,'wagtail_localize','0004_one_source_per_objectlocale','2026-11-26 15:00:00'),
(162,'wagtail_localize','0005_remove_translationsource_object','2026-11-26 15:00:00'),
(163,'wagtail_localize','0006_create_submit_translation_permission','2026-11-26 15:00:00'),
(164,'wagtail_localize','0007_stringtranslation_type_and_tool_name','2026-11-26 15:00:00'),
(165,'wagtail_localize','0008_stringtranslation_last_translated_by','2026-11-26 15:00:00'),
(166,'wagtail_localize','0009_stringtranslation_errors','2026-11-26 15:00:00'),
(167,'wagtail_localize','0010_overridablesegment','2026-11-26 15:00:00'),
(168,'wagtail_localize','0011_segmentoverride','2026-11-26 15:00:00'),
(169,'wagtail_localize','0012_localesynchronization','2026-11-26 15:00:00'),
(170,'wagtail_localize','0013_translationsource_schema_version','2026-11-26 15:00:00'),
(171,'wagtail_localize','0014_remove_translation_source_last_updated_at','2026-11-26 15:00:00'),
(172,'wagtail_localize','0015_translationcontext_field_path','2026-11-26 15:00:00'),
(173,'wagtail_localize','0016_rename_page_revision_translationlog_revision','2026-11-26 15:00:00'),
(174,'wagtailadmin','0001_create_admin_access_permissions','2026-11-26 15:00:00'),
(175,'wagtailadmin','0002_admin','2026-11-26 15:00:00'),
(176,'wagtailadmin','0003_admin_managed','2026-11-26 15:00:00'),
(177,'wagtailadmin','0004_editingsession','2026-11-26 15:00:00'),
(178,'wagtailadmin','0005_editingsession_is_editing','2026-11-26 15:00:00'),
(179,'wagtailadmin','0006_formstate','2026-11-26 15:00:00'),
(180,'wagtaildocs','0001_initial','2026-11-26 15:00:00'),
(181,'wagtaildocs','0002_initial_data','2026-11-26 15:00:00'),
(182,'wagtaildocs','0003_add_verbose_names','2026-11-26 15:00:00'),
(183,'wagtaildocs','0004_capitalizeverbose','2026-11-26 15:00:00'),
(184,'wagtaildocs','0005_document_collection','2026-11-26 15:00:00'),
(185,'wagtaildocs','0006_copy_document_permissions_to_collections','2026-11-26 15:00:00'),
(186,'wagtaildocs','0005_alter_uploaded_by_user_on_delete_action','2026-11-26 15:00:00'),
(187,'wagtaildocs','0007_merge','2026-11-26 15:00:00'),
(188,'wagtaildocs','0008_document_file_size','2026-11-26 15:00:00'),
(189,'wagtaildocs','0009_document_verbose_name_plural','2026-11-26 15:00:00'),
(190,'wagtaildocs','0010_document_file_hash','2026-11-26 15:00:00'),
(191,'wagtaildocs','0011_add_choose_permissions','2026-11-26 15:00:00'),
(192,'wagtaildocs','0012_uploadeddocument','2026-11-26 15:00:00'),
(193,'wagtaildocs','0013_delete_uploadeddocument','2026-11-26 15:00:00'),
(194,'wagtaildocs','0014_alter_document_file_size','2026-11-26 15:00:00'),
(195,'wagtailimages','0001_initial','2026-11-26 15:00:00'),
(196,'wagtailimages','0002_initial_data','2026-11-26 15:00:00'),
(197,'wagtailimages','0003_fix_focal_point_fields','2026-11-26 15:00:00'),
(198,'wagtailimages','0004_make_focal_point_key_not_nullable','2026-11-26 15:00:00'),
(199,'wagtailimages','0005_make_filter_spec_unique','2026-11-26 15:00:00'),
(200,'wagtailimages','0006_add_verbose_names','2026-11-26 15:00:00'),
(201,'wagtailimages','0007_image_file_size','2026-11-26 15:00:00'),
(202,'wagtailimages','0008_image_created_at_index','2026-11-26 15:00:00'),
(203,'wagtailimages','0009_capitalizeverbose','2026-11-26 15:00:00'),
(204,'wagtailimages','0010_change_on_delete_behaviour','2026-11-26 15:00:00'),
(205,'wagtailimages','0011_image_collection','2026-11-26 15:00:00'),
(206,'wagtailimages','0012_copy_image_permissions_to_collections','2026-11-26 15:00:00'),
(207,'wagtailimages','0013_make_rendition_upload_callable','2026-11-26 15:00:00'),
(208,'wagtailimages','0014_add_filter_spec_field','2026-11-26 15:00:00'),
(209,'wagtailimages','0015_fill_filter_spec_field','2026-11-26 15:00:00'),
(210,'wagtailimages','0016_deprecate_rendition_filter_relation','2026-11-26 15:00:00'),
(211,'wagtailimages','0017_reduce_focal_point_key_max_length','2026-11-26 15:00:00'),
(212,'wagtailimages','0018_remove_rendition_filter','2026-11-26 15:00:00'),
(213,'wagtailimages','0019_delete_filter','2026-11-26 15:00:00'),
(214,'wagtailimages','0020_add-verbose-name','2026-11-26 15:00:00'),
(215,'wagtailimages','0021_image_file_hash','2026-11-26 15:00:00'),
(216,'wagtailimages','0022_uploadedimage','2026-11-26 15:00:00'),
(217,'wagtailimages','0023_add_choose_permissions','2026-11-26 15:00:00'),
(218,'wagtailimages','0024_index_image_file_hash','2026-11-26 15:00:00'),
(219,'wagtailimages','0025_alter_image_file_alter_rendition_file','2026-11-26 15:00:00'),
(220,'wagtailimages','0026_delete_uploadedimage','2026-11-26 15:00:00'),
(221,'wagtailimages','0027_image_description','2026-11-26 15:00:00'),
(222,'wagtailsearch','0001_initial','2026-11-26 15:00:00'),
(223,'wagtailsearch','0002_add_verbose_names','2026-11-26 15:00:00'),
(224,'wagtailsearch','0003_remove_editors_pick','2026-11-26 15:00:00'),
(225,'wagtailsearch','0004_querydailyhits_verbose_name_plural','2026-11-26 15:00:00'),
(226,'wagtailsearch','0005_create_indexentry','2026-11-26 15:00:00'),
(227,'wagtailsearch','0006_customise_indexentry','2026-11-26 15:00:00'),
(228,'wagtailsearch','0007_delete_editorspick','2026-11-26 15:00:00'),
(229,'wagtailsearch','0008_remove_query_and_querydailyhits_models','2026-11-26 15:00:00'),
(230,'wagtailsearch','0009_remove_ngram_autocomplete','2026-11-26 15:00:00'),
(231,'wagtailsearch','0010_add_text_fields','2026-11-26 15:00:00'),
(232,'wagtailusers','0001_initial','2026-11-26 15:00:00'),
(233,'wagtailusers','0002_add_verbose_name_on_userprofile','2026-11-26 15:00:00'),
(234,'wagtailusers','0003_add_verbose_names','2026-11-26 15:00:00'),
(235,'wagtailusers','0004_capitalizeverbose','2026-11-26 15:00:00'),
(236,'wagtailusers','0005_make_related_name_wagtail_specific','2026-11-26 15:00:00'),
(237,'wagtailusers','0006_userprofile_prefered_language','2026-11-26 15:00:00'),
(238,'wagtailusers','0007_userprofile_current_time_zone','2026-11-26 15:00:00'),
(239,'wagtailusers','0008_userprofile_avatar','2026-11-26 15:00:00'),
(240,'wagtailusers','0009_userprofile_verbose_name_plural','2026-11-26 15:00:00'),
(241,'wagtailusers','0010_userprofile_updated_comments_notifications','2026-11-26 15:00:00'),
(242,'wagtailusers','0011_userprofile_dismissibles','2026-11-26 15:00:00'),
(243,'wagtailusers','0012_userprofile_theme','2026-11-26 15:00:00'),
(244,'wagtailusers','0013_userprofile_density','2026-11-26 15:00:00'),
(245,'wagtailusers','0014_userprofile_contrast','2026-11-26 15:00:00'),
(246,'wagtailusers','0015_userprofile_keyboard_shortcuts','2026-11-26 15:00:00'),
(247,'wagtailimages','0001_squashed_0021','2026-11-26 15:00:00'),
(248,'wagtailcore','0001_squashed_0016_change_page_url_path_to_text_field','2026-11-26 15:00:00');
INSERT INTO "wagtailcore_collection" ("id", "path", "depth", "numchild", "name") VALUES
(1,'0001',1,0,'Root');
INSERT INTO "wagtailcore_groupapprovaltask" ("task_ptr_id") VALUES
(1);
INSERT INTO "wagtailcore_groupapprovaltask_groups" ("id", "groupapprovaltask_id", "group_id") VALUES
(1,1,1);
INSERT INTO "wagtailcore_groupcollectionpermission" ("id", "collection_id", "group_id", "permission_id") VALUES
(1,1,2,107),
(2,1,1,107),
(3,1,2,108),
(4,1,1,108),
(5,1,2,110),
(6,1,1,110),
(7,1,2,111),
(8,1,1,111),
(9,1,2,112),
(10,1,1,112),
(11,1,2,114),
(12,1,1,114);
INSERT INTO "wagtailcore_grouppagepermission" ("id", "group_id", "page_id", "permission_id") VALUES
(1,1,1,65),
(2,1,1,66),
(3,1,1,71),
(4,2,1,65),
(5,2,1,66),
(6,1,1,70),
(7,1,1,72);
INSERT INTO "wagtailcore_locale" ("id", "language_code") VALUES
(1,'es-mx'),
(2,'en');
INSERT INTO "wagtailcore_page" ("id", "path", "depth", "numchild", "title", "slug", "live", "has_unpublished_changes", "url_path", "seo_title", "show_in_menus", "search_description", "go_live_at", "expire_at", "expired", "content_type_id", "owner_id", "locked", "latest_revision_created_at", "first_published_at", "live_revision_id", "last_published_at", "draft_title", "locked_at", "locked_by_id", "locale_id", "translation_key", "alias_of_id", "latest_revision_id") VALUES
(1,'0001',1,2,'Root','root',1,0,'/','',0,'',NULL,NULL,0,1,NULL,0,NULL,NULL,NULL,NULL,'Root',NULL,NULL,1,'5bfbe1c5ae1d4fca925a0b1b10c80a5a',NULL,NULL),
(2,'00010001',2,1,'Acuerdo','home',1,0,'/home/','',0,'',NULL,NULL,0,1,NULL,0,NULL,NULL,NULL,NULL,'Acuerdo',NULL,NULL,1,'b3676cf8ae3e429a986bcefede28ee65',NULL,NULL),
(3,'00010002',2,1,'Acuerdo','home-en',1,0,'/home-en/','',0,'',NULL,NULL,0,1,NULL,0,NULL,NULL,NULL,NULL,'Acuerdo',NULL,NULL,2,'b3676cf8ae3e429a986bcefede28ee65',NULL,NULL),
(4,'000100010001',3,1,'Cursos','courses',1,0,'/home/courses/','',0,'',NULL,NULL,0,75,NULL,0,NULL,NULL,NULL,NULL,'Cursos',NULL,NULL,1,'ceefc334f5eb52cca526ae26bf30c8be',NULL,NULL),
(5,'000100020001',3,1,'Courses','courses',1,0,'/home-en/courses/','',0,'',NULL,NULL,0,75,NULL,0,NULL,NULL,NULL,NULL,'Courses',NULL,NULL,2,'ceefc334f5eb52cca526ae26bf30c8be',NULL,NULL),
(6,'0001000100010001',4,2,'Curso chico (es)','small-course',1,0,'/home/courses/small-course/','',0,'De qué trata (es)',NULL,NULL,0,76,NULL,0,NULL,'2026-11-26 15:00:00',NULL,'2026-11-26 15:00:00','Curso chico (es)',NULL,NULL,1,'35540a622f4355c98b3b8f255f495f5f',NULL,NULL),
(7,'00010001000100010001',5,2,'Uno (es)','m1',1,0,'/home/courses/small-course/m1/','',0,'',NULL,NULL,0,79,NULL,0,NULL,'2026-11-26 15:00:00',NULL,'2026-11-26 15:00:00','Uno (es)',NULL,NULL,1,'a953057b8b4354a1ad3eba56d39f4dc3',NULL,NULL),
(8,'000100010001000100010001',6,0,'l1 es','l1',1,0,'/home/courses/small-course/m1/l1/','',0,'',NULL,NULL,0,77,NULL,0,NULL,'2026-11-26 15:00:00',NULL,'2026-11-26 15:00:00','l1 es',NULL,NULL,1,'b6ff06224071531f99fc8c031340de80',NULL,NULL),
(9,'000100010001000100010002',6,0,'l2 es','l2',1,0,'/home/courses/small-course/m1/l2/','',0,'',NULL,NULL,0,77,NULL,0,NULL,'2026-11-26 15:00:00',NULL,'2026-11-26 15:00:00','l2 es',NULL,NULL,1,'49bd2f2904045c61aa3ccbf5a07af0e4',NULL,NULL),
(10,'00010001000100010002',5,1,'Dos (es)','m2',1,0,'/home/courses/small-course/m2/','',0,'',NULL,NULL,0,79,NULL,0,NULL,'2026-11-26 15:00:00',NULL,'2026-11-26 15:00:00','Dos (es)',NULL,NULL,1,'a830e25bb7a25066906b5af012fa7157',NULL,NULL),
(11,'000100010001000100020001',6,0,'l3 es','l3',1,0,'/home/courses/small-course/m2/l3/','',0,'',NULL,NULL,0,77,NULL,0,NULL,'2026-11-26 15:00:00',NULL,'2026-11-26 15:00:00','l3 es',NULL,NULL,1,'c7aa18d1e8e85450b97b01f2878a99fd',NULL,NULL),
(12,'0001000200010001',4,2,'Curso chico (en)','small-course',1,0,'/home-en/courses/small-course/','',0,'De qué trata (en)',NULL,NULL,0,76,NULL,0,NULL,'2026-11-26 15:00:00',NULL,'2026-11-26 15:00:00','Curso chico (en)',NULL,NULL,2,'35540a622f4355c98b3b8f255f495f5f',NULL,NULL),
(13,'00010002000100010001',5,2,'Uno (en)','m1',1,0,'/home-en/courses/small-course/m1/','',0,'',NULL,NULL,0,79,NULL,0,NULL,'2026-11-26 15:00:00',NULL,'2026-11-26 15:00:00','Uno (en)',NULL,NULL,2,'a953057b8b4354a1ad3eba56d39f4dc3',NULL,NULL),
(14,'000100020001000100010001',6,0,'l1 en','l1',1,0,'/home-en/courses/small-course/m1/l1/','',0,'',NULL,NULL,0,77,NULL,0,NULL,'2026-11-26 15:00:00',NULL,'2026-11-26 15:00:00','l1 en',NULL,NULL,2,'b6ff06224071531f99fc8c031340de80',NULL,NULL),
(15,'000100020001000100010002',6,0,'l2 en','l2',1,0,'/home-en/courses/small-course/m1/l2/','',0,'',NULL,NULL,0,77,NULL,0,NULL,'2026-11-26 15:00:00',NULL,'2026-11-26 15:00:00','l2 en',NULL,NULL,2,'49bd2f2904045c61aa3ccbf5a07af0e4',NULL,NULL),
(16,'00010002000100010002',5,1,'Dos (en)','m2',1,0,'/home-en/courses/small-course/m2/','',0,'',NULL,NULL,0,79,NULL,0,NULL,'2026-11-26 15:00:00',NULL,'2026-11-26 15:00:00','Dos (en)',NULL,NULL,2,'a830e25bb7a25066906b5af012fa7157',NULL,NULL),
(17,'000100020001000100020001',6,0,'l3 en','l3',1,0,'/home-en/courses/small-course/m2/l3/','',0,'',NULL,NULL,0,77,NULL,0,NULL,'2026-11-26 15:00:00',NULL,'2026-11-26 15:00:00','l3 en',NULL,NULL,2,'c7aa18d1e8e85450b97b01f2878a99fd',NULL,NULL);
INSERT INTO "wagtailcore_pagelogentry" ("id", "label", "action", "timestamp", "content_changed", "deleted", "content_type_id", "page_id", "revision_id", "user_id", "uuid", "data") VALUES
(1,'Acuerdo','wagtail.create','2026-11-26 15:00:00',1,0,1,3,NULL,NULL,NULL,'{}'),
(2,'Cursos','wagtail.create','2026-11-26 15:00:00',1,0,75,4,NULL,NULL,NULL,'{}'),
(3,'Courses','wagtail.create','2026-11-26 15:00:00',1,0,75,5,NULL,NULL,NULL,'{}'),
(4,'Curso chico (es)','wagtail.create','2026-11-26 15:00:00',1,0,76,6,NULL,NULL,NULL,'{}'),
(5,'Uno (es)','wagtail.create','2026-11-26 15:00:00',1,0,79,7,NULL,NULL,NULL,'{}'),
(6,'l1 es','wagtail.create','2026-11-26 15:00:00',1,0,77,8,NULL,NULL,NULL,'{}'),
(7,'l2 es','wagtail.create','2026-11-26 15:00:00',1,0,77,9,NULL,NULL,NULL,'{}'),
(8,'Dos (es)','wagtail.create','2026-11-26 15:00:00',1,0,79,10,NULL,NULL,NULL,'{}'),
(9,'l3 es','wagtail.create','2026-11-26 15:00:00',1,0,77,11,NULL,NULL,NULL,'{}'),
(10,'Curso chico (en)','wagtail.create','2026-11-26 15:00:00',1,0,76,12,NULL,NULL,NULL,'{}'),
(11,'Uno (en)','wagtail.create','2026-11-26 15:00:00',1,0,79,13,NULL,NULL,NULL,'{}'),
(12,'l1 en','wagtail.create','2026-11-26 15:00:00',1,0,77,14,NULL,NULL,NULL,'{}'),
(13,'l2 en','wagtail.create','2026-11-26 15:00:00',1,0,77,15,NULL,NULL,NULL,'{}'),
(14,'Dos (en)','wagtail.create','2026-11-26 15:00:00',1,0,79,16,NULL,NULL,NULL,'{}'),
(15,'l3 en','wagtail.create','2026-11-26 15:00:00',1,0,77,17,NULL,NULL,NULL,'{}');
INSERT INTO "wagtailcore_site" ("id", "hostname", "port", "is_default_site", "root_page_id", "site_name") VALUES
(1,'localhost',80,1,2,'');
INSERT INTO "wagtailcore_task" ("id", "name", "active", "content_type_id") VALUES
(1,'Moderators approval',1,2);
INSERT INTO "wagtailcore_workflow" ("id", "name", "active") VALUES
(1,'Moderators approval',1);
INSERT INTO "wagtailcore_workflowpage" ("page_id", "workflow_id") VALUES
(1,1);
INSERT INTO "wagtailcore_workflowtask" ("id", "sort_order", "task_id", "workflow_id") VALUES
(1,0,1,1);
INSERT INTO "wagtailsearch_indexentry" ("id", "object_id", "title_norm", "content_type_id", "autocomplete", "body", "title") VALUES
(1,'2',9.52380952380952439106e-01,1,'Acuerdo','','Acuerdo'),
(2,'3',9.52380952380952439106e-01,1,'Acuerdo','','Acuerdo'),
(3,'4',1.11111111111111116045e+00,75,'Cursos','','Cursos'),
(4,'5',9.64285714285714301574e-01,75,'Courses','','Courses'),
(5,'6',0.5375,76,'Curso chico (es)','De qué trata (es)','Curso chico (es)'),
(6,'7',1.0625,79,'Uno (es)','Primero (es)','Uno (es)'),
(7,'8',1.6,77,'l1 es','Resumen de l1 es Texto de la lección (es) constancia, Encabezado es, LFT, 684-B, El deber, Se concilia., En la audiencia, Diga esto., ¿Qué procede?, Opción 1, Sobre la 1., Opción 2, Sobre la 2., Opción 3, Sobre la 3., Es la segunda.','l1 es'),
(8,'9',1.525,77,'l2 es','Resumen de l2 es Texto de la lección (es) constancia, Encabezado es, LFT, 684-B, El deber, Se concilia., En la audiencia, Diga esto., ¿Qué procede?, Opción 1, Sobre la 1., Opción 2, Sobre la 2., Opción 3, Sobre la 3., Es la segunda.','l2 es'),
(9,'10',9.5833333333333337034e-01,79,'Dos (es)','Segundo (es)','Dos (es)'),
(10,'11',1.48,77,'l3 es','Resumen de l3 es Texto de la lección (es) constancia, Encabezado es, LFT, 684-B, El deber, Se concilia., En la audiencia, Diga esto., ¿Qué procede?, Opción 1, Sobre la 1., Opción 2, Sobre la 2., Opción 3, Sobre la 3., Es la segunda.','l3 es'),
(11,'12',5.11363636363636353543e-01,76,'Curso chico (en)','De qué trata (en)','Curso chico (en)'),
(12,'13',1.02083333333333325931e+00,79,'Uno (en)','Primero (en)','Uno (en)'),
(13,'14',1.58461538461538475885e+00,77,'l1 en','Resumen de l1 en Texto de la lección (en) constancia, Encabezado en, LFT, 684-B, El deber, Se concilia., En la audiencia, Diga esto., ¿Qué procede?, Opción 1, Sobre la 1., Opción 2, Sobre la 2., Opción 3, Sobre la 3., Es la segunda.','l1 en'),
(14,'15',1.54285714285714292692e+00,77,'l2 en','Resumen de l2 en Texto de la lección (en) constancia, Encabezado en, LFT, 684-B, El deber, Se concilia., En la audiencia, Diga esto., ¿Qué procede?, Opción 1, Sobre la 1., Opción 2, Sobre la 2., Opción 3, Sobre la 3., Es la segunda.','l2 en'),
(15,'16',9.66666666666666674068e-01,79,'Dos (en)','Segundo (en)','Dos (en)'),
(16,'17',1.5125,77,'l3 en','Resumen de l3 en Texto de la lección (en) constancia, Encabezado en, LFT, 684-B, El deber, Se concilia., En la audiencia, Diga esto., ¿Qué procede?, Opción 1, Sobre la 1., Opción 2, Sobre la 2., Opción 3, Sobre la 3., Es la segunda.','l3 en');
CREATE INDEX "account_emailaddress_email_03be32b2" ON "account_emailaddress" ("email");
CREATE INDEX "account_emailaddress_user_id_2c513194" ON "account_emailaddress" ("user_id");
CREATE UNIQUE INDEX "account_emailaddress_user_id_email_987c8728_uniq" ON "account_emailaddress" ("user_id", "email");
CREATE INDEX "account_emailconfirmation_email_address_id_5b7f8c58" ON "account_emailconfirmation" ("email_address_id");
CREATE INDEX "accounts_consent_user_id_81cd791f" ON "accounts_consent" ("user_id");
CREATE INDEX "accounts_invitation_sent_by_id_ab52d946" ON "accounts_invitation" ("sent_by_id");
CREATE INDEX "accounts_invitation_user_id_83f45191" ON "accounts_invitation" ("user_id");
CREATE INDEX "accounts_letter_user_id_234da0a7" ON "accounts_letter" ("user_id");
CREATE INDEX "accounts_rolegrant_center_id_7b0a8d65" ON "accounts_rolegrant" ("center_id");
CREATE INDEX "accounts_rolegrant_granted_by_id_7c2165d8" ON "accounts_rolegrant" ("granted_by_id");
CREATE INDEX "accounts_rolegrant_user_id_0601f056" ON "accounts_rolegrant" ("user_id");
CREATE INDEX "accounts_user_center_id_938e1fc3" ON "accounts_user" ("center_id");
CREATE INDEX "accounts_user_groups_group_id_bd11a704" ON "accounts_user_groups" ("group_id");
CREATE INDEX "accounts_user_groups_user_id_52b62117" ON "accounts_user_groups" ("user_id");
CREATE UNIQUE INDEX "accounts_user_groups_user_id_group_id_59c0b32f_uniq" ON "accounts_user_groups" ("user_id", "group_id");
CREATE INDEX "accounts_user_user_permissions_permission_id_113bb443" ON "accounts_user_user_permissions" ("permission_id");
CREATE INDEX "accounts_user_user_permissions_user_id_e4f0a161" ON "accounts_user_user_permissions" ("user_id");
CREATE UNIQUE INDEX "accounts_user_user_permissions_user_id_permission_id_2ab516c2_uniq" ON "accounts_user_user_permissions" ("user_id", "permission_id");
CREATE INDEX "analytics_certificate_enrollment_id_68931e39" ON "analytics_certificate" ("enrollment_id");
CREATE INDEX "analytics_certificate_issued_by_id_cd03ebbd" ON "analytics_certificate" ("issued_by_id");
CREATE INDEX "analytics_certificate_revoked_by_id_7f7fcc60" ON "analytics_certificate" ("revoked_by_id");
CREATE INDEX "analytics_certificate_sha256_4a552aa0" ON "analytics_certificate" ("sha256");
CREATE INDEX "analytics_certificate_user_id_aef57302" ON "analytics_certificate" ("user_id");
CREATE INDEX "analytics_scorefile_expires_at_5fdfcb15" ON "analytics_scorefile" ("expires_at");
CREATE INDEX "analytics_scorefile_user_id_dfee1c68" ON "analytics_scorefile" ("user_id");
CREATE INDEX "anonymous_comment_place" ON "assessments_anonymouscomment" ("delivery_id", "key");
CREATE INDEX "anonymous_receipt_place" ON "assessments_anonymousreceipt" ("delivery_id", "key");
CREATE INDEX "anonymous_sheet_place" ON "assessments_anonymoussheet" ("delivery_id", "key");
CREATE INDEX "assessments_accommodation_delivery_id_dc1f7868" ON "assessments_accommodation" ("delivery_id");
CREATE INDEX "assessments_accommodation_granted_by_id_d5c2fa18" ON "assessments_accommodation" ("granted_by_id");
CREATE INDEX "assessments_accommodation_person_id_374b8eee" ON "assessments_accommodation" ("person_id");
CREATE INDEX "assessments_anonymouscomment_item_version_id_6cee7f6f" ON "assessments_anonymouscomment" ("item_version_id");
CREATE INDEX "assessments_anonymousreceipt_user_id_27153144" ON "assessments_anonymousreceipt" ("user_id");
CREATE INDEX "assessments_assignment_assessor_id_79e14be2" ON "assessments_assignment" ("assessor_id");
CREATE INDEX "assessments_assignment_case_id_eaa08b1b" ON "assessments_assignment" ("case_id");
CREATE INDEX "assessments_attempt_delivery_id_19584278" ON "assessments_attempt" ("delivery_id");
CREATE INDEX "assessments_attempt_instrument_version_id_5bfb5101" ON "assessments_attempt" ("instrument_version_id");
CREATE INDEX "assessments_attempt_user_id_5fc81011" ON "assessments_attempt" ("user_id");
CREATE INDEX "assessments_attemptitem_attempt_id_8cc26757" ON "assessments_attemptitem" ("attempt_id");
CREATE INDEX "assessments_attemptitem_item_version_id_f369ce95" ON "assessments_attemptitem" ("item_version_id");
CREATE INDEX "assessments_audience_delivery_id_cb8cea10" ON "assessments_audience" ("delivery_id");
CREATE INDEX "assessments_audiencemember_audience_id_ede6b5a0" ON "assessments_audiencemember" ("audience_id");
CREATE INDEX "assessments_audiencemember_person_id_27d45a49" ON "assessments_audiencemember" ("person_id");
CREATE INDEX "assessments_criterion_rubric_version_id_485f9a5b" ON "assessments_criterion" ("rubric_version_id");
CREATE INDEX "assessments_criterionscore_criterion_id_9393db0b" ON "assessments_criterionscore" ("criterion_id");
CREATE INDEX "assessments_criterionscore_rating_id_ac0b0527" ON "assessments_criterionscore" ("rating_id");
CREATE INDEX "assessments_delivery_instrument_version_id_30f17436" ON "assessments_delivery" ("instrument_version_id");
CREATE INDEX "assessments_deliverychange_actor_id_31d2ac2e" ON "assessments_deliverychange" ("actor_id");
CREATE INDEX "assessments_deliverychange_delivery_id_b2c4d4c8" ON "assessments_deliverychange" ("delivery_id");
CREATE INDEX "assessments_deliveryform_delivery_id_4c75d205" ON "assessments_deliveryform" ("delivery_id");
CREATE INDEX "assessments_deliveryform_instrument_version_id_51f70707" ON "assessments_deliveryform" ("instrument_version_id");
CREATE INDEX "assessments_instrumententry_item_version_id_ac2271ef" ON "assessments_instrumententry" ("item_version_id");
CREATE INDEX "assessments_instrumententry_section_id_2a704544" ON "assessments_instrumententry" ("section_id");
CREATE INDEX "assessments_instrumententry_version_id_3e41d04d" ON "assessments_instrumententry" ("version_id");
CREATE INDEX "assessments_instrumentsection_version_id_6c22161e" ON "assessments_instrumentsection" ("version_id");
CREATE INDEX "assessments_instrumentversion_instrument_id_814a34a7" ON "assessments_instrumentversion" ("instrument_id");
CREATE INDEX "assessments_item_author_id_de6ecd85" ON "assessments_item" ("author_id");
CREATE INDEX "assessments_item_reviewer_id_2f7b5493" ON "assessments_item" ("reviewer_id");
CREATE INDEX "assessments_item_status_2777e202" ON "assessments_item" ("status");
CREATE INDEX "assessments_itemtag_item_id_181d1309" ON "assessments_itemtag" ("item_id");
CREATE INDEX "assessments_itemversion_item_id_ab708e05" ON "assessments_itemversion" ("item_id");
CREATE INDEX "assessments_level_criterion_id_14975e23" ON "assessments_level" ("criterion_id");
CREATE INDEX "assessments_moderation_case_id_3b247f8d" ON "assessments_moderation" ("case_id");
CREATE INDEX "assessments_moderation_moderator_id_5741f5a6" ON "assessments_moderation" ("moderator_id");
CREATE INDEX "assessments_occasion_rubric_version_id_6333e86d" ON "assessments_occasion" ("rubric_version_id");
CREATE INDEX "assessments_occasionscenario_occasion_id_8a6f9083" ON "assessments_occasionscenario" ("occasion_id");
CREATE INDEX "assessments_occasionscenario_scenario_version_id_7d7aa6bb" ON "assessments_occasionscenario" ("scenario_version_id");
CREATE INDEX "assessments_rating_assignment_id_13046a76" ON "assessments_rating" ("assignment_id");
CREATE INDEX "assessments_ratingcase_occasion_id_babb5523" ON "assessments_ratingcase" ("occasion_id");
CREATE INDEX "assessments_ratingcase_ratee_id_d43c606d" ON "assessments_ratingcase" ("ratee_id");
CREATE INDEX "assessments_regrade_actor_id_51f5fb6d" ON "assessments_regrade" ("actor_id");
CREATE INDEX "assessments_regrade_attempt_id_3426b434" ON "assessments_regrade" ("attempt_id");
CREATE INDEX "assessments_response_attempt_id_905cea65" ON "assessments_response" ("attempt_id");
CREATE INDEX "assessments_response_item_version_id_cd99c36d" ON "assessments_response" ("item_version_id");
CREATE INDEX "assessments_responseevidence_attempt_id_d2b0d66a" ON "assessments_responseevidence" ("attempt_id");
CREATE INDEX "assessments_responseevidence_item_version_id_0cc41078" ON "assessments_responseevidence" ("item_version_id");
CREATE INDEX "assessments_rolecast_occasion_id_a6167213" ON "assessments_rolecast" ("occasion_id");
CREATE INDEX "assessments_rolecast_scenario_version_id_2a28c629" ON "assessments_rolecast" ("scenario_version_id");
CREATE INDEX "assessments_rolecast_user_id_030e5a01" ON "assessments_rolecast" ("user_id");
CREATE INDEX "assessments_rubricversion_rubric_id_c5474560" ON "assessments_rubricversion" ("rubric_id");
CREATE INDEX "assessments_rubricversion_structure_hash_7ce86af5" ON "assessments_rubricversion" ("structure_hash");
CREATE INDEX "assessments_scenarioversion_scenario_id_8ced1a1d" ON "assessments_scenarioversion" ("scenario_id");
CREATE INDEX "assessments_score_attempt_id_b3105955" ON "assessments_score" ("attempt_id");
CREATE INDEX "auth_group_permissions_group_id_b120cbf9" ON "auth_group_permissions" ("group_id");
CREATE UNIQUE INDEX "auth_group_permissions_group_id_permission_id_0cd325b0_uniq" ON "auth_group_permissions" ("group_id", "permission_id");
CREATE INDEX "auth_group_permissions_permission_id_84c5c92e" ON "auth_group_permissions" ("permission_id");
CREATE INDEX "auth_permission_content_type_id_2f476e4b" ON "auth_permission" ("content_type_id");
CREATE UNIQUE INDEX "auth_permission_content_type_id_codename_01ab375a_uniq" ON "auth_permission" ("content_type_id", "codename");
CREATE INDEX "base_content_object_idx" ON "wagtailcore_revision" ("base_content_type_id", "object_id");
CREATE INDEX "content_object_idx" ON "wagtailcore_revision" ("content_type_id", "object_id");
CREATE INDEX "core_auditevent_action_b3c9b7a8" ON "core_auditevent" ("action");
CREATE INDEX "core_auditevent_actor_id_3bd0c673" ON "core_auditevent" ("actor_id");
CREATE INDEX "core_auditevent_at_3d5eb007" ON "core_auditevent" ("at");
CREATE INDEX "core_auditevent_target_uuid_4f82ff51" ON "core_auditevent" ("target_uuid");
CREATE INDEX "core_cacherow_expires_809497a6" ON "core_cacherow" ("expires");
CREATE INDEX "courses_cohort_centers_center_id_f13d0d7c" ON "courses_cohort_centers" ("center_id");
CREATE INDEX "courses_cohort_centers_cohort_id_94d02746" ON "courses_cohort_centers" ("cohort_id");
CREATE UNIQUE INDEX "courses_cohort_centers_cohort_id_center_id_0a81a98a_uniq" ON "courses_cohort_centers" ("cohort_id", "center_id");
CREATE INDEX "courses_cohort_course_id_c547fcc4" ON "courses_cohort" ("course_id");
CREATE INDEX "courses_cohortstep_cohort_id_bd17d124" ON "courses_cohortstep" ("cohort_id");
CREATE INDEX "courses_cohortstep_key_d4496030" ON "courses_cohortstep" ("key");
CREATE INDEX "courses_cohorttrainer_cohort_id_5cfae74e" ON "courses_cohorttrainer" ("cohort_id");
CREATE INDEX "courses_cohorttrainer_user_id_0988a389" ON "courses_cohorttrainer" ("user_id");
CREATE INDEX "courses_course_key_9f3ee53c" ON "courses_course" ("key");
CREATE INDEX "courses_coursestep_course_id_30ed67b5" ON "courses_coursestep" ("course_id");
CREATE INDEX "courses_coursestep_instrument_version_id_b13f5dff" ON "courses_coursestep" ("instrument_version_id");
CREATE INDEX "courses_coursestep_key_a04a42cb" ON "courses_coursestep" ("key");
CREATE INDEX "courses_coursestep_rubric_version_id_e6c75529" ON "courses_coursestep" ("rubric_version_id");
CREATE INDEX "courses_coursestep_scenario_versions_coursestep_id_769a94a6" ON "courses_coursestep_scenario_versions" ("coursestep_id");
CREATE UNIQUE INDEX "courses_coursestep_scenario_versions_coursestep_id_scenarioversion_id_906a7383_uniq" ON "courses_coursestep_scenario_versions" ("coursestep_id", "scenarioversion_id");
CREATE INDEX "courses_coursestep_scenario_versions_scenarioversion_id_520beefb" ON "courses_coursestep_scenario_versions" ("scenarioversion_id");
CREATE INDEX "courses_enr_cohort__8b3fd8_idx" ON "courses_enrollment" ("cohort_id", "center_id");
CREATE INDEX "courses_enr_user_id_ce8b5b_idx" ON "courses_enrollment" ("user_id", "status");
CREATE INDEX "courses_enrollment_center_id_26bd3782" ON "courses_enrollment" ("center_id");
CREATE INDEX "courses_enrollment_cohort_id_dac40a96" ON "courses_enrollment" ("cohort_id");
CREATE INDEX "courses_enrollment_user_id_da3de16f" ON "courses_enrollment" ("user_id");
CREATE INDEX "courses_lesson_course_id_16bc4882" ON "courses_lesson" ("course_id");
CREATE INDEX "courses_lessonprogress_enrollment_id_dd947713" ON "courses_lessonprogress" ("enrollment_id");
CREATE INDEX "courses_lessonprogress_lesson_id_b0b36960" ON "courses_lessonprogress" ("lesson_id");
CREATE INDEX "courses_loadedpage_revision_id_2dedd75f" ON "courses_loadedpage" ("revision_id");
CREATE INDEX "courses_modulepage_topic_de4c7605" ON "courses_modulepage" ("topic");
CREATE INDEX "courses_rosterupload_cohort_id_181607d2" ON "courses_rosterupload" ("cohort_id");
CREATE INDEX "courses_rosterupload_uploaded_by_id_86f99414" ON "courses_rosterupload" ("uploaded_by_id");
CREATE UNIQUE INDEX "django_content_type_app_label_model_76bd3d3b_uniq" ON "django_content_type" ("app_label", "model");
CREATE INDEX "django_session_expire_date_a5c62663" ON "django_session" ("expire_date");
CREATE INDEX "django_task_backend_071754_idx" ON "django_tasks_database_dbtaskresult" ("backend_name");
CREATE INDEX "django_task_queue_n_99c321_idx" ON "django_tasks_database_dbtaskresult" ("queue_name");
CREATE INDEX "formstate_user_object" ON "wagtailadmin_formstate" ("user_id", "content_type_id", "object_id", "parent_object_id");
CREATE INDEX "item_tag_kind_value" ON "assessments_itemtag" ("kind", "value");
CREATE INDEX "letters_due" ON "accounts_letter" ("state", "due_at");
CREATE INDEX "mfa_authenticator_user_id_0c3a50c0" ON "mfa_authenticator" ("user_id");
CREATE UNIQUE INDEX "one_active_grant_per_role_and_center" ON "accounts_rolegrant" ("user_id", "role", "center_id") WHERE "revoked_at" IS NULL;
CREATE UNIQUE INDEX "one_active_grant_per_role_everywhere" ON "accounts_rolegrant" ("user_id", "role") WHERE ("center_id" IS NULL AND "revoked_at" IS NULL);
CREATE UNIQUE INDEX "one_certificate_in_force_per_kind" ON "analytics_certificate" ("enrollment_id", "kind") WHERE ("replaced_at" IS NULL AND "revoked_at" IS NULL);
CREATE UNIQUE INDEX "one_consent_in_force_per_notice" ON "accounts_consent" ("user_id", "notice_version") WHERE "withdrawn_at" IS NULL;
CREATE UNIQUE INDEX "one_draft_per_assignment" ON "assessments_rating" ("assignment_id") WHERE "status" = 'draft';
CREATE UNIQUE INDEX "one_first_rating" ON "assessments_rating" ("assignment_id") WHERE "supersedes_id" IS NULL;
CREATE UNIQUE INDEX "one_open_attempt_per_person" ON "assessments_attempt" ("delivery_id", "user_id") WHERE "submitted_at" IS NULL;
CREATE UNIQUE INDEX "one_open_moderation_per_case" ON "assessments_moderation" ("case_id") WHERE "outcome" = '';
CREATE INDEX "open_attempt_due" ON "assessments_attempt" ("due_at") WHERE "submitted_at" IS NULL;
CREATE INDEX "referenceindex_source_object" ON "wagtailcore_referenceindex" ("base_content_type_id", "object_id");
CREATE INDEX "referenceindex_target_object" ON "wagtailcore_referenceindex" ("to_content_type_id", "to_object_id");
CREATE INDEX "taggit_tagg_content_8fc721_idx" ON "taggit_taggeditem" ("content_type_id", "object_id");
CREATE INDEX "taggit_taggeditem_content_type_id_9957a03c" ON "taggit_taggeditem" ("content_type_id");
CREATE INDEX "taggit_taggeditem_object_id_e2d7d1df" ON "taggit_taggeditem" ("object_id");
CREATE INDEX "taggit_taggeditem_tag_id_f4f5b767" ON "taggit_taggeditem" ("tag_id");
CREATE INDEX "tasks_db_new_ordering_idx" ON "django_tasks_database_dbtaskresult" ("status", "priority" DESC, "run_after" ASC, "enqueued_at" ASC) WHERE "status" = 'READY';
CREATE UNIQUE INDEX "unique_authenticator_type" ON "mfa_authenticator" ("user_id", "type") WHERE "type" IN ('totp', 'recovery_codes');
CREATE UNIQUE INDEX "unique_in_progress_workflow" ON "wagtailcore_workflowstate" ("base_content_type_id", "object_id") WHERE "status" IN ('in_progress', 'needs_changes');
CREATE UNIQUE INDEX "unique_primary_email" ON "account_emailaddress" ("user_id", "primary") WHERE "primary";
CREATE UNIQUE INDEX "unique_verified_email" ON "account_emailaddress" ("email") WHERE "verified";
CREATE UNIQUE INDEX "user_email_in_any_case" ON "accounts_user" ((LOWER("email")));
CREATE INDEX "wagtail_localize_localesynchronization_sync_from_id_1bc4c2eb" ON "wagtail_localize_localesynchronization" ("sync_from_id");
CREATE INDEX "wagtail_localize_overridablesegment_context_id_eed8c388" ON "wagtail_localize_overridablesegment" ("context_id");
CREATE INDEX "wagtail_localize_overridablesegment_source_id_5720ac20" ON "wagtail_localize_overridablesegment" ("source_id");
CREATE INDEX "wagtail_localize_relatedobjectsegment_context_id_c0a725be" ON "wagtail_localize_relatedobjectsegment" ("context_id");
CREATE INDEX "wagtail_localize_relatedobjectsegment_object_id_6c7b58df" ON "wagtail_localize_relatedobjectsegment" ("object_id");
CREATE INDEX "wagtail_localize_relatedobjectsegment_source_id_9a3b1373" ON "wagtail_localize_relatedobjectsegment" ("source_id");
CREATE INDEX "wagtail_localize_segmentoverride_context_id_f827efe0" ON "wagtail_localize_segmentoverride" ("context_id");
CREATE INDEX "wagtail_localize_segmentoverride_last_translated_by_id_a86448fc" ON "wagtail_localize_segmentoverride" ("last_translated_by_id");
CREATE INDEX "wagtail_localize_segmentoverride_locale_id_b1673d41" ON "wagtail_localize_segmentoverride" ("locale_id");
CREATE INDEX "wagtail_localize_string_locale_id_2cded126" ON "wagtail_localize_string" ("locale_id");
CREATE UNIQUE INDEX "wagtail_localize_string_locale_id_data_hash_bae71852_uniq" ON "wagtail_localize_string" ("locale_id", "data_hash");
CREATE INDEX "wagtail_localize_stringsegment_context_id_63235539" ON "wagtail_localize_stringsegment" ("context_id");
CREATE INDEX "wagtail_localize_stringsegment_source_id_5804129f" ON "wagtail_localize_stringsegment" ("source_id");
CREATE INDEX "wagtail_localize_stringsegment_string_id_6356d5ec" ON "wagtail_localize_stringsegment" ("string_id");
CREATE INDEX "wagtail_localize_stringtranslation_context_id_3cc13049" ON "wagtail_localize_stringtranslation" ("context_id");
CREATE INDEX "wagtail_localize_stringtranslation_last_translated_by_id_764c7a3f" ON "wagtail_localize_stringtranslation" ("last_translated_by_id");
CREATE INDEX "wagtail_localize_stringtranslation_locale_id_b9e3730d" ON "wagtail_localize_stringtranslation" ("locale_id");
CREATE UNIQUE INDEX "wagtail_localize_stringtranslation_locale_id_translation_of_id_context_id_d2d59359_uniq" ON "wagtail_localize_stringtranslation" ("locale_id", "translation_of_id", "context_id");
CREATE INDEX "wagtail_localize_stringtranslation_translation_of_id_8eef01d0" ON "wagtail_localize_stringtranslation" ("translation_of_id");
CREATE INDEX "wagtail_localize_templatesegment_context_id_81456b25" ON "wagtail_localize_templatesegment" ("context_id");
CREATE INDEX "wagtail_localize_templatesegment_source_id_26b89dc6" ON "wagtail_localize_templatesegment" ("source_id");
CREATE INDEX "wagtail_localize_templatesegment_template_id_c370b3c8" ON "wagtail_localize_templatesegment" ("template_id");
CREATE INDEX "wagtail_localize_translatableobject_content_type_id_0d6c5139" ON "wagtail_localize_translatableobject" ("content_type_id");
CREATE UNIQUE INDEX "wagtail_localize_translatableobject_content_type_id_translation_key_de875339_uniq" ON "wagtail_localize_translatableobject" ("content_type_id", "translation_key");
CREATE INDEX "wagtail_localize_translation_source_id_e326e1e3" ON "wagtail_localize_translation" ("source_id");
CREATE UNIQUE INDEX "wagtail_localize_translation_source_id_target_locale_id_7e943cf8_uniq" ON "wagtail_localize_translation" ("source_id", "target_locale_id");
CREATE INDEX "wagtail_localize_translation_target_locale_id_8c524f73" ON "wagtail_localize_translation" ("target_locale_id");
CREATE INDEX "wagtail_localize_translationcontext_object_id_86263ce7" ON "wagtail_localize_translationcontext" ("object_id");
CREATE UNIQUE INDEX "wagtail_localize_translationcontext_object_id_path_id_c7f5d707_uniq" ON "wagtail_localize_translationcontext" ("object_id", "path_id");
CREATE INDEX "wagtail_localize_translationlog_locale_id_37619cb4" ON "wagtail_localize_translationlog" ("locale_id");
CREATE INDEX "wagtail_localize_translationlog_revision_id_e3b62278" ON "wagtail_localize_translationlog" ("revision_id");
CREATE INDEX "wagtail_localize_translationlog_source_id_7228923e" ON "wagtail_localize_translationlog" ("source_id");
CREATE INDEX "wagtail_localize_translationsource_locale_id_0ac264c0" ON "wagtail_localize_translationsource" ("locale_id");
CREATE INDEX "wagtail_localize_translationsource_object_id_6a078fd2" ON "wagtail_localize_translationsource" ("object_id");
CREATE UNIQUE INDEX "wagtail_localize_translationsource_object_id_locale_id_fb6a8d8e_uniq" ON "wagtail_localize_translationsource" ("object_id", "locale_id");
CREATE INDEX "wagtail_localize_translationsource_specific_content_type_id_3095eb76" ON "wagtail_localize_translationsource" ("specific_content_type_id");
CREATE INDEX "wagtailadmi_content_717955_idx" ON "wagtailadmin_editingsession" ("content_type_id", "object_id");
CREATE INDEX "wagtailadmin_editingsession_content_type_id_4df7730e" ON "wagtailadmin_editingsession" ("content_type_id");
CREATE INDEX "wagtailadmin_editingsession_user_id_6e1a9b70" ON "wagtailadmin_editingsession" ("user_id");
CREATE INDEX "wagtailadmin_formstate_content_type_id_e32438b3" ON "wagtailadmin_formstate" ("content_type_id");
CREATE INDEX "wagtailadmin_formstate_user_id_b910adc2" ON "wagtailadmin_formstate" ("user_id");
CREATE INDEX "wagtailcore_collectionviewrestriction_collection_id_761908ec" ON "wagtailcore_collectionviewrestriction" ("collection_id");
CREATE INDEX "wagtailcore_collectionviewrestriction_groups_collectionviewrestriction_id_47320efd" ON "wagtailcore_collectionviewrestriction_groups" ("collectionviewrestriction_id");
CREATE UNIQUE INDEX "wagtailcore_collectionviewrestriction_groups_collectionviewrestriction_id_group_id_988995ae_uniq" ON "wagtailcore_collectionviewrestriction_groups" ("collectionviewrestriction_id", "group_id");
CREATE INDEX "wagtailcore_collectionviewrestriction_groups_group_id_1823f2a3" ON "wagtailcore_collectionviewrestriction_groups" ("group_id");
CREATE INDEX "wagtailcore_comment_page_id_108444b5" ON "wagtailcore_comment" ("page_id");
CREATE INDEX "wagtailcore_comment_resolved_by_id_a282aa0e" ON "wagtailcore_comment" ("resolved_by_id");
CREATE INDEX "wagtailcore_comment_revision_created_id_1d058279" ON "wagtailcore_comment" ("revision_created_id");
CREATE INDEX "wagtailcore_comment_user_id_0c577ca6" ON "wagtailcore_comment" ("user_id");
CREATE INDEX "wagtailcore_commentreply_comment_id_afc7e027" ON "wagtailcore_commentreply" ("comment_id");
CREATE INDEX "wagtailcore_commentreply_user_id_d0b3b9c3" ON "wagtailcore_commentreply" ("user_id");
CREATE INDEX "wagtailcore_groupapprovaltask_groups_group_id_2e64b61f" ON "wagtailcore_groupapprovaltask_groups" ("group_id");
CREATE INDEX "wagtailcore_groupapprovaltask_groups_groupapprovaltask_id_9a9255ea" ON "wagtailcore_groupapprovaltask_groups" ("groupapprovaltask_id");
CREATE UNIQUE INDEX "wagtailcore_groupapprovaltask_groups_groupapprovaltask_id_group_id_bb5ee7eb_uniq" ON "wagtailcore_groupapprovaltask_groups" ("groupapprovaltask_id", "group_id");
CREATE INDEX "wagtailcore_groupcollectionpermission_collection_id_5423575a" ON "wagtailcore_groupcollectionpermission" ("collection_id");
CREATE INDEX "wagtailcore_groupcollectionpermission_group_id_05d61460" ON "wagtailcore_groupcollectionpermission" ("group_id");
CREATE UNIQUE INDEX "wagtailcore_groupcollectionpermission_group_id_collection_id_permission_id_a21cefe9_uniq" ON "wagtailcore_groupcollectionpermission" ("group_id", "collection_id", "permission_id");
CREATE INDEX "wagtailcore_groupcollectionpermission_permission_id_1b626275" ON "wagtailcore_groupcollectionpermission" ("permission_id");
CREATE INDEX "wagtailcore_grouppagepermission_group_id_fc07e671" ON "wagtailcore_grouppagepermission" ("group_id");
CREATE INDEX "wagtailcore_grouppagepermission_page_id_710b114a" ON "wagtailcore_grouppagepermission" ("page_id");
CREATE INDEX "wagtailcore_grouppagepermission_permission_id_05acb22e" ON "wagtailcore_grouppagepermission" ("permission_id");
CREATE INDEX "wagtailcore_groupsitepermission_group_id_e5cdbee4" ON "wagtailcore_groupsitepermission" ("group_id");
CREATE UNIQUE INDEX "wagtailcore_groupsitepermission_group_id_site_id_permission_id_a58ee30d_uniq" ON "wagtailcore_groupsitepermission" ("group_id", "site_id", "permission_id");
CREATE INDEX "wagtailcore_groupsitepermission_permission_id_459b1f38" ON "wagtailcore_groupsitepermission" ("permission_id");
CREATE INDEX "wagtailcore_groupsitepermission_site_id_245de488" ON "wagtailcore_groupsitepermission" ("site_id");
CREATE INDEX "wagtailcore_modellogentry_action_d2d856ee" ON "wagtailcore_modellogentry" ("action");
CREATE INDEX "wagtailcore_modellogentry_content_changed_8bc39742" ON "wagtailcore_modellogentry" ("content_changed");
CREATE INDEX "wagtailcore_modellogentry_content_type_id_68849e77" ON "wagtailcore_modellogentry" ("content_type_id");
CREATE INDEX "wagtailcore_modellogentry_object_id_e0e7d4ef" ON "wagtailcore_modellogentry" ("object_id");
CREATE INDEX "wagtailcore_modellogentry_revision_id_df6ca33a" ON "wagtailcore_modellogentry" ("revision_id");
CREATE INDEX "wagtailcore_modellogentry_timestamp_9694521b" ON "wagtailcore_modellogentry" ("timestamp");
CREATE INDEX "wagtailcore_modellogentry_user_id_0278d1bf" ON "wagtailcore_modellogentry" ("user_id");
CREATE INDEX "wagtailcore_page_alias_of_id_12945502" ON "wagtailcore_page" ("alias_of_id");
CREATE INDEX "wagtailcore_page_content_type_id_c28424df" ON "wagtailcore_page" ("content_type_id");
CREATE INDEX "wagtailcore_page_first_published_at_2b5dd637" ON "wagtailcore_page" ("first_published_at");
CREATE INDEX "wagtailcore_page_latest_revision_id_e60fef51" ON "wagtailcore_page" ("latest_revision_id");
CREATE INDEX "wagtailcore_page_live_revision_id_930bd822" ON "wagtailcore_page" ("live_revision_id");
CREATE INDEX "wagtailcore_page_locale_id_3c7e30a6" ON "wagtailcore_page" ("locale_id");
CREATE INDEX "wagtailcore_page_locked_by_id_bcb86245" ON "wagtailcore_page" ("locked_by_id");
CREATE INDEX "wagtailcore_page_owner_id_fbf7c332" ON "wagtailcore_page" ("owner_id");
CREATE INDEX "wagtailcore_page_slug_e7c11b8f" ON "wagtailcore_page" ("slug");
CREATE UNIQUE INDEX "wagtailcore_page_translation_key_locale_id_9b041bad_uniq" ON "wagtailcore_page" ("translation_key", "locale_id");
CREATE INDEX "wagtailcore_pagelogentry_action_c2408198" ON "wagtailcore_pagelogentry" ("action");
CREATE INDEX "wagtailcore_pagelogentry_content_changed_99f27ade" ON "wagtailcore_pagelogentry" ("content_changed");
CREATE INDEX "wagtailcore_pagelogentry_content_type_id_74e7708a" ON "wagtailcore_pagelogentry" ("content_type_id");
CREATE INDEX "wagtailcore_pagelogentry_page_id_8464e327" ON "wagtailcore_pagelogentry" ("page_id");
CREATE INDEX "wagtailcore_pagelogentry_revision_id_8043d103" ON "wagtailcore_pagelogentry" ("revision_id");
CREATE INDEX "wagtailcore_pagelogentry_timestamp_deb774c4" ON "wagtailcore_pagelogentry" ("timestamp");
CREATE INDEX "wagtailcore_pagelogentry_user_id_604ccfd8" ON "wagtailcore_pagelogentry" ("user_id");
CREATE INDEX "wagtailcore_pagesubscription_page_id_a085e7a6" ON "wagtailcore_pagesubscription" ("page_id");
CREATE UNIQUE INDEX "wagtailcore_pagesubscription_page_id_user_id_0cef73ed_uniq" ON "wagtailcore_pagesubscription" ("page_id", "user_id");
CREATE INDEX "wagtailcore_pagesubscription_user_id_89d7def9" ON "wagtailcore_pagesubscription" ("user_id");
CREATE INDEX "wagtailcore_pageviewrestriction_groups_group_id_6460f223" ON "wagtailcore_pageviewrestriction_groups" ("group_id");
CREATE INDEX "wagtailcore_pageviewrestriction_groups_pageviewrestriction_id_f147a99a" ON "wagtailcore_pageviewrestriction_groups" ("pageviewrestriction_id");
CREATE UNIQUE INDEX "wagtailcore_pageviewrestriction_groups_pageviewrestriction_id_group_id_d23f80bb_uniq" ON "wagtailcore_pageviewrestriction_groups" ("pageviewrestriction_id", "group_id");
CREATE INDEX "wagtailcore_pageviewrestriction_page_id_15a8bea6" ON "wagtailcore_pageviewrestriction" ("page_id");
CREATE INDEX "wagtailcore_referenceindex_base_content_type_id_313cf40f" ON "wagtailcore_referenceindex" ("base_content_type_id");
CREATE UNIQUE INDEX "wagtailcore_referenceindex_base_content_type_id_object_id_to_content_type_id_to_object_id_content_path_hash_9e6ccd6a_uniq" ON "wagtailcore_referenceindex" ("base_content_type_id", "object_id", "to_content_type_id", "to_object_id", "content_path_hash");
CREATE INDEX "wagtailcore_referenceindex_content_type_id_766e0336" ON "wagtailcore_referenceindex" ("content_type_id");
CREATE INDEX "wagtailcore_referenceindex_to_content_type_id_93690bbd" ON "wagtailcore_referenceindex" ("to_content_type_id");
CREATE INDEX "wagtailcore_revision_approved_go_live_at_88d3dee5" ON "wagtailcore_revision" ("approved_go_live_at");
CREATE INDEX "wagtailcore_revision_base_content_type_id_5b4ef7bd" ON "wagtailcore_revision" ("base_content_type_id");
CREATE INDEX "wagtailcore_revision_content_type_id_c8cb69c0" ON "wagtailcore_revision" ("content_type_id");
CREATE INDEX "wagtailcore_revision_created_at_81450aa6" ON "wagtailcore_revision" ("created_at");
CREATE INDEX "wagtailcore_revision_user_id_03df83b0" ON "wagtailcore_revision" ("user_id");
CREATE INDEX "wagtailcore_site_hostname_96b20b46" ON "wagtailcore_site" ("hostname");
CREATE UNIQUE INDEX "wagtailcore_site_hostname_port_2c626d70_uniq" ON "wagtailcore_site" ("hostname", "port");
CREATE INDEX "wagtailcore_site_root_page_id_e02fb95c" ON "wagtailcore_site" ("root_page_id");
CREATE INDEX "wagtailcore_task_content_type_id_249ab8ba" ON "wagtailcore_task" ("content_type_id");
CREATE INDEX "wagtailcore_taskstate_content_type_id_0a758fdc" ON "wagtailcore_taskstate" ("content_type_id");
CREATE INDEX "wagtailcore_taskstate_finished_by_id_13f98229" ON "wagtailcore_taskstate" ("finished_by_id");
CREATE INDEX "wagtailcore_taskstate_revision_id_df25a499" ON "wagtailcore_taskstate" ("revision_id");
CREATE INDEX "wagtailcore_taskstate_task_id_c3677c34" ON "wagtailcore_taskstate" ("task_id");
CREATE INDEX "wagtailcore_taskstate_workflow_state_id_9239a775" ON "wagtailcore_taskstate" ("workflow_state_id");
CREATE INDEX "wagtailcore_uploadedfile_for_content_type_id_b0fc87b2" ON "wagtailcore_uploadedfile" ("for_content_type_id");
CREATE INDEX "wagtailcore_uploadedfile_uploaded_by_user_id_c7580fe8" ON "wagtailcore_uploadedfile" ("uploaded_by_user_id");
CREATE INDEX "wagtailcore_uuid_06a44d_idx" ON "wagtailcore_pagelogentry" ("uuid", "action", "timestamp" DESC);
CREATE INDEX "wagtailcore_uuid_d6363b_idx" ON "wagtailcore_modellogentry" ("uuid", "action", "timestamp" DESC);
CREATE INDEX "wagtailcore_workflowcontenttype_workflow_id_9aad7cd2" ON "wagtailcore_workflowcontenttype" ("workflow_id");
CREATE INDEX "wagtailcore_workflowpage_workflow_id_56f56ff6" ON "wagtailcore_workflowpage" ("workflow_id");
CREATE INDEX "wagtailcore_workflowstate_base_content_type_id_a30dc576" ON "wagtailcore_workflowstate" ("base_content_type_id");
CREATE INDEX "wagtailcore_workflowstate_content_type_id_2bb78ce1" ON "wagtailcore_workflowstate" ("content_type_id");
CREATE INDEX "wagtailcore_workflowstate_requested_by_id_4090bca3" ON "wagtailcore_workflowstate" ("requested_by_id");
CREATE INDEX "wagtailcore_workflowstate_workflow_id_1f18378f" ON "wagtailcore_workflowstate" ("workflow_id");
CREATE INDEX "wagtailcore_workflowtask_task_id_ce7716fe" ON "wagtailcore_workflowtask" ("task_id");
CREATE INDEX "wagtailcore_workflowtask_workflow_id_b9717175" ON "wagtailcore_workflowtask" ("workflow_id");
CREATE UNIQUE INDEX "wagtailcore_workflowtask_workflow_id_task_id_4ec7a62b_uniq" ON "wagtailcore_workflowtask" ("workflow_id", "task_id");
CREATE INDEX "wagtaildocs_document_collection_id_23881625" ON "wagtaildocs_document" ("collection_id");
CREATE INDEX "wagtaildocs_document_uploaded_by_user_id_17258b41" ON "wagtaildocs_document" ("uploaded_by_user_id");
CREATE INDEX "wagtailimages_image_collection_id_c2f8af7e" ON "wagtailimages_image" ("collection_id");
CREATE INDEX "wagtailimages_image_created_at_86fa6cd4" ON "wagtailimages_image" ("created_at");
CREATE INDEX "wagtailimages_image_file_hash_fb5bbb23" ON "wagtailimages_image" ("file_hash");
CREATE INDEX "wagtailimages_image_uploaded_by_user_id_5d73dc75" ON "wagtailimages_image" ("uploaded_by_user_id");
CREATE INDEX "wagtailimages_rendition_filter_spec_1cba3201" ON "wagtailimages_rendition" ("filter_spec");
CREATE INDEX "wagtailimages_rendition_image_id_3e1fd774" ON "wagtailimages_rendition" ("image_id");
CREATE UNIQUE INDEX "wagtailimages_rendition_image_id_filter_spec_focal_point_key_323c8fe0_uniq" ON "wagtailimages_rendition" ("image_id", "filter_spec", "focal_point_key");
CREATE INDEX "wagtailsearch_indexentry_content_type_id_62ed694f" ON "wagtailsearch_indexentry" ("content_type_id");
CREATE UNIQUE INDEX "wagtailsearch_indexentry_content_type_id_object_id_bcd7ba73_uniq" ON "wagtailsearch_indexentry" ("content_type_id", "object_id");
CREATE INDEX "workflowstate_base_ct_id_idx" ON "wagtailcore_workflowstate" ("base_content_type_id", "object_id");
CREATE INDEX "workflowstate_ct_id_idx" ON "wagtailcore_workflowstate" ("content_type_id", "object_id");
COMMIT;
