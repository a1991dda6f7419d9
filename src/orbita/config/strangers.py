"""Packages of others: which of the installed ones join Orbita, and where their pages lie."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured

from orbita.kit.packages import Package, fault_of, installed_packages

WITHOUT = "ORBITA_WITHOUT_MODULES"


def strangers() -> tuple[Package, ...]:
    """The packages of others that take part; none with ORBITA_WITHOUT_MODULES=1."""
    return () if os.environ.get(WITHOUT, "") not in ("", "0") else installed_packages()


def stranger_apps() -> list[str]:
    """Their Django apps. A package that cannot be loaded stops the start with a sentence that names
    it and says how to go on: Orbita never leaves a part of the company's data out silently."""
    found = strangers()
    for package in found:
        if fault := fault_of(package):
            sentence = _sentence(package, fault)
            sys.stderr.write(f"{sentence}\n")
            raise ImproperlyConfigured(sentence)
    return [package.app for package in found]


def _sentence(package: Package, fault: str) -> str:
    return (
        f"The package {package.distribution} {package.version} does not start: {fault}. "
        f"Mend or remove it, or start Orbita without packages of others: {WITHOUT}=1."
    )
