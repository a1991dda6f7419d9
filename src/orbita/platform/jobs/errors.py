"""Refusals of jobs and long work."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.acts.errors import Refusal


class WorkIsOver(Refusal):
    sentence = _("This work has ended already.")


class JobIsNotFailed(Refusal):
    sentence = _("Only a failed job can be run again; this one has gone on meanwhile.")


class JobIsNotWaiting(Refusal):
    sentence = _("Only a waiting or failed job can be cancelled; this one has gone on meanwhile.")
