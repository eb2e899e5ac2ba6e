"""Rules of assessments: pure functions of plain values, without Django."""
