"""Refusals about files."""

from django.utils.translation import gettext_lazy as _

from orbita.platform.acts.errors import Refusal


class FileIsTooLarge(Refusal):
    sentence = _("“%(name)s” has %(size)s MB; up to %(limit)s MB are taken. Make it smaller.")
    status = 413


class FileIsEmpty(Refusal):
    sentence = _("“%(name)s” is empty. Choose another file.")
