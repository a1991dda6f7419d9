"""Django's settings. What differs between installations comes from `environment`."""

import os

from orbita.config import environment
from orbita.config.strangers import stranger_apps

DATA = environment.data_folder()
ORBITA_STAGING = (DATA / "staging").exists()
SECRET_KEY = environment.secret_key()
DEBUG = environment.flag("ORBITA_DEBUG")
ALLOWED_HOSTS = environment.words("ORBITA_ALLOWED_HOSTS", "*")
CSRF_TRUSTED_ORIGINS = environment.words("ORBITA_ORIGINS")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "template_partials",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "channels",
    # platform, low to high
    "orbita.platform.ui",
    "orbita.platform.acts",
    "orbita.platform.derived",
    "orbita.platform.audit",
    "orbita.platform.access",
    "orbita.platform.fields",
    "orbita.platform.accounts",
    "orbita.platform.company",
    "orbita.platform.records",
    "orbita.platform.jobs",
    "orbita.platform.realtime",
    "orbita.platform.files",
    "orbita.platform.search",
    "orbita.platform.conditions",
    "orbita.platform.measures",
    "orbita.platform.calendars",
    "orbita.platform.presence",
    "orbita.platform.lists",
    "orbita.platform.resources",
    "orbita.platform.registers",
    "orbita.platform.sharing",
    "orbita.platform.filling",
    "orbita.platform.tailoring",
    "orbita.platform.merging",
    "orbita.platform.duplicates",
    "orbita.platform.notifications",
    "orbita.platform.imports",
    "orbita.platform.modules",
    "orbita.platform.blueprints",
    "orbita.platform.signin",
    "orbita.platform.workplaces",
    "orbita.platform.pwa",
    "orbita.platform.upkeep",
    "orbita.platform.health",
    # domains, low to high
    "orbita.parties.directory",
    "orbita.parties.classifier",
    "orbita.parties.relations",
    "orbita.parties.roles",
    "orbita.parties.segments",
    "orbita.parties.territories",
    "orbita.parties.standing",
    "orbita.parties.needs",
    "orbita.parties.handling",
    "orbita.parties.consent",
    "orbita.activities.touchpoints",
    "orbita.activities.timeline",
    "orbita.activities.cadence",
    "orbita.activities.scenarios",
    "orbita.parties.dossier",
    "orbita.sales.deals",
    "orbita.sales.leads",
    "orbita.sales.planning",
    "orbita.sales.funnels",
    "orbita.sales.prospecting",
    "orbita.sales.handover",
    "orbita.sales.today",
    "orbita.api.keys",
    "orbita.api.v1",
    "orbita.api.webhooks",
    # packages of others
    *stranger_apps(),
    # last: seals the slots
    "orbita.config",
]

MIDDLEWARE = [
    "orbita.platform.health.middleware.MetricsMiddleware",
    "orbita.platform.remembering.RememberingMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "orbita.platform.ui.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "orbita.platform.ui.middleware.SecurityHeadersMiddleware",
    "orbita.platform.merging.forwarding.ForwardingMiddleware",
    "orbita.platform.accounts.acting.ActorMiddleware",
    "orbita.platform.modules.middleware.ModulesMiddleware",
    "orbita.platform.company.middleware.FirstVisitMiddleware",
    "orbita.platform.accounts.middleware.PersonalMiddleware",
    "orbita.platform.signin.middleware.SecondStepMiddleware",
    "orbita.platform.replica.middleware.ReplicaMiddleware",
]

ROOT_URLCONF = "orbita.config.urls"
ASGI_APPLICATION = "orbita.config.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # Before the apps: our account pages take the place of allauth's own.
        "DIRS": [environment.SOURCE / "platform" / "accounts" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "orbita.platform.ui.shell.shell",
            ],
            "builtins": ["orbita.platform.ui.templatetags.ui", "django.templatetags.i18n"],
        },
    }
]

DATABASES = environment.databases()
DATABASE_ROUTERS = ["orbita.platform.replica.routing.Router"] if "replica" in DATABASES else []
ORBITA_DIRECT = environment.direct()
ORBITA_REPLICA_BEHIND = float(os.environ.get("ORBITA_REPLICA_BEHIND", "5"))
ORBITA_REDIS_URL = os.environ.get("ORBITA_REDIS_URL", "")
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    *(
        ["orbita.platform.signin.directory_backend.DirectoryBackend"]
        if environment.directory()
        else []
    ),
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "ui:home"

LANGUAGE_CODE = "ru"
LANGUAGES = [("ru", "Русский"), ("en", "English")]
TIME_ZONE = os.environ.get("ORBITA_TIME_ZONE", "Europe/Moscow")
USE_TZ = True
USE_I18N = True

STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [("vendor", environment.SOURCE / "vendor")]
MEDIA_ROOT = DATA / "files"
ORBITA_FILE_LIMIT = int(os.environ.get("ORBITA_FILE_LIMIT_MB", "25")) * 1024 * 1024
ORBITA_FORBIDDEN_FILES = frozenset(
    environment.words("ORBITA_FORBIDDEN_FILES", environment.PROGRAMS)
)
ORBITA_SCANNER = os.environ.get("ORBITA_SCANNER", "")
ORBITA_S3 = environment.bucket()
ORBITA_WEBHOOK_PRIVATE = environment.flag("ORBITA_WEBHOOK_PRIVATE")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
    }
}

SESSION_ENGINE = "orbita.platform.accounts.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = environment.flag("ORBITA_HTTPS")
SECURE_HSTS_SECONDS = (
    60 * 60 * 24 * 365
    if environment.flag("ORBITA_HTTPS") and environment.flag("ORBITA_HSTS", "1")
    else 0
)
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if environment.flag("ORBITA_BEHIND_PROXY") else None
)
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = DATA / "mail"
DEFAULT_FROM_EMAIL = os.environ.get("ORBITA_MAIL_FROM", "orbita@localhost")

ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_ADAPTER = "orbita.platform.signin.adapters.Adapter"
ACCOUNT_RATE_LIMITS = {"login_failed": "20/m/ip,5/5m/key", "reset_password": "20/m/ip,5/m/key"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ADAPTER = "orbita.platform.signin.adapters.MfaAdapter"
SOCIALACCOUNT_ADAPTER = "orbita.platform.signin.adapters.SocialAdapter"
USERSESSIONS_TRACK_ACTIVITY = False

ORBITA_PUSH_CONTACT = os.environ.get("ORBITA_PUSH_CONTACT", f"mailto:{DEFAULT_FROM_EMAIL}")
ORBITA_PUSH_PRIVATE = environment.flag("ORBITA_PUSH_PRIVATE")
PGHISTORY_APPEND_ONLY = True
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("ORBITA_LOG_LEVEL", "WARNING")},
}
