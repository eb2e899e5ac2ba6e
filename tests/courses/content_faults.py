"""Ways to break the course that ships with the platform, and what the reader must say of each."""

FIRST = "modules/m1_model/01_conciliate_first"
TEST = "instruments/knowledge_test.yaml"

# Each group is broken all at once: the reader goes on after a fault and says every one of them in words.
FAULTS = {
    "lessons": (
        [
            ("modules/m1_model/01_conciliate_first.en.md", "## A door before the court\n", ""),
            ("modules/m1_model/02_federal_or_local.es.md", "minutes: 4", "minutes: 3"),
            ("modules/m1_model/02_federal_or_local.en.md", "minutes: 4", "minutes: 3"),
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
            'modules/m2_application/03_summons.en.md, line 9: "TODO" marks text that is not ready for people',
            'modules/m2_application/03_summons.en.md, line 9: "centre": '
            "the English of the course is US English",
            "modules/m1_model/03_your_role.en.md, minutes: must be the same in the two languages",
            "modules/m1_model/04_confidentiality.es.md, line 46: "
            "a check question has exactly one correct option",
            "modules/m3_hearing/module.yaml, lessons: 04_caucus.en.md is in the folder but not in this list",
            "modules/m3_hearing/module.yaml, lessons: 04_caucus.es.md is in the folder but not in this list",
            f"{FIRST}.en.md, block 1: the two languages differ in structure from here on",
            "modules/m1_model/02_federal_or_local.es.md, minutes: "
            "says 3, but its words take 3.8 minutes to read",
            "modules/m1_model/04_confidentiality.en.md, block 14: "
            "the two languages differ in structure from here on",
            'modules/m2_application/01_application.es.md, terms: the glossary has no "citada"',
            "modules/m2_application/01_application.es.md, terms: "
            "the terms listed and the terms used differ: citada, cited-party",
            "modules/m2_application/02_clocks.es.md, terms: "
            "the terms listed and the terms used differ: prescription",
            "modules/m2_application/02_clocks.en.md, terms: "
            "the terms listed and the terms used differ: prescription",
            "modules/m2_application/04_exemptions.es.md, articles: "
            "article 48 is listed but the lesson never names it",
            "modules/m2_application/04_exemptions.en.md, articles: "
            "article 48 is listed but the lesson never names it",
            "modules/m3_hearing/01_opening.es.md, line 17: article 684-E VII is not in the front matter",
            "modules/m3_hearing/01_opening.en.md, line 17: article 684-E VII is not in the front matter",
            "modules/m3_hearing/05_closing.en.md, line 9: its figures differ from those in Spanish",
            'course, lessons: the key "m3-opening" is used 2 times',
            "course.yaml, steps.lessons: the lessons add up to 110 minutes",
        ],
    ),
    "instruments": (
        [
            (TEST, "correct: c", "correct: z"),
            (TEST, '"15 días hábiles"', '"45 días naturales"'),
            (TEST, "correct: a\n", "clave: a\n"),
            (TEST, ', en: "Within 5 days"', ""),
            (TEST, "key: k06", "key: k05"),
            (TEST, "A fine of 50 to 100", "A fine of 50 to 200"),
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
            "instruments/client_satisfaction.yaml, items.c14.high: must be more than low",
            "instruments/follow_up.yaml, forms.follow_up_self.kind: must be test or survey",
            f'{TEST}, items.k01.correct: there is no option "z"',
            f"{TEST}, items.k01.options: two options read the same (es)",
            f"{TEST}, items.k02.options.a.text.en: text is missing",
            f"{TEST}, items.k03.clave: no such field: misspelled, or in the wrong place",
            f"{TEST}, items.k13.required: true or false is expected, not 'quizá'",
            f"{TEST}, items.k03.correct: a test item says which option is correct",
            "instruments/reaction.yaml, items.r13.type: must be one of single, scale, number, open",
            'instruments/reaction.yaml, purposes: "opinión" is not one of '
            "pre_test, post_test, evaluation, baseline, follow_up, survey",
            'instruments/reaction.yaml, items.r01.scale: there is no scale "otra"',
            'course, test and spare items: the key "k05" is used 2 times',
            'course, items of knowledge_test: the key "k05" is used 2 times',
            "k01, stem and options: the figures differ between the two languages",
            "k02, stem and options: the figures differ between the two languages",
            "k03, stem and options: the figures differ between the two languages",
            'k04, topic: no module has the topic "m9"',
            's01, topic: no module has the topic ""',
        ],
    ),
    "course": (
        [
            ("course.yaml", "hours: 11", "hours: 20"),
            ("course.yaml", "minutes: 116", "minutes: 90"),
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
            "course.yaml, law_text_date: a date (2025-02-21) is expected, not 'febrero'",
            "course.yaml, settings.pass_mark: must be from 0 to 1, not 80",
            "course.yaml, settings.improved_items: a whole number is expected, not True",
            "course.yaml, steps.coached-role-play.mode: a role-play has a rubric and is coached or assessed",
            "course.yaml, steps.certificate.kind: must be one of "
            "pre_test, lessons, role_play, post_test, evaluation, certificate, follow_up",
            "glossary.yaml, applicant.en.term: text is missing",
            "glossary.yaml, applicant.en.palabra: no such field: misspelled, or in the wrong place",
            "rubrics/labor_conciliation.yaml, levels: the scale has the levels 1, 2, 3 and 4, in that order",
            "scenarios/individual_dismissal.yaml, sala: no such field: misspelled, or in the wrong place",
            "scenarios/pre_strike_table.yaml, facts.es: HTML is not allowed",
            "course.yaml, law_text_url: must be an https address",
            "course.yaml, settings.competent_rubric: there is no such rubric",
            'course.yaml, steps.evaluation.instrument: there is no "opinion"',
            'individual_dismissal, rubric: there is no "otra"',
            'pre_strike_table, watch: the rubric has no criterion "mesa"',
            'pre_strike_table, add_ons: the rubric has no add-on "mesa"',
            "course.yaml, hours: says 20, but the steps add up to 634 minutes",
            "course.yaml, steps.lessons: the lessons add up to 116 minutes",
        ],
    ),
}
