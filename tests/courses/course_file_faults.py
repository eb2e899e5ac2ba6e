"""Ways to break the course that ships with the platform, and what the reader must say of each."""

FIRST = "modules/m1_model/01_conciliate_first"
TEST = "instruments/knowledge_test.yaml"

# Each group is broken all at once: the reader goes on after a fault and says every one of them in words.
FAULTS = {
    "lessons": (
        [
            ("modules/m1_model/01_conciliate_first.en.md", "## A door before the court\n", ""),
            ("modules/m1_model/02_federal_or_local.es.md", "minutes: 5", "minutes: 3"),
            ("modules/m1_model/02_federal_or_local.en.md", "minutes: 5", "minutes: 3"),
            ("modules/m1_model/03_your_role.en.md", "minutes: 5", "minutes: 4"),
            ("modules/m1_model/04_confidentiality.es.md", "correct: true", "correct: false"),
            ("modules/m2_application/01_application.es.md", "[[cited-party|", "[[citada|"),
            ("modules/m2_application/02_clocks.es.md", "terms: [prescription, ", "terms: ["),
            ("modules/m2_application/02_clocks.en.md", "terms: [prescription, ", "terms: ["),
            ("modules/m2_application/03_summons.en.md", "The hearing is", "TODO The centre is"),
            ("modules/m2_application/04_exemptions.es.md", '"897-A"]', '"897-A", "48"]'),
            ("modules/m2_application/04_exemptions.en.md", '"897-A"]', '"897-A", "48"]'),
            ("modules/m3_hearing/01_opening.es.md", '"684-E VII", ', ""),
            ("modules/m3_hearing/01_opening.en.md", '"684-E VII", ', ""),
            ("modules/m3_hearing/02_listening.es.md", "key: m3-listening", "key: m3-opening"),
            ("modules/m3_hearing/02_listening.en.md", "key: m3-listening", "key: m3-opening"),
            ("modules/m3_hearing/05_closing.en.md", "At 11:20", "At 11:30"),
            ("modules/m3_hearing/module.yaml", "04_caucus, ", ""),
        ],
        [
            "course.yaml, line 51, steps.lessons.minutes: the lessons add up to 218 minutes",
            "modules/m1_model/01_conciliate_first.en.md, line 9: block 1: the two languages differ in "
            "structure from here on",
            "modules/m1_model/02_federal_or_local.es.md, line 4, minutes: says 3, but its words take 4.5 "
            "minutes to read",
            "modules/m1_model/03_your_role.en.md, line 4, minutes: must be the same in the two languages",
            "modules/m1_model/04_confidentiality.en.md, line 45: block 14: the two languages differ in "
            "structure from here on",
            "modules/m1_model/04_confidentiality.es.md, line 47, check.options: a check question has "
            "exactly one correct option",
            'modules/m2_application/01_application.es.md, line 7, terms: the glossary has no "citada"',
            "modules/m2_application/01_application.es.md, line 7, terms: the terms listed and the terms "
            "used differ: citada, cited-party",
            "modules/m2_application/02_clocks.en.md, line 7, terms: the terms listed and the terms used "
            "differ: prescription",
            "modules/m2_application/02_clocks.es.md, line 7, terms: the terms listed and the terms used "
            "differ: prescription",
            'modules/m2_application/03_summons.en.md, line 9: "TODO" marks text that is not ready for people',
            'modules/m2_application/03_summons.en.md, line 9: "centre": the English of the course is US '
            "English",
            "modules/m2_application/04_exemptions.en.md, line 6, articles: article 48 is listed but the "
            "lesson never names it",
            "modules/m2_application/04_exemptions.es.md, line 6, articles: article 48 is listed but the "
            "lesson never names it",
            "modules/m3_hearing/01_opening.en.md, line 17: article 684-E VII is not in the front matter",
            "modules/m3_hearing/01_opening.es.md, line 17: article 684-E VII is not in the front matter",
            'modules/m3_hearing/02_listening.es.md, line 2, key: the key "m3-opening" is already that of '
            "the lesson in modules/m3_hearing/01_opening.es.md: change one",
            "modules/m3_hearing/05_closing.en.md, line 9: its figures differ from those in Spanish",
            'glossary.yaml, line 68, impasse: no lesson links to "impasse": link it where it first occurs, '
            "or take it out",
            "modules/m3_hearing/module.yaml, line 12, lessons: 04_caucus.en.md is in the folder but not "
            "in this list: add it, or take the file away",
            "modules/m3_hearing/module.yaml, line 12, lessons: 04_caucus.es.md is in the folder but not "
            "in this list: add it, or take the file away",
        ],
    ),
    "instruments": (
        [
            (TEST, "correct: c", "correct: z"),
            (TEST, '"15 días hábiles"', '"45 días naturales"'),
            (TEST, "correct: a\n", "clave: a\n"),
            (TEST, ', en: "Within 24 hours"', ""),
            (TEST, "key: k34", "key: k15"),
            (TEST, "That is 20 UMA", "That is 30 UMA"),
            (TEST, "topic: m3", "topic: m9"),
            (TEST, '    articles: ["921 Bis"]', "    required: quizá"),
            ("instruments/reaction.yaml", "scale: agreement,", "scale: otra,"),
            ("instruments/reaction.yaml", "type: open", "type: abierta"),
            ("instruments/reaction.yaml", "purposes: [evaluation]", "purposes: [opinión]"),
            ("instruments/client_satisfaction.yaml", "high: 10", "high: 0"),
            ("instruments/follow_up.yaml", "kind: survey", "kind: encuesta"),
            ("instruments/spare_items.yaml", "topic: m2", 'topic: ""'),
        ],
        [
            "instruments/client_satisfaction.yaml, line 108, items.c14.high: must be more than low",
            "instruments/follow_up.yaml, line 5, forms.follow_up_self.kind: must be one of test, survey, "
            'not "encuesta"',
            'instruments/knowledge_test.yaml, line 15, forms.B: there is no item "k34": did you mean k40?',
            "instruments/knowledge_test.yaml, line 15, forms: A and B differ in levels: apply 11, recall "
            "4, understand 5; apply 10, recall 4, understand 5",
            "instruments/knowledge_test.yaml, line 15, forms: A and B differ in modules: m1 2, m2 4, m3 "
            "3, m4 4, m5 2, m6 4, m9 1; m1 2, m2 4, m3 2, m4 4, m5 2, m6 4, m9 1",
            'instruments/knowledge_test.yaml, line 160, items.k17.topic: no module has the topic "m9"',
            "instruments/knowledge_test.yaml, line 19, items.k09.correct: a test item says which answer "
            "is correct",
            'instruments/knowledge_test.yaml, line 241, items.k15.key: the key "k15" is used 2 times in '
            "knowledge_test: rename one",
            "instruments/knowledge_test.yaml, line 27, items.k09.clave: no such field: misspelled, or in "
            "the wrong place; here there may be key, topic, level, difficulty, type, required, group, "
            "articles, source, stem, correct, options",
            "instruments/knowledge_test.yaml, line 393, items.k13.articles: it states law: say on which "
            "article it rests",
            "instruments/knowledge_test.yaml, line 398, items.k13.required: true or false is expected, "
            'not "quizá"',
            "instruments/knowledge_test.yaml, line 403, items.k13.options.a.text.en: is missing: add it",
            "instruments/knowledge_test.yaml, line 61, items.k01: stem and options: the figures differ "
            "between the two languages",
            'instruments/knowledge_test.yaml, line 69, items.k01.correct: there is no option "z": it is '
            "one of a, b, c, d",
            "instruments/knowledge_test.yaml, line 70, items.k01.options: two options read the same (es)",
            "instruments/knowledge_test.yaml, line 75, items.k23: stem and options: the figures differ "
            "between the two languages",
            'instruments/reaction.yaml, line 18, items.r01.scale: there is no scale "otra" among the '
            "scales of the form",
            "instruments/reaction.yaml, line 3, purposes.1: must be one of pre_test, post_test, "
            'evaluation, baseline, follow_up, survey, not "opinión"',
            "instruments/reaction.yaml, line 32, items.r13.type: must be one of single, scale, number, "
            "open, multiple, true_false, short_text, ordering, matching, matrix, situational, "
            'not "abierta"',
            'instruments/spare_items.yaml, line 5, spares.k02.topic: no module has the topic ""',
        ],
    ),
    "course": (
        [
            ("course.yaml", "hours: 7", "hours: 20"),
            ("course.yaml", "minutes: 225", "minutes: 90"),
            ("course.yaml", "instrument: reaction", "instrument: opinion"),
            ("course.yaml", "mode: coached", "mode: libre"),
            ("course.yaml", "pass_mark: 0.8", "pass_mark: 80"),
            ("course.yaml", "improved_items: 2", "improved_items: true"),
            ("course.yaml", "2025-02-21\n", "febrero\n"),
            ("course.yaml", '"https://www', '"http://www'),
            ("course.yaml", "competent_rubric: labor_conciliation", "competent_rubric: otra"),
            ("course.yaml", "kind: certificate", "kind: diploma"),
            ("rubrics/labor_conciliation.yaml", "{value: 4,", "{value: 5,"),
            ("scenarios/pre_strike_table.yaml", "criterion: collective", "criterion: mesa"),
            ("scenarios/pre_strike_table.yaml", "add_ons: [collective]", "add_ons: [mesa]"),
            ("scenarios/pre_strike_table.yaml", "    Arneses del Norte", "    <b>Arneses</b>"),
            ("scenarios/individual_dismissal.yaml", "rubric: labor_conciliation", "rubric: otra\nsala: 4"),
            ("glossary.yaml", '  en: {term: "Applicant"', '  en: {palabra: "Applicant"'),
        ],
        [
            'course.yaml, line 12, law_text_date: a date (2025-02-21) is expected, not "febrero"',
            "course.yaml, line 13, law_text_url: must be an https address",
            "course.yaml, line 28, settings.pass_mark: must be 1 or less, not 80",
            "course.yaml, line 29, settings.improved_items: a whole number is expected, not true",
            'course.yaml, line 31, settings.competent_rubric: there is no rubric "otra": there is '
            "labor_conciliation",
            "course.yaml, line 51, steps.lessons.minutes: the lessons add up to 225 minutes",
            "course.yaml, line 57, steps.coached-role-play.mode: a role-play has a rubric and is coached "
            "or assessed",
            "course.yaml, line 57, steps.coached-role-play.mode: must be one of coached, assessed, not "
            '"libre"',
            'course.yaml, line 85, steps.evaluation.instrument: there is no "opinion": there is '
            "client_satisfaction, follow_up_self, follow_up_supervisor, knowledge_test, preparation, "
            "reaction",
            "course.yaml, line 8, hours: says 20, but the required steps add up to 274 minutes",
            "course.yaml, line 92, steps.certificate.kind: must be one of baseline, pre_test, lessons, "
            'role_play, post_test, evaluation, certificate, follow_up, not "diploma"',
            "glossary.yaml, line 3, applicant.en.palabra: no such field: misspelled, or in the wrong "
            "place; here there may be term, definition",
            "glossary.yaml, line 3, applicant.en.term: is missing: add it",
            "rubrics/labor_conciliation.yaml, line 6, levels: the scale has the levels 1, 2, 3 and 4, in "
            "that order",
            'scenarios/individual_dismissal.yaml, line 6, rubric: there is no "otra": there is '
            "labor_conciliation",
            "scenarios/individual_dismissal.yaml, line 7, sala: no such field: misspelled, or in the "
            "wrong place; here there may be key, title, summary, rubric, add_ons, mode, wages, "
            "prepare_minutes, play_minutes, debrief_minutes, articles, facts, roles, preparation, watch, "
            "prompts, assessor",
            'scenarios/pre_strike_table.yaml, line 7, add_ons: the rubric has no add-on "mesa": there '
            "is collective",
            "scenarios/pre_strike_table.yaml, line 15, facts.es: HTML is not allowed: use **bold**, "
            "*emphasis* or a list",
            "scenarios/pre_strike_table.yaml, line 124, watch.1.criterion: the rubric has no criterion "
            '"mesa": there is impartiality, impasse, interests, legality, listening, opening, options, '
            "process, reality, safety",
            "scenarios/pre_strike_table.yaml, line 141, prompts.6.criterion: the rubric has no criterion "
            '"collective": there is impartiality, impasse, interests, legality, listening, opening, '
            "options, process, reality, safety",
        ],
    ),
}
