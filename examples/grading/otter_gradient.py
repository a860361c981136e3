"""Otter: a test file of question `gradient`; put it into the folder `tests` of the assignment.

The student's notebook assigns a text: gradient = "(3x^2 - 3, 2y)". Every case has its own points, so that each right
entry counts; the last one tells what is wrong.
"""

OK_FORMAT = True

# What every case begins with; Otter runs a case as a doctest in the student's environment.
PREPARED = """
>>> from symhess.grade import make_field, mark
>>> found = mark(gradient, make_field("gradient", "x^3 - 3x + y^2", weight=4))
"""

test = {
    "name": "gradient",
    "suites": [
        {
            "type": "doctest",
            "cases": [
                {
                    "name": "the answer can be read",
                    "code": PREPARED + ">>> found.status.value in ('unreadable', 'missing') and found.remarks\nFalse\n",
                    "hidden": False,
                    "points": 0,
                },
                {
                    "name": "f_x",
                    "code": PREPARED + ">>> dict((part.name, part.right) for part in found.parts).get('f_x')\nTrue\n",
                    "hidden": True,
                    "points": 2,
                    "failure_message": "The first entry is not the derivative with respect to x.",
                },
                {
                    "name": "f_y",
                    "code": PREPARED + ">>> dict((part.name, part.right) for part in found.parts).get('f_y')\nTrue\n",
                    "hidden": True,
                    "points": 2,
                    "failure_message": "The second entry is not the derivative with respect to y.",
                },
                {
                    "name": "what is wrong",
                    "code": PREPARED + ">>> [remark.text for remark in found.remarks]\n[]\n",
                    "hidden": False,
                    "points": 0,
                },
            ],
        }
    ],
}
