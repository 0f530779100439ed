"""Who gets what: for an object of one's own group, firm or person, and for one of others.

One line an address that takes a value. `ids`: what the values are (tests/routes/world.py). `act`: get, post, or form
(both; a POST without fields). Then, role by role, "own/others'", or one word where both are the same:

- login: led to signing in; 404, 403: refused, without a word of the object;
- away: led elsewhere (to a course's public page, to one's own start);
- ok: answered. That may be a form with its errors, or a message; what matters here is that it was not refused.

Who has which role where: the trainer teaches the group and the course, the mentor is of the trainee's firm, the firm's
contact of that firm, the officer of the programme and the province, the editor of the whole site.
Officers and editors write every course, so they get both sides of a course and its quizzes.
Links with a secret in them (preview, shared, verify, join, the player of a launch) are open to whoever has the link;
files of libraries are public, under their hash.
"""

from dataclasses import dataclass

from tests.routes.world import ROLES

EXEMPT = {
    "cms/": "Wagtail's own screens: rights by groups and pages; tests/lms/courses/test_cms.py and the CMS tests hold them",
    "accounts/confirm-email/": "allauth: the value is a secret that was mailed",
    "accounts/password/reset/key/": "allauth: the value is a secret that was mailed",
    "_util/authenticate_with_password/": "Wagtail: shared passwords are switched off",
}
"""Beginnings of addresses of packages, and why they are not in the table."""

TABLE = """
route                        ids                   act   visitor   registered  trainee     trainer  mentor  firm    officer  editor  administrator
accounts:consent-change      purpose               post  login     ok          ok          ok       ok      ok      ok       ok      ok
accounts:organisation-sign-in purpose              post  404       404         404         404      404     404     404      404     404
accounts:organisation-connect purpose              post  login     404         404         404      404     404     404      404     404
accounts:organisation-remove purpose               post  login     404         404         404      404     404     404      404     404
openid_connect_callback      purpose               get   404       404         404         404      404     404     404      404     404
accounts:session-end         device                post  login     404         ok/404      404      404     404     404      404     404
notifications:open           notification          post  login     404         ok/404      404      404     404     404      404     404
notifications:read           notification          post  login     404         ok/404      404      404     404     404      404     404
notifications:device-remove  push-device           post  login     404         ok/404      404      404     404     404      404     404
notifications:unsubscribe    unsubscribe-token     form  ok        ok          ok          ok       ok      ok      ok       ok      ok
people:person-detail         tutor                 get   login     404         404         404      404     404     ok/404   404     ok
people:person-invite         tutor                 post  login     404         404         404      404     404     ok/404   404     ok
people:account-close         tutor                 form  login     404         404         404      404     404     ok/404   404     ok
people:looking-begin         tutor                 form  login     404         404         404      404     404     ok/404   404     ok
people:person-guardian       tutor                 form  login     404         404         404      404     404     ok/404   404     ok
people:role-give             tutor                 form  login     404         404         404      404     404     ok/404   404     ok
people:role-take             tutor,role            form  login     404         404         404      404     404     ok/404   404     ok
privacy:copy-progress        copy                  get   login     404         ok/404      404      404     404     404      404     404
privacy:copy-download        copy                  get   login     404         ok/404      404      404     404     404      404     404
privacy:person-erasure       tutor                 form  login     404         404         404      404     404     ok/404   404     ok
privacy:person-special       tutor                 form  login     404         404         404      404     404     ok/404   404     ok
privacy:person-merge         tutor                 form  login     404         404         404      404     404     ok/404   404     ok
privacy:merge-undo           merge                 post  login     404         404         404      404     404     ok/404   404     ok
privacy:retention-carry-out  retention-run         post  login     404         404         404      404     404     404      404     ok
lms:course-builder           course                get   login     404         404         ok/404   404     404     ok       ok      ok
lms:course-rename            course                post  login     404         404         ok/404   404     404     ok       ok      ok
lms:module-create            course                post  login     404         404         ok/404   404     404     ok       ok      ok
lms:course-page-place        course                post  login     404         404         ok/404   404     404     ok       ok      ok
lms:lesson-create            course,module         post  login     404         404         ok/404   404     404     ok       ok      ok
lms:course-page-rename       course,module         post  login     404         404         ok/404   404     404     ok       ok      ok
lms:course-page-act          course,module         post  login     404         404         ok/404   404     404     ok       ok      ok
lms:lesson-save              course,lesson         post  login     404         404         ok/404   404     404     ok       ok      ok
lms:builder-activity-create  course,lesson,tool    post  login     404         404         ok/404   404     404     ok       ok      ok
lms:course-publish           course                form  login     404         404         ok/404   404     404     ok       ok      ok
lms:course-preview           preview               get   ok        ok          ok          ok       ok      ok      ok       ok      ok
lms:course-preview-lesson    preview,lesson        get   ok        ok          ok          ok       ok      ok      ok       ok      ok
lms:programme-detail         programme             get   ok        ok          ok          ok       ok      ok      ok       ok      ok
lms:programme-manage         programme-id          get  login     404         404         404      404     404     ok/404   404     ok
lms:programme-edit           programme-id          form login     404         404         404      404     404     ok/404   404     ok
lms:programme-partners       programme-id          form login     404         404         404      404     404     ok/404   404     ok
lms:track-create             programme-id          form login     404         404         404      404     404     ok/404   404     ok
lms:track-edit               programme-id,track    form login     404         404         404      404     404     ok/404   404     ok
lms:cohort-create            programme-id          form login     404         404         404      404     404     ok/404   404     ok
lms:cohort-edit              cohort                form login     404         404         404      404     404     ok/404   404     ok
lms:cohort-join-code-renew   cohort                post login     404         404         404      404     404     ok/404   404     ok
lms:cohort-courses           cohort                form login     404         404         404      404     404     ok/404   404     ok
lms:cohort-trainers          cohort                form login     404         404         404      404     404     ok/404   404     ok
lms:cohort-trainer-remove    cohort,role           post login     404         404         404      404     404     ok/404   404     ok
lms:cohort-members           cohort                get  login     404         404         404      404     404     ok/404   404     ok
lms:member-add               cohort                form login     404         404         404      404     404     ok/404   404     ok
lms:membership-detail        membership            form login     404         404         404      404     404     ok/404   404     ok
lms:cohort-join-link         cohort                get  login     404         404         ok/404   404     404     ok/404   404     ok
lms:cohort-arrivals          cohort                get  login     404         404         ok/404   404     404     ok/404   404     ok
lms:cohort-join              join-code             form  login+ok  ok          away+ok/ok  ok       ok      ok      ok       ok      ok
lms:course-enrol             course                post  login     ok          ok          ok       ok      ok      ok       ok      ok
lms:cohort-waiting           cohort                get   login     404         404         ok/404   404     404     ok/404   404     ok
lms:membership-answer        membership            post  login     404         404         ok/404   404     404     ok/404   404     ok
lms:cohort-move-people       cohort,course         form  login     404         404         ok/404   404     404     ok/404   404     ok
lms:course-move-people       course                form  login     404         404         ok/404   404     404     ok       ok      ok
lms:quiz-detail              course,activity       get   login     404         ok/404      ok/404   404     404     ok       ok      ok
lms:attempt-start            course,activity       post  login     404         ok/404      404      404     404     404      404     404
lms:attempt-detail           attempt               get   login     404         ok/404      404      404     404     404      404     404
lms:attempt-detail           handed-in             get   login     404         ok/404      ok/404   ok/404  404     ok/404   404     ok
lms:attempt-answer           attempt               post  login     404         ok/404      404      404     404     404      404     404
lms:attempt-submit           attempt               post  login     404         ok/404      404      404     404     404      404     404
lms:quiz-edit                quiz                  get   login     404         404         ok/404   404     404     ok       ok      ok
lms:quiz-settings            quiz                  post  login     404         404         ok/404   404     404     ok       ok      ok
lms:question-create          quiz,kind             post  login     404         404         ok/404   404     404     ok       ok      ok
lms:question-change          quiz,question         post  login     404         404         ok/404   404     404     ok       ok      ok
lms:question-arrange         quiz,question         post  login     404         404         ok/404   404     404     ok       ok      ok
lms:quiz-results             course,activity       get   login     404         404         ok/404   404     404     ok       ok      ok
lms:quiz-results-export      course,activity       get   login     404         404         ok/404   404     404     ok       ok      ok
lms:h5p-detail               course,package-activity get login    404         ok/404      ok/404   404     404     ok       ok      ok
lms:h5p-launch               package               post  login     404         404         ok       404     404     ok       ok      ok
lms:h5p-state                launch                post  login     404         ok/404      404      404     404     404      404     404
lms:h5p-statements           launch                post  login     404         ok/404      404      404     404     404      404     404
lms:h5p-results-own          course,package-activity get login    404         ok/404      404      404     404     404      404     404
lms:h5p-attempt              package-attempt       get   login     404         ok/404      ok/404   ok/404  404     ok/404   404     ok
lms:h5p-results              course,package-activity get login    404         404         ok/404   404     404     ok       ok      ok
lms:h5p-attempts-csv         course,package-activity get login    404         404         ok/404   404     404     ok       ok      ok
lms:h5p-attempts-xlsx        course,package-activity get login    404         404         ok/404   404     404     ok       ok      ok
lms:h5p-answers-csv          course,package-activity get login    404         404         ok/404   404     404     ok       ok      ok
lms:h5p-answers-xlsx         course,package-activity get login    404         404         ok/404   404     404     ok       ok      ok
lms:video-detail             course,video-activity get   login    404         away/404    404      404     404     404      404     404
lms:video-open               course,video-activity post  login     404         ok/404      404      404     404     404      404     404
lms:video-report             course,video-activity post  login     404         ok/404      404      404     404     404      404     404
lms:video-results            course,video-activity get   login    404         404         ok/404   404     404     ok       ok      ok
lms:video-watched-csv        course,video-activity get   login    404         404         ok/404   404     404     ok       ok      ok
lms:video-watched-xlsx       course,video-activity get   login    404         404         ok/404   404     404     ok       ok      ok
h5p-editor:document          player                get   404       404         404         404      404     404     404      404     404
h5p-editor:passed-on         player,package-file   get   404       404         404         404      404     404     404      404     404
lms-frames:play              player                get   ok        ok          ok          ok       ok      ok      ok       ok      ok
lms-frames:content-file      player,package-file   get   ok        ok          ok          ok       ok      ok      ok       ok      ok
lms-frames:library-file      library-sha,library-file  get  ok     ok          ok          ok       ok      ok      ok       ok      ok
lms:session-calendar         session               get   login     404         ok/404      ok/404   404     404     ok/404   404     ok
lms:cohort-sessions          cohort                get   login     404         404         ok/404   404     404     ok/404   404     ok
lms:session-create           cohort                form  login     404         404         ok/404   404     404     ok/404   404     ok
lms:session-register         session               get   login     404         404         ok/404   404     404     ok/404   404     ok
lms:attendance-record        session               post  login     404         404         ok/404   404     404     ok/404   404     ok
lms:session-edit             session               form  login     404         404         ok/404   404     404     ok/404   404     ok
lms:session-cancel           session               post  login     404         404         ok/404   404     404     ok/404   404     ok
lms:course-learn             course                get   login     away        ok/away     away     away    away    away     away    away
lms:course-update-seen       course                post  login     404         ok/404      404      404     404     404      404     404
lms:lesson-detail            course,lesson         get   login     away        ok/away     away     away    away    away     away    away
lms:lesson-done              course,lesson         post  login     404         ok/404      404      404     404     404      404     404
lms:certificate-detail       certificate           get   login     404         ok/404      ok/404   ok/404  404     ok/404   404     ok
lms:certificate-download     certificate,language  get   login     404         ok/404      ok/404   ok/404  404     ok/404   404     ok
lms:certificate-verify       code                  form  ok        ok          ok          ok       ok      ok      ok       ok      ok
lms:revocation-ask           certificate           form  login     404         404         404      404     404     ok/404   404     ok
lms:revocation-answer        revocation            post  login     404         404         404      404     404     ok/404   404     ok
lms:cohort-detail            cohort                get   login     404         404         ok/404   404     404     ok/404   404     ok
lms:cohort-progress          cohort                get   login     404         404         ok/404   404     404     ok/404   404     ok
lms:cohort-export-csv        cohort                get   login     404         404         ok/404   404     404     ok/404   404     ok
lms:cohort-export-xlsx       cohort                get   login     404         404         ok/404   404     404     ok/404   404     ok
lms:people-add               cohort                form  login     404         404         ok/404   404     404     ok/404   404     ok
lms:cohort-cards             cohort                form  login     404         404         ok/404   404     404     ok/404   404     ok
lms:membership-card          card-member           form  login     404         404         ok/404   404     404     ok/404   404     ok
lms:cohort-remind            cohort                post  login     404         404         ok/404   404     404     ok/404   404     ok
toolkits:download            document              get   ok/404    ok/404      ok/404      ok/404   ok/404  ok/404  ok/404   ok/404  ok
search:file                  document              get   ok/404    ok/404      ok/404      ok/404   ok/404  ok/404  ok/404   ok/404  ok
search:saved-delete          saved-search          post  login     404         ok/404      404      404     404     404      404     404
toolkits:collection-detail   collection            get   login     404         ok/404      404      404     ok/404  404      404     ok
toolkits:collection-rename   collection            post  login     404         ok/404      404      404     404     404      404     404
toolkits:collection-remove   collection            post  login     404         ok/404      404      404     404     404      404     404
toolkits:collection-share    collection            post  login     404         ok/404      404      404     404     404      404     404
toolkits:collection-revoke   collection            post  login     404         ok/404      404      404     404     404      404     404
toolkits:collection-delete   collection            post  login     404         ok/404      404      404     404     404      404     404
toolkits:collection-shared   token                 get   ok        ok          ok          ok       ok      ok      ok       ok      ok
toolkits:firm-detail         firm                  get   login     404         404         404      404     ok/404  ok/404   404     ok
pages:interest-answer        interest              post  login     404         404         404      404     404     ok/404   404     ok
pages:setup-open             token                 form  404      404         404         404      404     404     404     404     404
wagtaildocs_serve            document,file-name    get   ok/404    ok/404      ok/404      ok/404   ok/404  ok/404  ok/404   ok/404  ok
media:image                  image                 get   ok/404    ok/404      ok/404      ok/404   ok/404  ok/404  ok/404   ok/404  ok
pages-root:site-icon         icon-size             get   404       404         404         404      404     404     404      404     404
core:mailbox-detail          mail                  get   ok        ok          ok          ok       ok      ok      ok       ok      ok
core:mailbox-html            mail                  get   ok        ok          ok          ok       ok      ok      ok       ok      ok
wagtail_serve                page                  get   ok/away   ok/403      ok/403      ok/403   ok/403  ok/403  ok/403   ok/403  ok
mfa_remove_webauthn          passkey               form  login     404         ok/404      404      404     404     404      404     404
mfa_edit_webauthn            passkey               form  login     404         ok/404      404      404     404     404      404     404
"""

POSTED = {
    "lms:course-page-act": {"act": "up"},
    "lms:course-page-place": {"page": "{lesson}", "parent": "{module}", "position": "0"},
    "lms:question-arrange": {"act": "up"},
    "lms:cohort-remind": {"course": "{course}", "missing": "course"},
    "lms:course-update-seen": {"edition": "{edition}"},
    "toolkits:collection-remove": {"item": "{page-key}"},
}
"""What must be in a POST that is not refused."""


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    route: str
    ids: tuple[str, ...]
    act: str
    expected: dict[str, str]


def _read(table: str) -> list[Row]:
    rows = []
    for line in table.strip().splitlines()[1:]:
        route, ids, act, *expected = line.split()
        rows.append(Row(route, tuple(ids.split(",")), act, dict(zip(ROLES, expected, strict=True))))
    return rows


ROWS = _read(TABLE)
